"""Two beats at once, and every task delivered three times, out of order."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier
from uuid import uuid4

from django.conf import settings

from tests.faults.server import Database

from .row import Row
from .scene import Scene, scene_of, within

DUE = 1_000
ROUNDS = 10


def rows(template: Database, seeds: Sequence[int]) -> Iterator[Row]:
    with scene_of(template, "two_beats") as here:
        yield from two_beats(here)
    with scene_of(template, "thrice") as here:
        yield from thrice(here, chance=Random(seeds[0]))


def two_beats(here: Scene, *, due: int = DUE) -> Iterator[Row]:
    """Two processes of beat, two workers, and on top of it two who call the sweep at the same instant, again and again."""
    began, gate = time.monotonic(), Barrier(2)
    here.fill(due)
    here.mails.start()
    for name in ("one", "two"):
        here.start_worker(name, concurrency=2, beat=False)
        here.start_beat(f"beat-{name}")
    with ThreadPoolExecutor(2) as callers:
        for caller in [callers.submit(_call, here, gate) for _ in range(2)]:
            caller.result()
    yield from _counted(here, "two beats at once", began)


def thrice(here: Scene, *, chance: Random, due: int = DUE) -> Iterator[Row]:
    """Each task that beat ever calls, under the same id each time."""
    began = time.monotonic()
    here.fill(due)
    here.mails.start()
    for _ in range(ROUNDS):
        calls = 3 * [(entry["task"], str(uuid4())) for entry in settings.CELERY_BEAT_SCHEDULE.values()]
        chance.shuffle(calls)
        here.call_as(calls)
    for name in ("one", "two"):
        here.start_worker(name, concurrency=2, beat=False)
    yield from _counted(here, "every task delivered three times, out of order", began)


def _call(here: Scene, gate: Barrier) -> None:
    for _ in range(ROUNDS):
        gate.wait(60)
        here.call("deadlines.sweep", "messages.send_due")
        within(here.all_swept, 1)


def _counted(here: Scene, fault: str, began: float) -> Iterator[Row]:
    within(here.all_swept)
    yield here.swept(fault, began, began)
    here.push("messages.send_due", lambda: not here.waiting())
    yield here.mailed(f"{fault}: mail", began, began)

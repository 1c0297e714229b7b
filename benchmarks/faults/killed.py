"""`kill -9` of workers at random moments: of a sweep, and of the sending."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from django.utils import timezone

from foundation.deadlines.services import sweep
from tests.faults.server import Database

from .row import Row
from .scene import Scene, scene_of, within

PROCESSES = 2  # of a worker; each kill meets all of them


def rows(template: Database, seeds: Sequence[int]) -> Iterator[Row]:
    for seed in seeds:
        with scene_of(template, "swept") as here:
            yield in_a_sweep(here, seed=seed)
    with scene_of(template, "sent") as here:
        yield in_the_sending(here, seed=seeds[0])


def in_a_sweep(here: Scene, *, seed: int, due: int = 10_000, kills: int = 20) -> Row:
    """The outbox is exact, whatever had been written when the worker was killed. The mail server is away meanwhile."""
    began, rng, struck = time.monotonic(), Random(seed), 0
    here.fill(due)
    here.start_worker(concurrency=PROCESSES, beat=False)
    while struck < kills and not here.all_swept():
        here.call(*["deadlines.sweep"] * PROCESSES)
        within(lambda: here.sweeping() or here.all_swept())
        time.sleep(rng.uniform(0, 0.25))
        _strike(here, everything=struck % 8 == 4)
        struck += 1
    ended = time.monotonic()
    here.push("deadlines.sweep", here.all_swept)
    return here.swept(f"{struck} times kill -9 in a sweep, seed {seed}", ended, began)


def in_the_sending(here: Scene, *, seed: int = 1, due: int = 1_000, kills: int = 10) -> Row:
    """Whatever a killed process was handing over may arrive again, with the same Message-ID, and nothing else. A dead one's claim would be
    up again after ten minutes; here its date is put back instead."""
    began, rng = time.monotonic(), Random(seed)
    here.fill(due)
    sweep(at=timezone.now())
    here.mails.start()
    here.start_worker(concurrency=PROCESSES, beat=False)
    for number in range(kills):
        before = len(here.mails.taken)
        here.call(*["messages.send_due"] * PROCESSES)
        within(lambda before=before: len(here.mails.taken) > before)
        time.sleep(rng.uniform(0, 0.5))
        _strike(here, everything=number % 5 == 4)
        here.free_claims(before=timezone.now())
    ended = time.monotonic()
    here.push("messages.send_due", lambda: not here.waiting())
    return here.mailed(f"{kills * PROCESSES} processes killed with -9 in the sending", ended, began, may_double=kills * PROCESSES)


def _strike(here: Scene, *, everything: bool) -> None:
    """Kill the processes that do the work, which their parent replaces; or all of them and the parent, and start anew."""
    if everything:
        here.kill("worker")
        here.start_worker(concurrency=PROCESSES, beat=False)
    else:
        for child in _children(here.children["worker"].pid):
            os.kill(child, signal.SIGKILL)
    within(lambda: not here.sweeping())  # the database has noticed that nobody is there any more


def _children(parent: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]

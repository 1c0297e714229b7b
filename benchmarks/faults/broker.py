"""Redis refuses, falls silent, forgets. It only wakes who works: nothing hangs on it but how soon (DESIGN 5)."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random

from redis import Redis

from tests.faults.seed import PASSWORD
from tests.faults.server import Database
from tests.faults.visitor import Visitor

from .proxy import Proxy
from .row import Row
from .scene import Scene, scene_of, within

DUE = 1_000
OUTAGE = 8  # seconds
FLUSHES = 20
PATIENT = 10  # seconds, within which every page has to answer


def rows(template: Database, seeds: Sequence[int]) -> Iterator[Row]:
    with scene_of(template, "refused") as here:
        yield from _out("Redis refuses", here, refused(here))
    with scene_of(template, "silent") as here:
        proxy = Proxy(here.redis_port)
        here.environment["BROKER_URL"] = f"redis://127.0.0.1:{proxy.port}/0"
        yield from _out("Redis is silent", here, silent(proxy))
        proxy.close()
    with scene_of(template, "flushed") as here:
        yield from _out(f"Redis is flushed {FLUSHES} times", here, flushed(here, seeds[0]))


@contextmanager
def refused(here: Scene) -> Iterator[None]:
    """Nothing listens there."""
    here.kill("redis")
    yield
    here.start_redis()


@contextmanager
def silent(proxy: Proxy) -> Iterator[None]:
    """Something listens there and never answers."""
    proxy.dead = True
    yield
    proxy.revive()


@contextmanager
def flushed(here: Scene, seed: int) -> Iterator[None]:
    """All it knew is gone, again and again."""
    with ThreadPoolExecutor(1) as beside:
        flushing = beside.submit(_flush, here.redis_port, Random(seed))
        yield
        flushing.result()


def _flush(port: int, chance: Random) -> None:
    with Redis(port=port) as redis:
        for _ in range(FLUSHES):
            time.sleep(chance.uniform(0, 2 * OUTAGE / FLUSHES))
            redis.flushall()


def _out(fault: str, here: Scene, outage) -> Iterator[Row]:
    here.mails.start()
    here.start_web()
    here.start_worker(concurrency=2, beat=False)
    here.start_beat()
    within(lambda: here.database.rows("SELECT 1 FROM deadlines_heartbeat"))
    list(_pages(here))  # the first page a process answers takes longer, whatever else happens
    began = time.monotonic()
    with outage:
        until = began + OUTAGE
        here.fill(DUE)
        slowest = max(_pages(here))
        time.sleep(max(0, until - time.monotonic()))
    ended = time.monotonic()
    within(here.all_swept)
    row = here.swept(fault, ended, began)
    yield row if slowest <= PATIENT else row._replace(broken=(*row.broken, f"a page took {slowest:.1f} s"))
    within(lambda: not here.waiting())
    yield here.mailed(f"{fault}: mail", ended, began)


def _pages(here: Scene) -> Iterator[float]:
    """Seconds that signing in and some pages took."""
    started = time.monotonic()
    reader = Visitor(here.port).sign_in("sasha", PASSWORD)
    yield time.monotonic() - started
    for path in ("/", "/triage/", "/readyz"):
        yield reader.get(path).seconds

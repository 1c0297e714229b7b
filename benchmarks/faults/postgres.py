"""PostgreSQL is stopped in the middle of a sweep, as when its machine loses power, and started again."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

import psycopg2
from django.db import connection

from tests.faults.server import Database, free_port

from .row import Row
from .scene import Scene, leading_to, scene, seed, within

STOPS = 5
AWAY = 1  # seconds


class Server:
    """A PostgreSQL of its own in `folder`, to which only this machine can connect. Root may not run one; then the user postgres does."""

    def __init__(self, folder: Path):
        self.port, self.folder, self.process = free_port(), folder, None
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        self.who = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        if self.who:
            shutil.chown(folder, "postgres", "postgres")
        self._run("initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8").wait()

    def start(self) -> None:
        self.process = self._run("postgres", "-D", str(self.folder / "data"), "-p", str(self.port), "-k", str(self.folder),
                                 "-c", "listen_addresses=127.0.0.1")
        within(self._answers)

    def stop(self) -> None:
        """At once: nothing is finished, nothing is written that is not written yet."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait()

    def _run(self, program: str, *arguments: str) -> subprocess.Popen:
        return subprocess.Popen([programs() / program, *arguments], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                start_new_session=True, **self.who)

    def _answers(self) -> bool:
        try:
            psycopg2.connect(self.url).close()
        except psycopg2.OperationalError:
            return False
        return True


def programs() -> Path:
    """Where initdb and postgres are: as pg_config says, or the newest there is where Debian keeps them."""
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    if shutil.which("pg_config"):
        kept.insert(0, Path(subprocess.run(["pg_config", "--bindir"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()))
    return next(path for path in kept if (path / "initdb").exists() and (path / "postgres").exists())


@contextmanager
def server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="tmt-fault-") as folder:
        one = Server(Path(folder))
        try:
            one.start()
            yield one
        finally:
            one.stop()


def rows(_: Database, seeds: Sequence[int]) -> Iterator[Row]:
    with server() as own:
        database = Database("_restarted", server=own.url)
        seed(database)
        with leading_to(database), scene(database) as here:
            yield restarted(here, own, chance=Random(seeds[0]))


def restarted(here: Scene, own: Server, *, chance: Random, due: int = 10_000) -> Row:
    """The worker goes on by itself. The mail server is away meanwhile."""
    began, stopped = time.monotonic(), 0
    here.fill(due)
    here.start_worker(concurrency=2)
    while stopped < STOPS and not here.all_swept():
        within(lambda: here.sweeping() or here.all_swept())
        time.sleep(chance.uniform(0, 0.3))
        own.stop()
        time.sleep(AWAY)
        own.start()
        here.database.close()
        connection.close()
        stopped += 1
    ended = time.monotonic()
    within(here.all_swept)
    row = here.swept(f"PostgreSQL stopped at once and started, {stopped} times in a sweep", ended, began)
    return row if here.children["worker"].poll() is None else row._replace(broken=(*row.broken, "the worker ended"))

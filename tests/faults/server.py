"""The system as production runs it: web, worker, Redis and mail server in processes of their own, on a PostgreSQL database of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from tests.laws.house import ROOT

PATIENCE = 60  # seconds for a process to answer on a busy machine
WORKERS, THREADS = 4, 5  # twenty requests are worked on at one instant


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def until(holds, what: str):
    """Wait for `holds()` to be true and give its answer."""
    deadline = time.monotonic() + PATIENCE
    while not (answer := holds()):
        assert time.monotonic() < deadline, f"{what} took more than {PATIENCE} s"
        time.sleep(0.05)
    return answer


def listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


class Database:
    """A database beside the one DATABASE_URL names, made and dropped here."""

    def __init__(self):
        self.name = f"tmt_faults_{os.getpid()}"
        self.url = _beside(self.name)
        self._admin(f'CREATE DATABASE "{self.name}"')
        self._link = None

    def rows(self, sql: str, *values) -> list[tuple]:
        self._link = self._link or _autocommit(self.url)
        with self._link.cursor() as cursor:
            cursor.execute(sql, values or None)
            return cursor.fetchall() if cursor.description else []

    def one(self, sql: str, *values):
        [[value]] = self.rows(sql, *values)
        return value

    def tables(self) -> list[str]:
        return [name for (name,) in self.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")]

    def drop(self):
        if self._link:
            self._link.close()
        self._admin(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _admin(self, sql: str):
        link = _autocommit(_beside("postgres"))
        with link.cursor() as cursor:
            cursor.execute(sql)
        link.close()


def _beside(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def _autocommit(url: str):
    link = psycopg2.connect(url)
    link.autocommit = True
    return link


class Site:
    """The processes. `log`: everything they said."""

    def __init__(self, folder: Path, database: Database, mail_port: int):
        self.folder, self.database = folder, database
        self.port, self.redis_port = free_port(), free_port()
        self.environment = os.environ | {
            "DATABASE_URL": database.url,
            "BROKER_URL": f"redis://127.0.0.1:{self.redis_port}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "TMT_VAR": str(folder),
            "SEND_SECONDS": "1",
            "SWEEP_SECONDS": "1",
            "PYTHONUNBUFFERED": "1",
        }
        self.said = (folder / "said.log").open("w+")
        self.children: dict[str, subprocess.Popen] = {}

    @property
    def log(self) -> str:
        return Path(self.said.name).read_text(errors="replace")

    def run(self, *module_and_arguments: str):
        """One command of the system, to its end."""
        command = [sys.executable, "-m", *module_and_arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    def start_web(self):
        self._start(
            "web", sys.executable, "-m", "gunicorn", "tmt_policy.wsgi", "--bind", f"127.0.0.1:{self.port}", "--workers", str(WORKERS),
            "--threads", str(THREADS), "--log-level", "warning",
        )  # fmt: skip
        until(lambda: self._alive("web") and listens(self.port), "the web process")

    def start_worker(self):
        """A worker with its beat."""
        arguments = ("worker", "-B", "--concurrency", "1", "--schedule", str(self.folder / "beat"), "--loglevel", "warning")
        self._start("worker", sys.executable, "-m", "celery", "-q", "-A", "tmt_policy", *arguments)

    def start_redis(self):
        self._start("redis", "redis-server", "--port", str(self.redis_port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
        until(lambda: self._alive("redis") and listens(self.redis_port), "Redis")

    def kill(self, name: str, sign: int = signal.SIGKILL):
        child = self.children.pop(name)
        os.killpg(child.pid, sign)
        child.wait(PATIENCE)

    def stop(self):
        for name in list(self.children):
            if self._alive(name):
                self.kill(name, signal.SIGTERM)
        self.said.close()

    def _start(self, name: str, *command: str):
        self.children[name] = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=self.said, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip

    def _alive(self, name: str) -> bool:
        assert self.children[name].poll() is None, f"{name} ended by itself:\n{self.log}"
        return True

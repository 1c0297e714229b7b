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


class Sql:
    """Statements to one database over one connection, each committed by itself."""

    def __init__(self, url: str):
        self.url, self._link = url, None

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

    def close(self):
        if self._link:
            self._link.close()
        self._link = None


class Database(Sql):
    """A database beside the one DATABASE_URL (or `server`) names, a copy of `like` where that is given; made and dropped here."""

    def __init__(self, suffix: str = "", *, like: "Database | None" = None, server: str = ""):
        self.server, self.name = server or os.environ["DATABASE_URL"], f"tmt_faults_{os.getpid()}{suffix}"
        super().__init__(self._beside(self.name))
        self._admin(f'CREATE DATABASE "{self.name}"' + (f' TEMPLATE "{like.name}"' if like else ""))

    def drop(self):
        self.close()
        self._admin(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _admin(self, sql: str):
        link = _autocommit(self._beside("postgres"))
        with link.cursor() as cursor:
            cursor.execute(sql)
        link.close()

    def _beside(self, name: str) -> str:
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{name}"))


def _autocommit(url: str):
    link = psycopg2.connect(url)
    link.autocommit = True
    return link


class Guarded(Database):
    """A database in which the processes work under the application's own account, and these tests look on as the owner (ADR 0049)."""

    @property
    def for_app(self) -> str:
        return self._as(f"{self.name}_app")

    @property
    def for_backup(self) -> str:
        return self._as(f"{self.name}_backup")

    @property
    def as_owner(self) -> dict[str, str]:
        """What the environment of the owner says."""
        return {"OWNER_DATABASE_URL": self.url, "DATABASE_URL": self.for_app, "BACKUP_DATABASE_URL": self.for_backup}

    def drop(self):
        super().drop()
        for account in ("app", "backup"):
            self._admin(f'DROP ROLE IF EXISTS "{self.name}_{account}"')

    def _as(self, account: str) -> str:
        place = urlsplit(self.url)
        return urlunsplit(place._replace(netloc=f"{account}:secret@{place.netloc.rpartition('@')[2]}"))


class Site:
    """The processes. `log`: everything they said."""

    def __init__(self, folder: Path, database: Sql, mail_port: int, **changed: str):
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
            "LOG_FORMAT": "json",
        } | changed
        self.said = (folder / "said.log").open("w+")
        self.children: dict[str, subprocess.Popen] = {}

    @property
    def log(self) -> str:
        return Path(self.said.name).read_text(errors="replace")

    def run(self, *module_and_arguments: str, **changed: str):
        """One command of the system, to its end."""
        command = [sys.executable, "-m", *module_and_arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment | changed, check=True)

    def start_web(self):
        self._start(
            "web", sys.executable, "-m", "gunicorn", "tmt_policy.wsgi", "--bind", f"127.0.0.1:{self.port}", "--workers", str(WORKERS),
            "--threads", str(THREADS), "--log-level", "warning",
        )  # fmt: skip
        until(lambda: self._alive("web") and listens(self.port), "the web process")

    def start_worker(self, name: str = "worker", *, concurrency: int = 1, beat: bool = True):
        """A worker, with its beat or without one."""
        own = ("-B", "--schedule", str(self.folder / "beat")) if beat else ()
        self._celery(name, "worker", "--concurrency", str(concurrency), "--hostname", f"{name}@%h", *own)

    def start_beat(self, name: str = "beat"):
        """A beat of its own."""
        self._celery(name, "beat", "--schedule", str(self.folder / name), "--pidfile", "")

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

    def _celery(self, name: str, *arguments: str):
        self._start(name, sys.executable, "-m", "celery", "-q", "-A", "tmt_policy", *arguments, "--loglevel", "warning")

    def _start(self, name: str, *command: str):
        self.children[name] = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=self.said, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip

    def _alive(self, name: str) -> bool:
        assert self.children[name].poll() is None, f"{name} ended by itself:\n{self.log}"
        return True

"""PostgreSQL's own programs, databases made and dropped, and this program run on another database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection


def dump(snapshot: str, path: Path) -> None:
    """Dump this process's database as it stood at an exported snapshot. Who is signed in, and what wrong tries were counted, stay out."""
    left_out = [f"--exclude-table-data={table}" for table in left_empty()]
    _program("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", *left_out, f"--file={path}")


def load(path: Path, database: str) -> None:
    _program("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={database}", str(path))


def left_empty() -> list[str]:
    return ["people_session", settings.CACHES["default"]["LOCATION"]]


@contextmanager
def scratch(purpose: str) -> Iterator[str]:
    """The name of an empty database beside this one; dropped at the end, unless it goes by another name then."""
    name = f"{connection.settings_dict['NAME'][:30]}_{purpose}_{token_hex(4)}"
    admin(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        yield name
    finally:
        admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def admin(statement: str) -> None:
    """What can be done only from outside a database: make, drop, rename one."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def manage(*words: str, database: str, files: Path, **more: str) -> subprocess.CompletedProcess:
    """One command of this program on another database beside this one, with its files from another folder; the answer has what it said."""
    own = {name: value for name, value in os.environ.items() if name not in ("OWNER_DATABASE_URL", "BACKUP_DATABASE_URL")}
    told = own | {"DATABASE_URL": address(database), "EVIDENCE_DIR": str(files)} | more
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *words]
    return subprocess.run(command, env=told, capture_output=True, text=True)


def address(database: str) -> str:
    to = connection.settings_dict
    user, password, host = (quote(str(to[name] or ""), safe="") for name in ("USER", "PASSWORD", "HOST"))
    place = f"{user}:{password}@{host}" + (f":{to['PORT']}" if to["PORT"] else "")
    return f"postgres://{place}/{quote(database, safe='')}"


def _program(name: str, *arguments: str) -> None:
    to = connection.settings_dict  # given by the environment: a list of processes shows arguments to everybody
    place = {"PGHOST": to["HOST"], "PGPORT": to["PORT"], "PGUSER": to["USER"], "PGPASSWORD": to["PASSWORD"], "PGDATABASE": to["NAME"]}
    env = os.environ | {key: str(value) for key, value in place.items() if value}
    try:
        done = subprocess.run([name, *arguments], env=env, capture_output=True, text=True)
    except FileNotFoundError as missing:
        raise CommandError(f"{name} is not installed here. It comes with PostgreSQL's client programs.") from missing
    if done.returncode:
        raise CommandError(f"{name} failed: {done.stderr.strip().splitlines()[0] if done.stderr.strip() else done.returncode}")

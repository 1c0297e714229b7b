"""A backup is taken: one moment of the database, and every file that it knows of, complete or not there at all."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from foundation.dossiers.sealing import key_ids
from foundation.trail import selectors as trail
from foundation.trail.snapshot import snapshot

from . import manifest, programs

_HALF = ".part-"
_NEW = ".new"  # what the vault is still writing


def take(folder: Path, *, at: datetime, keep: int) -> Path:
    """Make one, and remove all but the newest `keep`; gives where it lies. A run that is killed leaves nothing that looks like a backup."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in folder.glob(f"{_HALF}*"):
        shutil.rmtree(left)
    name = at.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    half = folder / f"{_HALF}{name}"
    half.mkdir(mode=0o700)
    before = manifest.complete(folder)
    said = _database(half / manifest.DUMP)
    files = _files(half / manifest.FILES, before[-1] if before else None)
    manifest.write(half, manifest.Manifest(taken_at=at.isoformat(), files=files, **said))
    _synced(half)
    half.rename(folder / name)
    _sync(folder)
    for old in manifest.complete(folder)[:-keep]:
        shutil.rmtree(old)
    return folder / name


def _database(path: Path) -> dict:
    """The dump, and what it must hold: all of one moment."""
    with snapshot(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        programs.dump(cursor.fetchone()[0], path)
        path.chmod(0o600)
        tables = sorted(set(connection.introspection.table_names(cursor)) - set(programs.left_empty()))
        applied = sorted(MigrationRecorder(connection).applied_migrations())
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0]
        return {"tables": counts(tables), "dump": manifest.measured(path), "keys": sorted(key_ids()), "trail": trail.standing(),
                "migrations": dict(applied), "server": server}


def counts(tables: list[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchone()[0]
        return found


def _files(target: Path, before: Path | None) -> dict[str, list]:
    """Every stored file. They lie there before the rows that name them, and never change: so what is listed after the moment of the
    database holds all of it, and a file that the backup before holds is linked, not copied. One disposed of meanwhile is not in it."""
    known = manifest.read(before).files if before else {}
    target.mkdir(mode=0o700)
    found, source = {}, Path(settings.EVIDENCE_DIR)
    for path in sorted(path for path in source.rglob("*") if path.is_file() and path.suffix != _NEW):
        name = str(path.relative_to(source))
        put = target / name
        put.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if name in known and _linked(before / manifest.FILES / name, put):
            found[name] = known[name]
        elif _copied(path, put):
            found[name] = manifest.measured(put)
    return found


def _linked(old: Path, put: Path) -> bool:
    try:
        os.link(old, put)
    except OSError:  # another disk, or a file system that has no links: copied
        return False
    return True


def _copied(path: Path, put: Path) -> bool:
    try:
        shutil.copyfile(path, put)
    except FileNotFoundError:
        return False
    put.chmod(0o600)
    return True


def _synced(folder: Path) -> None:
    for path in folder.rglob("*"):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check_possible() -> None:
    if connection.vendor != "postgresql":
        raise CommandError("This is for PostgreSQL. An installation on SQLite is its var folder: stop it and copy that.")

"""A test database on SQLite begins as a copy of one that was migrated before, as long as no migration has changed since.

Migrating takes twenty seconds, a copy a fraction of one; whoever runs three tests often feels it. The copy lies in pytest's own cache: a
fresh checkout migrates, and what proves that migrations work (tests/laws/test_migrations_are_complete.py) never looks at a copy.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import django
import pytest
from django.db import connection

ROOT = Path(__file__).parent.parent
ALSO = (
    "foundation/trail/triggers.py",
    "foundation/dossiers/sealing.py",
    "foundation/dossiers/fields.py",
    "tests/laid.py",
    "requirements/test.lock",
)


def _mark() -> str:
    """Of everything a migration runs; another mark, another copy."""
    files = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py"), *ROOT.glob("*/*/data/*.json"), *ROOT.glob("*/data/*.json")]
    digest = hashlib.sha256(f"{django.VERSION}{sqlite3.sqlite_version}".encode())
    for path in sorted([*files, *(ROOT / one for one in ALSO)]):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


def _copy(source: sqlite3.Connection, target: sqlite3.Connection):
    source.backup(target)


@pytest.fixture(scope="session")
def laid(request):
    """Has Django begin with the copy, and makes one where there is none."""
    if connection.vendor != "sqlite" or not hasattr(request.config, "cache"):
        yield
        return
    folder = Path(request.config.cache.mkdir("migrated"))
    kept = folder / f"{_mark()}.sqlite3"
    creation, held = connection.creation, []
    begin, create = creation._create_test_db, creation.create_test_db

    def begun(*args, **kwargs):
        name = begin(*args, **kwargs)
        if kept.exists():
            held.append(sqlite3.connect(name, uri=True))  # in memory a database lives as long as somebody holds it
            with closing(sqlite3.connect(kept)) as before:
                _copy(before, held[0])
        return name

    def created(*args, **kwargs):
        name = create(*args, **kwargs)
        if not kept.exists():
            for old in folder.glob("*.sqlite3"):
                old.unlink(missing_ok=True)
            part = folder / f"{os.getpid()}.part"
            with closing(sqlite3.connect(name, uri=True)) as made, closing(sqlite3.connect(part)) as target:
                _copy(made, target)
            part.replace(kept)
        for one in held:
            one.close()
        return name

    creation._create_test_db, creation.create_test_db = begun, created
    yield
    creation._create_test_db, creation.create_test_db = begin, create

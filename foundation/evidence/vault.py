"""Sealed files on disk: random names, no one else's to read, gone with the transaction that wanted them.

`room`: whose files these are, in a folder of their own; "" is evidence. The sweep for what was left over sees its own room's only.
"""

import os
import secrets
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

_SUFFIX = ".new"


@contextmanager
def writing(*files: bytes, room: str = "") -> Iterator[list[str]]:
    """Write sealed files and give their names; an error inside the block removes them again."""
    names: list[str] = []
    try:
        names.extend(_write(data, room) for data in files)
        yield names
    except BaseException:
        for name in names:
            remove(name, room=room)
        raise


def keep(*names: str, room: str = "") -> None:
    """Inside a transaction: the files stay if it commits and go if it, or one around it, rolls back."""
    for name in names:
        transaction.on_commit(_Pending(name, room))


def read(name: str, *, room: str = "") -> bytes:
    """The sealed bytes. Raises OSError when the file is not there."""
    return _path(name, room).read_bytes()


def remove(name: str, *, room: str = "") -> None:
    _path(name, room).unlink(missing_ok=True)


def files(*, before: datetime, room: str = "") -> Iterator[str]:
    """Names of all files last written before a moment, half-written ones with their suffix."""
    for path in sorted(root(room).glob("??/*")):
        if path.stat().st_mtime < before.timestamp():
            yield path.name


def root(room: str = "") -> Path:
    return Path(settings.EVIDENCE_DIR) / room


class _Pending:
    """Waits among Django's commit hooks. A rollback forgets the hook, and with its last reference the file goes;
    a process that dies leaves an orphan for `sweep_evidence`."""

    def __init__(self, name: str, room: str):
        self._undo = weakref.finalize(self, remove, name, room=room)

    def __call__(self) -> None:
        self._undo.detach()


def _write(data: bytes, room: str) -> str:
    name = secrets.token_hex(20)
    path = _path(name, room)
    for folder in dict.fromkeys((root(), root(room), path.parent)):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(name + _SUFFIX)
    try:
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.rename(path)
        _sync(path.parent)
    except BaseException:
        half.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        raise
    return name


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _path(name: str, room: str) -> Path:
    return root(room) / name[:2] / name


def can_keep() -> bool:
    """Whether files can be stored: the folder is there, or can be made, and the program may write in it."""
    place = Path(settings.EVIDENCE_DIR)
    there = next(one for one in (place, *place.parents) if one.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)

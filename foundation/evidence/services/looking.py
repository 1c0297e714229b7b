"""Opening what is stored, each time with an event."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from foundation.dossiers.rules import Refused
from foundation.evidence import selectors
from foundation.evidence.models import Exhibit
from foundation.people.models import Person

from .recording import record

Taken = TypeVar("Taken", str, bytes)


def download(exhibit: Exhibit, *, by: Person, at: datetime) -> bytes:
    """The file as stored, with an event that it was taken. A file that has changed is an event too, and is refused."""
    return _taken(exhibit, selectors.content, "evidence.downloaded", by=by, at=at)


def look(exhibit: Exhibit, *, by: Person, at: datetime) -> bytes:
    """The clear preview, with an event that it was looked at (DOMAIN 4.2: every view is logged)."""
    return _taken(exhibit, selectors.preview, "evidence.viewed", by=by, at=at)


def read(exhibit: Exhibit, *, by: Person, at: datetime) -> str:
    """The words of a text or an e-mail, with an event that they were read."""
    return _taken(exhibit, selectors.words, "evidence.viewed", by=by, at=at)


def _taken(exhibit: Exhibit, reading: Callable[[Exhibit], Taken], action: str, *, by: Person, at: datetime) -> Taken:
    try:
        data = reading(exhibit)
    except Refused as refused:
        record(exhibit, "evidence.damaged" if refused.sentence == selectors.CHANGED else "evidence.refused", by=by, at=at)
        raise
    record(exhibit, action, by=by, at=at)
    return data

"""A calendar that other programs read (RFC 5545): when something is due, by its reference, and not a word more (ADR 37)."""

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

NAME = "Deadlines"
MEDIA_TYPE, FILE_NAME = "text/calendar; charset=utf-8", "deadlines.ics"
MOST = 500  # dates of one calendar, due first
OCTETS = 75  # of a line, without its end (RFC 5545 3.1)
NOT_A_KEY = "This address was not made here. Below is a new one: copy that."
USED_BEFORE = "This address was used before. Below is a new one: copy that."
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Entry:
    """One date: `uid` stays the same for ever, `revision` grows with every change, `changed_at` is when the last one was made."""

    uid: str
    revision: int
    changed_at: datetime
    due_at: datetime
    reference: str
    url: str


def new_key() -> str:
    """What an address carries: 256 random bits."""
    return secrets.token_hex(32)


def is_key(text: str) -> bool:
    return _KEY.fullmatch(text) is not None


def written(entries: Iterable[Entry]) -> bytes:
    """The calendar as a file, in UTC throughout, so that it needs no table of time zones."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{NAME}//EN", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{NAME}"]
    lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]
    for one in entries:
        lines += _event(one)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in folded(line)).encode()


def _event(one: Entry) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(one.uid)}",
        f"SEQUENCE:{one.revision}",
        f"DTSTAMP:{_utc(one.changed_at)}",
        f"DTSTART:{_utc(one.due_at)}",
        f"SUMMARY:{escaped(f'{one.reference}: due')}",
        f"URL:{one.url}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """A text value (RFC 5545 3.3.11)."""
    for letter in "\\;,":
        text = text.replace(letter, f"\\{letter}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, each after the first behind a blank; no letter is cut in two."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"

"""What an event may hold, how it is hashed, how a seal is keyed, and what a whole chain looks like."""

import hashlib
import hmac
import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

# two servers' clocks may differ by this much; a chain whose times go back further has been back-dated
CLOCK_TOLERANCE = timedelta(minutes=5)
NOBODIES = frozenset({"system", "anonymous"})
LARGEST_NUMBER = 2**53  # beyond it JSON readers disagree

_ACTION = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]*")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Link(NamedTuple):
    """What of an event is hashed."""

    chain: uuid.UUID
    seq: int
    at: datetime
    action: str
    actor: str
    role: str
    from_state: str
    to_state: str
    reason: str
    ids: dict
    previous: str


@dataclass(frozen=True)
class Finding:
    """Something in the trail that cannot have come about by writing to it. `str()` is the line an operator reads."""

    what: str
    chain: uuid.UUID | None = None
    seq: int | None = None

    def __str__(self):
        place = f"chain {self.chain}" if self.chain else "trail"
        return f"{place}, event {self.seq}: {self.what}" if self.seq is not None else f"{place}: {self.what}"


def canonical(value: Any) -> bytes:
    """`value` as the one JSON text it has: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode()


def moment(at: datetime) -> str:
    """`at` in UTC with microseconds. Raises ValueError for a naive time."""
    if at.tzinfo is None:
        raise ValueError("An event needs an aware time.")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def event_digest(link: Link) -> str:
    """SHA-256 over the canonical JSON of everything an event says, the digest of the event before included."""
    said = {
        "chain": str(link.chain), "seq": link.seq, "at": moment(link.at), "action": link.action, "actor": link.actor, "role": link.role,
        "from": link.from_state, "to": link.to_state, "reason": link.reason, "ids": link.ids, "previous": link.previous,
    }
    return hashlib.sha256(canonical(said)).hexdigest()


def seal_digest(key: bytes, *, number: int, at: datetime, heads: Mapping, previous: str) -> str:
    """HMAC-SHA256 under `key`: whoever holds the database but not the key cannot make a seal."""
    said = {"number": number, "at": moment(at), "heads": heads, "previous": previous}
    return hmac.new(key, canonical(said), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two digests are equal, compared in constant time; anything that is not ASCII text is not equal."""
    return isinstance(one, str) and isinstance(other, str) and hmac.compare_digest(one.encode(), other.encode())


def check_action(action: str) -> str:
    """An action code is `noun.verb`, lower case, at most 60 characters. Raises ValueError."""
    if len(action) > 60 or not _ACTION.fullmatch(action):
        raise ValueError("An action code looks like noun.verb.")
    return action


def check_code(code: str, *, longest: int = 40) -> str:
    """A role, state, reason or category: one short word, or empty. Raises ValueError, without repeating what was given."""
    if code and (len(code) > longest or not _CODE.fullmatch(code)):
        raise ValueError(f"A code is one word of at most {longest} letters, digits and . _ : + -")
    return code


def check_actor(actor: str) -> str:
    """A token (UUID) of this chain, `system` or `anonymous`; never a name. Raises ValueError."""
    return actor if actor in NOBODIES else str(uuid.UUID(str(actor)))


def check_ids(ids: Mapping[str, Any] | None) -> dict:
    """`ids` as they are stored: UUIDs, dates, whole numbers, booleans and short codes, or flat lists of these, under short names.

    Raises ValueError for anything else. Events are kept when the dossier's key is destroyed, so no narrative may reach them; the
    message never repeats what was refused, because it ends in a log.
    """
    for name in (ids := dict(ids or {})):
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise ValueError("A name in ids is one lower-case word.")
    return {name: [_plain(name, item) for item in value] if isinstance(value, list | tuple) else _plain(name, value)
            for name, value in ids.items()}


def _plain(name: str, value: Any) -> str | int | bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) <= LARGEST_NUMBER:
        return value
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value and len(value) <= 40 and _CODE.fullmatch(value):
        return value
    raise ValueError(f"ids[{name!r}] must be a UUID, date, whole number, boolean or short code.")


def read_seal(line: str) -> dict:
    """One line of an exported file of seals. Raises ValueError when it is anything else."""
    said = json.loads(line)
    shape = {"number": int, "at": str, "heads": dict, "previous": str, "digest": str}
    if not isinstance(said, dict) or said.keys() != shape.keys() or not all(isinstance(said[name], kind) for name, kind in shape.items()):
        raise ValueError("not a seal")
    datetime.fromisoformat(said["at"]).astimezone(UTC)
    return said


def faults(links: Iterable[tuple[Link, str]], *, head: tuple[int, str] | None) -> Iterator[Finding]:
    """The first thing wrong with one chain, given its events in order with their digests, and its head (seq, digest).

    What follows a broken link cannot be judged, so a chain yields at most one finding.
    """
    before, last, chain = None, "", None
    for link, digest in links:
        found = _fault(before, last, link, digest)
        if found:
            yield found
            return
        before, last, chain = link, digest, link.chain
    if head is None:
        yield Finding("the head of this chain is gone", chain, before.seq)
    elif before.seq != head[0]:
        ahead = "events at the end are gone" if head[0] > before.seq else "there are events after the head"
        yield Finding(f"{ahead}: the head says {head[0]}", chain, before.seq)
    elif not same(last, head[1]):
        yield Finding("this last event is not the one the head holds", chain, before.seq)


def _fault(before: Link | None, last: str, link: Link, digest: str) -> Finding | None:
    due = before.seq + 1 if before else 1
    if link.seq != due:
        return Finding(f"this event is gone; the next one is {link.seq}", link.chain, due)
    try:
        changed = not same(event_digest(link), digest)
    except (AttributeError, TypeError, ValueError):  # a hand has put a thing here that no event holds
        changed = True
    if changed:
        return Finding("changed after it was written", link.chain, link.seq)
    if not same(link.previous, last):
        what = f"changed or replaced after event {link.seq} was chained to it" if before else "an event before this one is gone"
        return Finding(what, link.chain, before.seq if before else link.seq)
    if before and link.at < before.at - CLOCK_TOLERANCE:
        return Finding("dated before the event it follows", link.chain, link.seq)
    return None

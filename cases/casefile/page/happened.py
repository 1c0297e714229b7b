"""What happened in a case, as a timeline."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from cases.casefile import rules, wording
from foundation.face import when
from foundation.face.rows import TimelineRow
from foundation.people.rules import CEO, HEAD, HR
from foundation.trail.models import Event

from .rows import PART_NAMES

_KIND = {
    "verify": "good",
    "close": "good",
    "accept": "good",
    "submit_report": "good",
    "decline": "alert",
    "contest": "alert",
    "still_there": "alert",
    "issue": "wait",
    "appoint": "wait",
    "relieve": "alert",
    "hold": "wait",
    "release": "good",
    "ask_reopen": "wait",
    "reopen": "alert",
    "join": "wait",
}


@dataclass(frozen=True, slots=True)
class Told:
    """An event that is told to people: its sentence, and the part or role it was done in."""

    event: Event
    said: str
    role: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something happened, what happened last on top."""

    day: str
    iso: str
    rows: list[TimelineRow]


def told(events: Iterable[Event]) -> list[Told]:
    """What happened, newest first; what only the rooms below need to know is left out."""
    said = ((event, wording.sentence(event)) for event in reversed(list(events)))
    return [Told(event, words, role_name(event)) for event, words in said if words]


def days(rows: Iterable[Told]) -> list[Day]:
    """The same by day."""
    return [
        Day(when.day(day), day.isoformat(), [_row(one) for one in of_day])
        for day, of_day in groupby(rows, key=lambda one: when.london(one.event.at).date())
    ]


def _row(one: Told) -> TimelineRow:
    kind = _KIND.get(one.event.action.split(".")[-1], "")
    return TimelineRow(when.hour(one.event.at), one.said, one.role, iso=when.iso(one.event.at), kind=kind)


def role_name(event) -> str:
    from_role = {
        **PART_NAMES,
        HR: "HR",
        HEAD: "Headteacher",
        CEO: "Chief executive",
        "on_behalf": "On the person's behalf",
        rules.SUCCESSOR: "Person asked to take it over",
        rules.APPOINTEE: "Person asked to investigate",
    }
    return from_role.get(event.role, "")

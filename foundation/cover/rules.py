"""Who is there on the working days to come: for reports, and for safeguarding (DOMAIN 8.1, cover)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from foundation.people.rules import DEPUTY_DSL, DSL, HEAD, SLT

HORIZON, HORIZON_USUAL = "cover.horizon_days", 10  # working days looked ahead: the trust's own number, else this one
TRIAGE, SAFEGUARDING = "triage", "safeguarding"
DUTIES = {TRIAGE: frozenset({SLT, HEAD}), SAFEGUARDING: frozenset({DSL, DEPUTY_DSL})}
WORDS = {TRIAGE: "Reports", SAFEGUARDING: "Safeguarding"}
ROLES = frozenset().union(*DUTIES.values())
LONGEST = 366  # days
READ, CONTACTS_READ = "cover.read", "contacts.read"
CHANGED = "contact.changed"


@dataclass(frozen=True)
class Held:
    """A role somebody holds, with the first day without it (None: no end), and the last day of a leaver."""

    person: int
    name: str
    role: str
    since: date
    until: date | None = None
    left: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until) and (self.left is None or day <= self.left)


@dataclass(frozen=True)
class Away:
    person: int
    first: date
    last: date


@dataclass(frozen=True)
class Day:
    """A working day: for each duty the names of who is there."""

    day: date
    there: dict[str, tuple[str, ...]]

    def lacks(self, duty: str) -> bool:
        return not self.there[duty]


def days_covered(days: Iterable[date], held: Iterable[Held], away: Iterable[Away]) -> list[Day]:
    """Who is there on each of `days`: whoever holds a role of the duty that day and is not away."""
    held, away = list(held), list(away)
    found = []
    for day in days:
        gone = {one.person for one in away if one.first <= day <= one.last}
        here = [one for one in held if one.holds_on(day) and one.person not in gone]
        names = {duty: tuple(dict.fromkeys(one.name for one in here if one.role in roles)) for duty, roles in DUTIES.items()}
        found.append(Day(day, names))
    return found


def gaps(days: Iterable[Day]) -> list[tuple[str, date]]:
    """(duty, day) of every day on which nobody is there."""
    return [(duty, one.day) for one in days for duty in DUTIES if one.lacks(duty)]

"""What a clock is (its terms) and when it falls due (DOMAIN 8.1)."""

import json
from calendar import monthrange
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from .calendar import LONDON, Calendar, local_day, moment

HOURS, MINUTES, WORKING_DAYS, CALENDAR_DAYS, MONTHS, AT_ONCE = "h", "min", "wd", "cd", "cm", "asap"
CLOCKS = frozenset({HOURS, MINUTES, WORKING_DAYS, CALENDAR_DAYS, MONTHS, AT_ONCE})
ABSOLUTE = {HOURS: timedelta(hours=1), MINUTES: timedelta(minutes=1), AT_ONCE: timedelta()}
DUE, BEFORE, RECURRING, EXPIRY = "due", "before", "recurring", "expiry"
OVERDUE_CAN_BE = frozenset({DUE, BEFORE})  # waits, windows and rhythms pass; they are never late (DOMAIN 8.3)
_LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True)
class Terms:
    """A clock as it stood when it was set: kept in the ledger, so that a later setting changes no running deadline.

    `amount` counts units of `clock`; `ladder` is pairs of (when, whom) in the words of `ladders`; `owner` and `escalate` are symbols of
    parts and roles; `closures` says whether academy closures stop it; `safeguarding` counts from the actual moment; `night` may wake
    people.
    """

    kind: str
    clock: str
    amount: int
    nature: str = DUE
    roll_end: str = "none"
    offsets: tuple[int, ...] = ()
    ladder: tuple[tuple[str, str], ...] = ()
    owner: tuple[str, ...] = ()
    escalate: tuple[str, ...] = ()
    closures: bool = False
    safeguarding: bool = False
    night: bool = False

    def as_text(self) -> str:
        """Canonical JSON, without what is at its default."""
        return _text(self)

    @staticmethod
    @lru_cache(maxsize=4096)
    def from_text(text: str) -> "Terms":
        return Terms(**{name: _frozen(value) for name, value in json.loads(text).items()})

    def but(self, **changes) -> "Terms":
        return Terms(**{**asdict(self), **changes})

    def counts(self, calendar: Calendar) -> Calendar:
        """The calendar this clock goes by."""
        return calendar if self.closures else calendar.without_closures


@lru_cache(maxsize=1024)
def _text(terms: Terms) -> str:
    said = {one.name: getattr(terms, one.name) for one in fields(terms) if getattr(terms, one.name) != one.default}
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def due_at(terms: Terms, start: datetime, calendar: Calendar, occurrence: int = 0) -> datetime:
    """When a clock that starts at `start` falls due, before any pause or extension.

    `occurrence` counts from 0 and matters only for what recurs. Clocks of hours are absolute across a change of the clocks; a
    clock that counts down to a date (`before`) takes that date as `start`. Raises ValueError for a clock nobody knows.
    """
    calendar = terms.counts(calendar)
    amount = _amount(terms, occurrence)
    if terms.clock in ABSOLUTE:
        return start + ABSOLUTE[terms.clock] * amount
    if terms.clock == WORKING_DAYS:
        return moment(_nth_working_day(terms, start, amount, calendar))
    if terms.clock not in (CALENDAR_DAYS, MONTHS):
        raise ValueError(f"Unknown clock {terms.clock}")
    day = local_day(start)
    end = day + timedelta(days=amount) if terms.clock == CALENDAR_DAYS else _corresponding(day, amount, inclusive=terms.nature == EXPIRY)
    if terms.nature == EXPIRY:  # it lives through its last day
        return moment(end, _LAST_SECOND)
    return moment(calendar.next_working(end) if terms.roll_end == "forward" else end)


def held(terms: Terms, base: datetime, pauses, calendar: Calendar) -> datetime:
    """`base` moved by the time held in `pauses`, pairs of (from, to), in the clock's own unit: hours by the time that passed, working
    days by working days, calendar days and months by days. A countdown to a date does not move."""
    if not pauses or terms.nature == BEFORE:
        return base
    calendar = terms.counts(calendar)
    if terms.clock in ABSOLUTE:
        return base + sum((until - since for since, until in pauses), timedelta())
    local = base.astimezone(LONDON)
    if terms.clock == WORKING_DAYS:
        days = sum(calendar.working_days_between(calendar.work_day_of(since), calendar.work_day_of(until)) for since, until in pauses)
        return moment(calendar.add_working_days(local.date(), days), local.time())
    end = local.date() + sum((local_day(until) - local_day(since) for since, until in pauses), timedelta())
    return moment(calendar.next_working(end) if terms.roll_end == "forward" else end, local.time())


def add_months(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, or that month's last day."""
    return _corresponding(day, months, inclusive=False)


def _amount(terms: Terms, occurrence: int) -> int:
    if terms.nature != RECURRING:
        return terms.amount
    return terms.offsets[occurrence] if terms.offsets else terms.amount * (occurrence + 1)


def _nth_working_day(terms: Terms, start: datetime, amount: int, calendar: Calendar) -> date:
    if terms.nature == BEFORE:
        return calendar.add_working_days(local_day(start), -amount)
    # safeguarding does not get a day more because somebody heard of it in the evening or at the weekend
    day_0 = local_day(start) if terms.safeguarding else calendar.work_day_of(start)
    return calendar.add_working_days(day_0, amount)


def _corresponding(day: date, months: int, *, inclusive: bool) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(years, month + 1)[1]
    if day.day > last:  # no corresponding day: the last one, and nothing is taken off it
        return date(years, month + 1, last)
    return date(years, month + 1, day.day) - timedelta(days=1 if inclusive else 0)


def _frozen(value):
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value

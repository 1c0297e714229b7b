"""A deadline as a fold over its ledger: what is due when follows from the entries and the calendar, and from nothing else (DESIGN 5)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from .calendar import Calendar
from .ladders import next_rung
from .terms import BEFORE, OVERDUE_CAN_BE, RECURRING, Terms, due_at, held

START, PAUSE, RESUME, EXTEND, RERATE = "start", "pause", "resume", "extend", "rerate"
RECALENDAR, WAIVE, MEET, STOP = "recalendar", "waive", "meet", "stop"
EVENTS = (START, PAUSE, RESUME, EXTEND, RERATE, RECALENDAR, WAIVE, MEET, STOP)
RUNNING, PAUSED, MET, WAIVED, STOPPED = "running", "paused", "met", "waived", "stopped"
STATES = (RUNNING, PAUSED, MET, WAIVED, STOPPED)
LIVE = frozenset({RUNNING, PAUSED})
ENDED = (MET, WAIVED, STOPPED)
_ENDS = {WAIVE: WAIVED, STOP: STOPPED}


@dataclass(frozen=True)
class Entry:
    """One line of the ledger. `trigger_at` and `terms` come with a start, `terms` with a re-rating, `new_due` counts where it extends."""

    event: str
    at: datetime
    terms: Terms | None = None
    trigger_at: datetime | None = None
    new_due: datetime | None = None


@dataclass(frozen=True)
class Clock:
    """Where a deadline stands. `original_due` knows pauses and re-ratings but no extension: timeliness is judged by it (DOMAIN 8.1)."""

    terms: Terms
    trigger_at: datetime
    started_at: datetime
    state: str = RUNNING
    pauses: tuple[tuple[datetime, datetime | None], ...] = ()
    extended: tuple[datetime, datetime] | None = None  # (the new date, when it was given)
    occurrence: int = 0
    floor: datetime | None = None  # rungs up to here are past and stay unsaid
    due_at: datetime | None = None
    original_due: datetime | None = None

    @property
    def paused(self) -> bool:
        return self.state == PAUSED

    def overdue(self, now: datetime) -> bool:
        return self.state == RUNNING and self.terms.nature in OVERDUE_CAN_BE and now > self.due_at


def replay(entries: Iterable[Entry], calendar: Calendar) -> Clock:
    """The clock after all `entries`, oldest first. Raises ValueError where the ledger does not begin with a start."""
    clock = None
    for entry in map(_in_utc, entries):
        clock = _begun(entry) if clock is None else _after(clock, entry, calendar)
        clock = _dated(clock, calendar)
    if clock is None:
        raise ValueError("A ledger begins with a start")
    return clock


def next_rung_at(clock: Clock, last_rung_at: datetime | None, calendar: Calendar) -> datetime | None:
    """When somebody is next to be reminded; None where nobody is."""
    if clock.state != RUNNING:
        return None
    rung = next_rung(clock.terms, clock.started_at, clock.due_at, calendar, last_rung_at or clock.floor)
    return rung.at if rung else None


def _in_utc(entry: Entry) -> Entry:
    """As the database will give it back: on London's clocks an hour more or less would be counted where they change."""
    moments = {name: moment.astimezone(UTC) for name in ("at", "trigger_at", "new_due") if (moment := getattr(entry, name))}
    return replace(entry, **moments)


def _begun(entry: Entry) -> Clock:
    if entry.event != START:
        raise ValueError("A ledger begins with a start")
    # a countdown to a date is triggered by that date, and begins when it is set
    return Clock(terms=entry.terms, trigger_at=entry.trigger_at, started_at=entry.at if entry.terms.nature == BEFORE else entry.trigger_at)


def _after(clock: Clock, entry: Entry, calendar: Calendar) -> Clock:
    if clock.state not in LIVE:  # an ended clock stays ended, whatever is written after
        return clock
    if entry.event == RECALENDAR:
        return clock
    clock = replace(clock, floor=entry.at)
    if entry.event == PAUSE:
        return clock if clock.paused else replace(clock, state=PAUSED, pauses=(*clock.pauses, (entry.at, None)))
    if entry.event == RESUME:
        return replace(clock, state=RUNNING, pauses=_closed(clock.pauses, entry.at)) if clock.paused else clock
    if entry.event == EXTEND:
        return replace(clock, extended=(entry.new_due, entry.at))
    if entry.event == RERATE:  # counted anew from the same start: pauses stay, an extension was of the other clock
        return replace(clock, terms=entry.terms, extended=None, occurrence=0, floor=None)
    if entry.event == MEET:
        return _met(clock, entry.at, calendar)
    return replace(clock, state=_ENDS[entry.event], pauses=_closed(clock.pauses, entry.at))


def _met(clock: Clock, at: datetime, calendar: Calendar) -> Clock:
    later = _next_occurrence(clock, at, calendar) if clock.terms.nature == RECURRING else None
    if later is None:
        return replace(clock, state=MET, pauses=_closed(clock.pauses, at))
    return replace(clock, occurrence=later, extended=None)


def _next_occurrence(clock: Clock, at: datetime, calendar: Calendar) -> int | None:
    """The next of what recurs; of a rhythm without end the next that is not already past."""
    later = clock.occurrence + 1
    if clock.terms.offsets:
        return later if later < len(clock.terms.offsets) else None
    while due_at(clock.terms, clock.trigger_at, calendar, later) <= at:
        later += 1
    return later


def _dated(clock: Clock, calendar: Calendar) -> Clock:
    counted = due_at(clock.terms, clock.trigger_at, calendar, clock.occurrence)
    original = held(clock.terms, counted, _since(clock.pauses, clock.trigger_at), calendar)
    if clock.extended is None:
        return replace(clock, due_at=original, original_due=original)
    base, given = clock.extended
    return replace(clock, due_at=held(clock.terms, base, _since(clock.pauses, given), calendar), original_due=original)


def _since(pauses, moment: datetime) -> list[tuple[datetime, datetime]]:
    """The ended pauses, as far as they lie after `moment`. A pause that still runs counts when it ends."""
    return [(max(since, moment), until) for since, until in pauses if until is not None and until > moment]


def _closed(pauses, at: datetime):
    return (*pauses[:-1], (pauses[-1][0], at)) if pauses and pauses[-1][1] is None else pauses

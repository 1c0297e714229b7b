"""Clocks start, follow the states of their thing, and end. Call these inside the transaction that holds the dossier's lock."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from foundation.deadlines.models import ClockEvent, Deadline
from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.rules.kinds import KINDS, terms_of
from foundation.deadlines.rules.ledger import LIVE, MEET, PAUSE, RESUME, START, STOP, Entry, replay
from foundation.deadlines.selectors import calendar_of, live, overrides_of
from foundation.dossiers.models import Dossier
from foundation.people.models import Person
from foundation.people.rules import Nobody

from .ledger import person_or_none, save, set_by, turn, withdraw_reminders

BY_STATE = "state."  # reason of a pause that the thing's own state made; it ends with that state


def start(kind: str, *, dossier: Dossier, about: UUID, reference: str, path: str, at: datetime, by: Person | Nobody,
          trigger_at: datetime | None = None, owner: Person | str | None = None) -> Deadline:
    """Start one clock; the same kind running on the same thing is returned as it is. See `start_all`."""
    return start_all((kind,), dossier=dossier, about=about, reference=reference, path=path, at=at, by=by,
                     trigger_at=trigger_at, owner=owner)[kind]


def start_all(kinds: Iterable[str], *, dossier: Dossier, about: UUID, reference: str, path: str, at: datetime, by: Person | Nobody,
              trigger_at: datetime | None = None, owner: Person | str | None = None, new: bool = False) -> dict[str, Deadline]:
    """Start several clocks on one thing in a handful of queries; gives them by kind.

    `trigger_at` is what the clock counts from (for one that counts down to a date, that date), `at` if it is left out. `owner` names one
    person, or symbols of parts and roles ("triager,DSL"), instead of the kind's own. `new`: no clock has ever run on this
    thing, so none is looked for. Raises KeyError for a kind that is no clock.
    """
    kinds = list(dict.fromkeys(kinds))
    calendar, set_here = calendar_of(dossier), overrides_of(dossier)
    with transaction.atomic():
        running = () if new else Deadline.objects.filter(about=about, kind__in=kinds, state__in=LIVE)
        found = {row.kind: row for row in running}
        fresh, first = [], []
        for kind in kinds:
            if kind not in found:
                entry = Entry(START, at, terms_of(kind, set_here.get(kind)), trigger_at or at)
                deadline = _begun(entry, calendar, Deadline(dossier=dossier, about=about, reference=reference, path=path), owner)
                fresh.append(deadline)
                first.append(ClockEvent(deadline=deadline, revision=1, event=START, terms=entry.terms, trigger_at=entry.trigger_at, at=at,
                                        by=person_or_none(by), new_due=deadline.due_at))
        if fresh:
            Deadline.objects.bulk_create(fresh)
            ClockEvent.objects.bulk_create(first)
    return found | {row.kind: row for row in fresh}


def moved(about: UUID, to_state: str, *, at: datetime, by: Person | Nobody) -> None:
    """A thing has come to `to_state`: of its clocks each is met, ends, pauses or goes on, as its kind says."""
    with transaction.atomic():
        _turn_all(((row, *_what_follows(row, to_state)) for row in live(about)), about, at=at, by=by)


def meet(about: UUID, kind: str, *, at: datetime, by: Person | Nobody) -> Deadline | None:
    """What the clock asked for has come. Of what recurs, the next one starts. Gives None where no such clock runs."""
    return _one(about, kind, MEET, "met", at=at, by=by)


def stop(about: UUID, kind: str | None = None, *, at: datetime, by: Person | Nobody, reason: str = "stopped") -> None:
    """End a clock (or all of the thing's) without anybody having met it; `reason` is a code."""
    with transaction.atomic():
        rows = live(about) if kind is None else live(about).filter(kind=kind)
        _turn_all(((row, STOP, reason) for row in rows), about, at=at, by=by)


def hand_on(about: UUID, kind: str, *, to: Person, by: Person | Nobody, at: datetime) -> None:
    """Somebody else keeps a clock from now on; its date stays, and what was to be sent to whoever kept it does not go any more."""
    with transaction.atomic():
        if live(about).filter(kind=kind).update(owner_person=to, owner=""):
            withdraw_reminders(about, [kind], at)


def _begun(entry: Entry, calendar: Calendar, deadline: Deadline, owner: Person | str | None) -> Deadline:
    clock = replay([entry], calendar)
    named = owner if isinstance(owner, Person) else None
    deadline.owner_person = named
    deadline.owner = owner if isinstance(owner, str) else ",".join(entry.terms.owner)
    deadline.started_at = clock.started_at
    set_by(deadline, clock, calendar)
    return deadline


def _what_follows(row: Deadline, state: str) -> tuple[str, str]:
    kind = KINDS[row.kind]
    if state in kind.met_by:
        return MEET, f"{BY_STATE}{state.lower()}"
    if not kind.runs_in(state):
        return STOP, f"{BY_STATE}{state.lower()}"
    if state in kind.pauses_in:
        return ("", "") if row.paused else (PAUSE, f"{BY_STATE}{state.lower()}")
    paused_by_state = row.paused and [one for one in row.ledger.all() if one.event == PAUSE][-1].reason.startswith(BY_STATE)
    return (RESUME, f"{BY_STATE}{state.lower()}") if paused_by_state else ("", "")


def _turn_all(changes, about: UUID, *, at: datetime, by: Person | Nobody) -> None:
    changed, kinds = [], []
    for row, event, reason in changes:
        if event:
            kinds.append(row.kind)
            changed.append((row, turn(row, event, calendar_of(row.dossier), at=at, by=by, reason=reason)))
    if changed:
        save(changed)
        withdraw_reminders(about, kinds, at)


def _one(about: UUID, kind: str, event: str, reason: str, *, at: datetime, by: Person | Nobody) -> Deadline | None:
    with transaction.atomic():
        row = live(about).filter(kind=kind).first()
        if row is not None:
            _turn_all([(row, event, reason)], about, at=at, by=by)
    return row

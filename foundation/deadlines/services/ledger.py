"""The one way a deadline changes: an entry is added to its ledger, and what stands in its row is counted again from all of it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from foundation.deadlines.models import ClockEvent, Deadline
from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.rules.ledger import LIVE, RECALENDAR, Clock, Entry, next_rung_at, replay
from foundation.deadlines.rules.terms import Terms
from foundation.deadlines.selectors import entries
from foundation.messages.services import cancel_unsent
from foundation.people.models import Person
from foundation.people.rules import Nobody

REMINDER, ESCALATION = "deadline", "overdue"  # families of message codes: deadline.<kind> to who has to act, overdue.<kind> to who steps in
COUNTED = ("kind", "terms", "owner", "state", "original_due", "due_at", "last_rung_at", "next_rung_at", "revision", "ended_at")


def person_or_none(by: Person | Nobody) -> Person | None:
    return None if isinstance(by, Nobody) else by


def turn(deadline: Deadline, event: str, calendar: Calendar, *, at: datetime, by: Person | Nobody, reason: str = "",
         terms: Terms | None = None, new_due: datetime | None = None, held_by: Person | None = None) -> ClockEvent:
    """Set the row by its ledger and this entry; neither is saved yet. `new_due` counts for an extension, else it is computed."""
    clock = replay([*entries(deadline), Entry(event, at, terms, None, new_due)], calendar)
    entry = ClockEvent(deadline=deadline, revision=deadline.revision + 1, event=event, terms=terms, at=at, by=person_or_none(by),
                       reason=reason, held_by=held_by, old_due=deadline.due_at, new_due=clock.due_at)
    deadline.revision = entry.revision
    if event != RECALENDAR:
        deadline.last_rung_at = None
    set_by(deadline, clock, calendar)
    deadline.ended_at = None if clock.state in LIVE else at
    return entry


def set_by(deadline: Deadline, clock: Clock, calendar: Calendar) -> None:
    """Copy what follows from the ledger into the row, where queries find it."""
    deadline.kind, deadline.terms, deadline.state = clock.terms.kind, clock.terms, clock.state
    deadline.due_at, deadline.original_due = clock.due_at, clock.original_due
    deadline.next_rung_at = next_rung_at(clock, deadline.last_rung_at, calendar)


def save(changed: Iterable[tuple[Deadline, ClockEvent]]) -> None:
    changed = list(changed)
    ClockEvent.objects.bulk_create([entry for _, entry in changed])
    for deadline, _ in changed:
        deadline.save(update_fields=COUNTED)


def reminder_codes(kinds: Iterable[str]) -> list[str]:
    return [f"{word}.{kind}" for kind in kinds for word in (REMINDER, ESCALATION)]


def withdraw_reminders(about: UUID, kinds: Iterable[str], at: datetime) -> int:
    """Reminders that have not gone yet would tell of a date that no longer holds (BEATS 4). Gives how many there were."""
    codes = reminder_codes(kinds)
    return cancel_unsent(about, at=at, codes=codes) if codes else 0

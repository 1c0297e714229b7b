"""What leavers hand over, on the first pages of those who leave and of those who lead where it hangs."""

from datetime import datetime, time

from foundation.dossiers.models import Party
from foundation.face import when
from foundation.face.rows import TaskRow, Tasks
from foundation.people.models import Person
from foundation.people.selectors import has_left, placements_of

from . import selectors


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    """No query for somebody who neither leaves nor leads."""
    own = selectors.own_leaving_with(person, at) if person.left_on else []
    others = selectors.others_leaving_with(person, at) if placements_of(person, at) else []
    rows = [_row(one, person, at) for one in (*own, *others)]
    return Tasks(needs_me=rows[:most], beyond=(max(len(rows) - most, 0), 0, 0))


def _row(row: Party, person: Person, at: datetime) -> TaskRow:
    last = row.person.left_on
    due, own = when.at(last, time(17)), row.person_id == person.pk
    said = "has left" if has_left(row.person, at) else f"leaves on {when.day(last)}"
    return TaskRow(
        href=row.path,
        title="Hand this over before you leave" if own else "Somebody else is needed here",
        next_move=f"Your last day is {when.day(last)}" if own else f"{row.person.name} {said} and works on it",
        holder="you",
        due_text=when.countdown(due, at),
        due_class=when.due_class(due, at),
        reference=row.reference,
        due_at=due,
    )

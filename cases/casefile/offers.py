"""What this room offers the home page and the search by reference."""

from datetime import datetime

from foundation.deadlines.selectors import calendar_for
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR
from foundation.face.rows import TaskRow, Tasks
from foundation.people.models import Person
from foundation.people.rules import HR
from foundation.people.selectors import roles_of

from . import listing, rules, selectors
from .models import Case


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    """Open cases whose next move is this person's and can be made here; and those they manage that wait for somebody else. What a hearing
    asks of anybody stands in the list of hearings, and there alone for whoever does not manage the case."""
    rows = selectors.held_by(person, at)
    days = calendar_for(person) if any(row.due_at for row in rows) else None
    next_here = [row for row in rows if _is_next(row, person, at)]
    mine = [row for row in next_here if not rules.waits_for_a_hearing(row.state, heard=not row.unheard)]
    others = [row for row in rows if row not in mine and row.manager_pk == person.pk]
    asked = [listing.hand_over_task(row, at) for row in selectors.asked_to_take_over(person, at)]
    asked += [listing.reopening_task(row, at) for row in selectors.reopenings_for(person, at)]
    given = [listing.own_task(row, days, at) for row in selectors.tasks_for(person, at)]
    return Tasks(given + asked + [listing.task(row, days, at) for row in mine], [listing.task(row, days, at) for row in others])


def search(person: Person, reference: str, at: datetime) -> list[TaskRow]:
    asked = [listing.hand_over_task(row, at) for row in selectors.asked_to_take_over(person, at) if row.reference == reference]
    asked += [listing.own_task(row, None, at) for row in selectors.tasks_for(person, at) if row.reference == reference]
    return asked + [listing.task(row, None, at) for row in selectors.queue(person, at, open_only=False, reference=reference).rows]


def _is_next(row: Case, person: Person, at: datetime) -> bool:
    """Whether the next move is this person's: by the part they hold, or HR's by role; a case nobody manages is every leader's."""
    _, symbol = listing.first_move(row)
    if symbol == HR:
        return HR in roles_of(person, at)
    if symbol == CASE_MANAGER and row.manager_pk is None:
        return bool(rules.OPENS & roles_of(person, at))
    return {CASE_MANAGER: row.manager_pk, INVESTIGATOR: row.investigator_pk}.get(symbol) == person.pk

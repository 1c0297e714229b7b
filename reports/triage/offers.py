"""What triage offers the front page and the search: rows ready to draw, each through the door."""

from datetime import datetime

from foundation.deadlines.selectors import calendar
from foundation.face.rows import TaskRow, Tasks
from foundation.people.models import Person

from . import selectors
from .rows import task_rows


def tasks(person: Person, at: datetime) -> Tasks:
    """Reports in which it is this person's turn, and those they triage that somebody else has to act on first; at most ten of each."""
    mine, others = selectors.mine_to_do(person, at), selectors.waited_for(person, at)
    days = calendar(person.academy_id) if mine or others else None
    return Tasks(task_rows(mine, person, at, days, mine=True), task_rows(others, person, at, days))


def search(person: Person, reference: str, at: datetime) -> list[TaskRow]:
    """The report of that reference, where it exists for this person."""
    found = selectors.listed_one(person, reference, at)
    return task_rows([found], person, at, calendar(person.academy_id)) if found else []

"""What triage offers the front page and the search: rows ready to draw, each through the door."""

from datetime import datetime

from foundation.deadlines.selectors import calendar_for
from foundation.face.rows import TaskRow, Tasks
from foundation.people.models import Person

from . import selectors
from .rows import task_rows


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    """Reports in which it is this person's turn, and those they triage that somebody else has to act on first; at most so many of each."""
    mine, more = selectors.mine_to_do(person, at, most)
    others, further = selectors.waited_for(person, at, most)
    days = calendar_for(person) if mine or others else None
    rows = task_rows(mine, person, at, days, mine=True), task_rows(others, person, at, days)
    return Tasks(*rows, beyond=(more, further, 0))


def search(person: Person, reference: str, at: datetime) -> list[TaskRow]:
    """The report of that reference, where it exists for this person."""
    found = selectors.listed_one(person, reference, at)
    return task_rows([found], person, at, calendar_for(person)) if found else []

"""What low-level concerns offer the first page and the search."""

from datetime import datetime

from foundation.face.rows import TaskRow, Tasks
from foundation.people.models import Person

from . import pages, selectors


def tasks(person: Person, at: datetime) -> Tasks:
    return Tasks(needs_me=pages.rows(selectors.to_decide(person, at), person, at))


def search(person: Person, reference: str, at: datetime) -> list[TaskRow]:
    found = selectors.concern_for(person, reference, at)
    return pages.rows([found], person, at) if found else []

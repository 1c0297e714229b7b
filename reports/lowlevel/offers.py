"""What low-level concerns offer the first page and the search."""

from datetime import datetime

from foundation.face.paging import first
from foundation.face.rows import TaskRow, Tasks
from foundation.people.models import Person

from . import pages, selectors


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    found, more = first(selectors.to_decide(person, at), most)
    return Tasks(needs_me=pages.rows(found, person, at), beyond=(more, 0, 0))


def search(person: Person, reference: str, at: datetime) -> list[TaskRow]:
    found = selectors.concern_for(person, reference, at)
    return pages.rows([found], person, at) if found else []

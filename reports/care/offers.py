"""What care offers the first page and the search of whoever asks reporters how they are."""

from datetime import datetime

from foundation.face.paging import first
from foundation.face.rows import TaskRow, Tasks
from foundation.people.models import Person

from . import pages, selectors


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    """Whom to ask within a week."""
    found, more = first(selectors.to_ask(person, at, soon=True), most)
    return Tasks(needs_me=pages.rows(found, person, at), beyond=(more, 0, 0))


def search(person: Person, reference: str, at: datetime) -> list[TaskRow]:
    found = selectors.care_for(person, reference, at)
    return pages.rows([found], person, at) if found else []

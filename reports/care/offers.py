"""What care offers the first page and the search of whoever asks reporters how they are."""

from datetime import datetime

from foundation.face.paging import first
from foundation.face.rows import TaskRow, Tasks
from foundation.people.models import Person
from foundation.people.rules import rights_of
from foundation.people.selectors import roles_of

from . import pages, selectors


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    """Whom to ask within a week; and to whoever can have somebody found, that there is nobody to ask."""
    found, more = first(selectors.to_ask(person, at, soon=True), most)
    number, since = selectors.with_nobody(person, at) if selectors.FILLS in rights_of(roles_of(person, at)) else (0, None)
    calls = [pages.find_row(number, since, at)] if number else []
    return Tasks(needs_me=[*calls, *pages.rows(found, person, at)], beyond=(more, 0, 0))


def search(person: Person, reference: str, at: datetime) -> list[TaskRow]:
    found = selectors.care_for(person, reference, at)
    return pages.rows([found], person, at) if found else []

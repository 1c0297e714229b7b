"""What this room offers the first page: the matters somebody was told of, while they are open."""

from datetime import datetime

from foundation.face.rows import Tasks
from foundation.people.models import Person

from . import page, selectors


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    return Tasks(waiting=[page.task(case) for case in selectors.open_matters(person, at)[: most + 1]])

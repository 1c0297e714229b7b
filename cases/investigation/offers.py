"""What this room offers the home page: requests to investigate that wait for an answer."""

from datetime import datetime

from foundation.face.rows import TaskRow, Tasks
from foundation.people.models import Person

from . import page, selectors


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    return Tasks([page.asked_task(row, at) for row in selectors.asked_of(person, at)])


def search(person: Person, reference: str, at: datetime) -> list[TaskRow]:
    row = selectors.appointment_for(person, reference, at)
    return [page.asked_task(row, at)] if row else []

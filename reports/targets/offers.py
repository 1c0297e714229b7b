"""What this room offers the front page and the search: whom somebody looks after, and their own support."""

from datetime import datetime

from foundation.deadlines.selectors import calendar_for, current
from foundation.face import when
from foundation.face.rows import TaskRow, Tasks
from foundation.people.models import Person

from . import page, rules, selectors

EVERY = 100  # of those one person looks after


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    """People to talk to now, those with whom something is agreed for later, and support for this person."""
    given, own = selectors.given_by(person, at, EVERY), selectors.given_to(person, at, EVERY)
    due = current([one.uuid for one in given]) if given else {}
    days = calendar_for(person) if given else None
    rows = [(one, page.task(one, at, due.get(one.uuid), days)) for one in given]
    now = [row for one, row in rows if rules.is_mine_to_do(one.state, _again(one), at)]
    return Tasks(now, [row for _, row in rows if row not in now], [page.own_task(one) for one in own])


def search(person: Person, reference: str, at: datetime) -> list[TaskRow]:
    """The support of that reference, where it exists for this person."""
    if given := selectors.support_for(person, reference, at):
        due = current([given.uuid]).get(given.uuid)
        return [page.task(given, at, due, calendar_for(person))]
    own = selectors.own_support(person, reference, at)
    return [page.own_task(own)] if own else []


def _again(support) -> datetime | None:
    return when.at(support.again_on, page.MORNING) if support.again_on else None

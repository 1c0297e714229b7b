"""What this room offers to others: a letter found by the reference that stands on the paper."""

from datetime import datetime

from foundation.face import when
from foundation.face.rows import TaskRow
from foundation.people.models import Person

from . import pages, selectors
from .models import Letter


def search(person: Person, reference: str, at: datetime) -> list[TaskRow]:
    """The letter with this reference: its own page for those who work on it, the page of what it is about for whom it is written to."""
    if letter := selectors.by_reference(person, reference, at):
        return [_row(pages.href(letter), letter, "Made" if letter.frozen else "Draft", at)]
    if letter := selectors.copy_by_reference(person, reference, at):
        return [_row(letter.path, letter, "Written to you", at)]
    return []


def _row(href: str, letter: Letter, state: str, at: datetime) -> TaskRow:
    since = when.since(letter.frozen_at or letter.created_at, at)
    return TaskRow(href, selectors.template_of(letter).title, since=since, reference=letter.reference, state=state)

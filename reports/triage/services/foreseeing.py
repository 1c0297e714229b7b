"""What a change would do to who may read a report and who looks after whom, before it is made: it is made, looked at and taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from foundation.dossiers.routing import Reader, holders, readers
from foundation.dossiers.rules import TRIAGER
from foundation.people.models import Person
from reports.intake.models import Report
from reports.targets.selectors import givers

from .stepping import fresh


@dataclass(frozen=True)
class Foreseen:
    """Who no longer reads it and who does then; who reads it then, by role; who is looked after by somebody else then (None: nobody is
    left); who is not looked after any more, with whoever was asked."""

    loses: list[Person]
    gains: list[Person]
    readers: list[Reader]
    gives: dict[Person, Person | None]
    frees: dict[Person, Person | None]


def foresee(report: Report, change: Callable[[], object], *, at: datetime) -> Foreseen:
    """What `change` would do; nothing of it stays. Raises what `change` raises."""
    with transaction.atomic():
        row = fresh(report)
        before, gave = _reading(row, at), givers(row, at)
        change()
        row = fresh(report)
        after, gives = _reading(row, at), givers(row, at)
        then = readers(row.dossier, at)
        transaction.set_rollback(True)
    changed = {person: giver for person, giver in gives.items() if gave.get(person, person) != giver}
    freed = {person: giver for person, giver in gave.items() if person not in gives}
    return Foreseen([one for one in before if one not in after], [one for one in after if one not in before], then, changed, freed)


def _reading(row: Report, at: datetime) -> list[Person]:
    at_desks = [one for reader in readers(row.dossier, at) for one in reader.people]
    return list(dict.fromkeys([*holders(row.dossier, TRIAGER, at), *at_desks]))

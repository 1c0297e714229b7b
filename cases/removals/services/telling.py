"""Whom a step of a request is written to, and where the case notes it."""

from datetime import datetime

from cases.casefile.rules import REMOVAL
from cases.casefile.services import note_strand
from cases.removals import rules
from cases.removals.models import RemovalRequest
from foundation.messages import services as messages
from foundation.people.models import Person


def path(row: RemovalRequest) -> str:
    """One address for everybody who has to do with it: it leads each to the page that is theirs."""
    return f"/removals/{row.reference}/"


def notify(row: RemovalRequest, code: str, people: list[Person | None], *, by: Person, at: datetime) -> None:
    messages.queue_each(people, dossier=row.dossier, code=code, about=row.uuid, reference=row.reference, path=path(row), at=at, by=by)


def note(row: RemovalRequest, at: datetime) -> None:
    """Write on the case where the request stands."""
    note_strand(
        row.case,
        kind=REMOVAL,
        uuid=row.uuid,
        reference=row.reference,
        words=rules.STATE_WORDS[row.state],
        settled=row.state in rules.SETTLED,
        at=at,
        path=path(row),
    )

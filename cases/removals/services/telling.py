"""Whom a step of a request is written to, and where the case notes it."""

from datetime import datetime

from cases.casefile.rules import REMOVAL
from cases.casefile.selectors import case_beside
from cases.casefile.services import note_strand
from cases.removals import grounds, rules
from cases.removals.models import RemovalRequest
from foundation.messages import services as messages
from foundation.people.models import Person
from foundation.people.rules import Nobody
from reports.intake import services as intake
from reports.targets.services import look_after


def path(row: RemovalRequest) -> str:
    """One address for everybody who has to do with it: it leads each to the page that is theirs."""
    return f"/removals/{row.reference}/"


def notify(row: RemovalRequest, code: str, people: list[Person | None], *, by: Person, at: datetime) -> None:
    messages.queue_each(people, dossier=row.dossier, code=code, about=row.uuid, reference=row.reference, path=path(row), at=at, by=by)


def note(row: RemovalRequest, at: datetime) -> None:
    """Write where the request stands on its case; or on its report, and on the case that was opened about the same person."""
    said = {"uuid": row.uuid, "reference": row.reference, "path": path(row), "at": at}
    said |= {"words": rules.STATE_WORDS[row.state], "settled": row.state in rules.SETTLED}
    if row.report:
        intake.note_strand(row.report, row.target, **said)
    if case := row.case or case_beside(row.report, row.target):
        note_strand(case, kind=REMOVAL, **said)


def apart(row: RemovalRequest, *, by: Person | Nobody, at: datetime) -> None:
    """Whoever works on it now looks after nobody it was aimed at: somebody else does from this moment on."""
    for report in grounds.of(row).reports():
        look_after(report, by=by, at=at)

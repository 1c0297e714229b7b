"""Whom a step of an investigation is written to, and where the case notes it."""

from datetime import datetime

from cases.casefile import rules as case_rules
from cases.casefile import selectors as cases
from cases.casefile.models import Case
from cases.casefile.services import note_strand
from cases.investigation import rules
from cases.investigation.models import Appointment, Investigation
from foundation.messages import services as messages
from foundation.people.models import Person


def note(row: Appointment, at: datetime) -> None:
    note_strand(
        row.case,
        kind=case_rules.APPOINTMENT,
        uuid=row.uuid,
        reference=row.reference,
        words=rules.ANSWERS[row.answer],
        settled=row.answer != rules.ASKED,
        at=at,
    )


def note_report(row: Investigation, words: str, at: datetime) -> None:
    note_strand(
        row.case,
        kind=case_rules.INVESTIGATION,
        uuid=row.uuid,
        reference="",
        words=words,
        settled=row.over,
        at=at,
        path=f"/cases/{row.case.reference}/investigation/",
    )


def write(
    case: Case, code: str, people: list[Person], *, by: Person, at: datetime, about: Appointment | None = None, path: str = ""
) -> None:
    for person in people:
        messages.queue(
            dossier=case.dossier,
            code=code,
            to=person,
            about=about.uuid if about else case.uuid,
            reference=about.reference if about else case.reference,
            path=path or cases.path(case),
            at=at,
            by=by,
        )

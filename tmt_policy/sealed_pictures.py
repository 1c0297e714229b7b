"""Whom "This may show a child" tells, whichever dossier the picture belongs to."""

from datetime import datetime

from foundation.dossiers.routing import plan
from foundation.evidence.models import Exhibit
from foundation.people.models import Person
from foundation.people.rules import Nobody
from reports.intake.selectors import safeguarding_reader
from reports.intake.services.alerting import alert_sealed, warn


def tell(exhibit: Exhibit, *, by: Person | Nobody, at: datetime) -> None:
    """Queue the message to the safeguarding lead who is nobody's side in this (DESIGN 6). A report routes it itself, drafts too."""
    dossier = exhibit.dossier
    if dossier.kind == "report":
        alert_sealed(exhibit, by=by, at=at)
        return
    reader = safeguarding_reader(dossier, plan(dossier, at, minimum=dossier.tier), at)
    people = reader.people if reader else ()
    warn(people, dossier=dossier, about=dossier.uuid, reference=dossier.case.reference, path="/", by=by, at=at)

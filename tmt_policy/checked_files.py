"""Whom a harmful file is told to: who handed it in, and who works on what it belongs to."""

from collections.abc import Iterator
from datetime import datetime

from foundation.dossiers.models import Dossier
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import CASE_MANAGER, TRIAGER
from foundation.evidence.models import Exhibit
from foundation.messages.services import Notice, queue_many
from foundation.people.models import Person
from foundation.people.rules import Nobody
from reports.intake.services.sending import own_path, working_path

HARMFUL = "evidence.harmful"


def tell(exhibit: Exhibit, *, by: Person | Nobody, at: datetime) -> None:
    """Queue the message that a file could not be kept; it names neither the file nor what was found."""
    dossier = exhibit.dossier
    thing = dossier.report if dossier.kind == "report" else dossier.case
    about = {"dossier": dossier, "code": HARMFUL, "about": thing.uuid, "reference": thing.reference}
    told = dict(_readers(exhibit, dossier, at))
    notices = [Notice(**about, to=person, path=path, key=f"{HARMFUL}:{exhibit.uuid}:{person.pk}") for person, path in told.items()]
    queue_many(notices, at=at, by=by)


def _readers(exhibit: Exhibit, dossier: Dossier, at: datetime) -> Iterator[tuple[Person, str]]:
    """(whom, which page of theirs): who works on it, and who handed it in, who may be one of them."""
    is_report = dossier.kind == "report"
    if exhibit.captured_by:
        yield exhibit.captured_by, own_path(dossier.report) if is_report else "/"
    for person in holders(dossier, TRIAGER if is_report else CASE_MANAGER, at):
        yield person, working_path(dossier.report) if is_report else f"/cases/{dossier.case.reference}/"

"""What happens in a supervised session: what was shown inside what was agreed, and that the person stopped it (DOMAIN 5.4)."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cases.casefile.selectors import investigator_of
from cases.cooperation import selectors
from cases.cooperation.models import Captured, CooperationRequest
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.evidence import services as evidence
from foundation.people.models import Person

from .telling import notify, take


def capture(
    row: CooperationRequest,
    *,
    what: str,
    day: date,
    words: str,
    upload: UploadedFile | None = None,
    image_answer: str = "",
    by: Person,
    at: datetime,
    version: int,
    sure: bool = False,
) -> CooperationRequest:
    """Add one thing that the person showed. `what`: a code of the scope; `day`: of the thing itself. Raises Refused for what was not
    agreed, after the person has stopped, and once there are minutes."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        facts = {"what": what, "day": day, "described": words, "scope": selectors.scope_of(row)}
        moved = take(row, "capture", by=by, at=at, version=version, facts=facts, words=(words,), sure=sure, stays=True)
        dossiers.see(moved.dossier, by, at)
        made = Captured(dossier=moved.dossier, request=moved, at=at, by=by, what=what, day=day)
        if upload is not None:
            made.exhibit = evidence.add_exhibit(
                dossier=moved.dossier, upload=upload, by=by, at=at, how_seen="shown", visibility="unknown", image_answer=image_answer
            )
            dossiers.disclose(moved.dossier, moved.target.person, object_kind="exhibit", object_uuid=made.exhibit.uuid, by=by, at=at)
        sealing.write(made, "words_sealed", words)
        made.save(force_insert=True)
    return moved


def stop(row: CooperationRequest, *, by: Person, at: datetime, version: int) -> CooperationRequest:
    """The person has stopped: from now on nothing is captured. It is no refusal, and nothing follows from it by itself."""
    with transaction.atomic():
        moved = take(row, "stop", by=by, at=at, version=version, also={"stopped_at": at}, stays=True)
        notify(moved, "coop.stopped", [moved.target.person, moved.note_taker, investigator_of(moved.case, at)], by=by, at=at)
    return moved

"""Looking up who a confidential reporter is: a reason first, an event, and the reporter told (DOMAIN 9.1, 6.3)."""

from datetime import datetime

from django.db import transaction

from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.selectors import standing
from foundation.face.words import is_blank
from foundation.people.models import Person
from reports.intake import rules, selectors
from reports.intake.models import Opening, Report
from reports.intake.services.deciding import tell_reporter


def open_identity(report: Report, *, why: str, by: Person, at: datetime) -> Opening:
    """Let `by` see who reported it, for as long as they hold a part or role that may know. The same person again is the first time.

    Raises Refused for everybody else, whatever they may read, and without a reason.
    """
    with transaction.atomic():
        dossiers.lock(report.dossier)
        held = standing(by, report.dossier, at) if selectors.may_read(by, report, at) else frozenset()
        rules.naming.check_opening(report.mode, held, "" if is_blank(why) else why)
        if (same := Opening.objects.filter(report=report, by=by).first()) is not None:
            return same
        opening = Opening(report=report, by=by, at=at)
        sealing.write(opening, "why_sealed", why)
        opening.save()
        role = min(held & rules.naming.MAY_KNOW, key=lambda one: one != rules.TRIAGER)
        dossiers.record(report.dossier, action="report.identity_opened", by=by, at=at, role=role, ids={"opening": str(opening.uuid)})
        tell_reporter(report, "report.identity_opened", by, at, once=f"{opening.uuid}:")
    return opening

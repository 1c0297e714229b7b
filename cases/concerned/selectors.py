"""The door of the person concerned to what is theirs: a case they were told of by a person, and what of it was shown to them."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from cases.casefile.models import Allegation, Case
from cases.casefile.rules import CLOSED
from foundation.dossiers.rules import SUBJECT
from foundation.dossiers.selectors import disclosed_to
from foundation.evidence.models import Exhibit
from foundation.people.models import Person
from foundation.people.selectors import current

REMAINS = timedelta(weeks=4)  # on the first page, after it was closed


def matters(person: Person, at: datetime) -> QuerySet[Case]:
    """Cases about the person which somebody has told them of (DESIGN 5), while they are the person concerned, newest first."""
    theirs = current(at, "subject__") & Q(subject__person=person, subject__part=SUBJECT, subject__link__isnull=True)
    rows = Case.objects.filter(theirs, told_at__lte=at, dossier__key__isnull=False)
    return rows.select_related("subject").order_by("-told_at", "-pk")


def open_matters(person: Person, at: datetime) -> QuerySet[Case]:
    """Those of the first page: what is open, and what was closed within four weeks."""
    return matters(person, at).exclude(state=CLOSED, closed_at__lt=at - REMAINS)


def matter_for(person: Person, uuid: UUID, at: datetime) -> Case | None:
    """The case behind the person's own page. `uuid`: of their part in it, so that the page is named after nothing of the case."""
    return matters(person, at).filter(subject__uuid=uuid).first()


def told_of(case: Case) -> list[Allegation]:
    """What the case looked into when the person was told. What was added since is told by a person first, too."""
    before = Q(added_at__isnull=True) | Q(added_at__lte=F("case__told_at"))
    return list(Allegation.objects.filter(before, case=case).select_related("clause"))


def shown(case: Case, person: Person, at: datetime) -> list[Exhibit]:
    """Evidence of the case that was released to the person, by number."""
    uuids = disclosed_to(person, at).filter(dossier=case.dossier_id, object_kind="exhibit").values("object_uuid")
    return list(Exhibit.objects.filter(uuid__in=uuids, dossier=case.dossier_id))

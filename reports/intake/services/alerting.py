"""Bringing in the safeguarding lead, at once and whatever the route (DOMAIN 9.1, DESIGN 6)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier
from foundation.dossiers.routing import Reader, plan
from foundation.evidence.models import Exhibit
from foundation.messages import services as messages
from foundation.people.models import Person
from foundation.people.rules import Nobody
from reports.intake import selectors
from reports.intake.models import Report
from reports.intake.rules import DRAFT

SAFEGUARDING = "safeguarding"


def safeguarding_desk(dossier: Dossier, reader: Reader | None) -> list[tuple[str, int | None, str]]:
    """The desk at which `reader` sits, as `dossiers.stand` takes it."""
    return [(reader.role, dossier.academy_id if reader.role in selectors.OF_AN_ACADEMY else None, SAFEGUARDING)] if reader else []


def open_safeguarding_desk(dossier: Dossier, *, by: Person | Nobody, at: datetime) -> list[Person]:
    """Give the safeguarding lead a desk beside the routing; gives who sits there, nobody if all are in conflict."""
    reader = selectors.safeguarding_reader(dossier, plan(dossier, at, minimum=dossier.tier), at)
    if reader is None:
        return []
    academy = dossier.academy if reader.role in selectors.OF_AN_ACADEMY else None
    dossiers.set_desk(dossier, reader.role, academy, by=by, at=at, reason=SAFEGUARDING)
    return list(reader.people)


def alert_sealed(exhibit: Exhibit, *, by: Person | Nobody, at: datetime) -> None:
    """Tell the safeguarding lead that a picture of a report has been sealed because it may show a child, once an hour however many; a
    draft's too, which they cannot read, because the picture is here all the same. A report that was sent opens to them."""
    report = Report.objects.select_related("dossier__academy").get(dossier=exhibit.dossier)
    path = "/" if report.state == DRAFT else f"/triage/{report.reference}/"
    warn(_brought_in(report, by=by, at=at), dossier=report.dossier, about=report.uuid, reference=report.reference, path=path, by=by, at=at)


def warn(people: Iterable[Person], *, dossier: Dossier, about: UUID, reference: str, path: str, by: Person | Nobody, at: datetime) -> None:
    """The message that a picture was sealed: urgent, once an hour for one thing, and also to whom the dossier does not open (a draft opens
    to nobody but its writer, a case not to the safeguarding lead), as long as no conflict bars them."""
    for person in people:
        messages.queue(
            dossier=dossier,
            code="report.picture_sealed",
            to=person,
            about=about,
            reference=reference,
            path=path,
            at=at,
            by=by,
            urgency="urgent",
            safety=True,
            key=f"report.picture_sealed:{about}:{at:%Y%m%d%H}:{person.pk}",
        )


def _brought_in(report: Report, *, by: Person | Nobody, at: datetime) -> list[Person]:
    if report.state != DRAFT:
        return open_safeguarding_desk(report.dossier, by=by, at=at)
    to = plan(report.dossier, at, minimum=max(report.dossier.tier, selectors.least_rung(report)))
    reader = selectors.safeguarding_reader(report.dossier, to, at)
    return list(reader.people) if reader else []

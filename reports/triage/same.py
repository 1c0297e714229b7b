"""Reports that may be about the same thing: one address, or one account within 14 days (DOMAIN 4.3). All through the reader's door."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.dossiers.models import Party
from foundation.dossiers.rules import TRIAGER
from foundation.people.models import Person
from reports.intake.models import Report, ReportAddress
from reports.intake.rules import IN_TRIAGE, SUBMITTED
from reports.intake.selectors import reports_for

WITHIN = timedelta(days=14)


def candidates(person: Person, report: Report, at: datetime) -> QuerySet[Report]:
    """What this person may merge with `report`: open, waiting or triaged by themselves, and alike; the oldest first."""
    own = report.addresses.all()
    alike = ReportAddress.objects.filter(report=OuterRef("pk"), address_index__in=own.values("address_index"))
    account = ReportAddress.objects.filter(report=OuterRef("pk"), handle_index__in=own.exclude(handle_index="").values("handle_index"))
    near = Q(submitted_at__range=(report.submitted_at - WITHIN, report.submitted_at + WITHIN))
    mine = Party.objects.filter(dossier=OuterRef("dossier"), person=person, part=TRIAGER, until__isnull=True, link__isnull=True)
    may = Q(state=SUBMITTED) | Q(state=IN_TRIAGE, proposed_at__isnull=True) & Q(Exists(mine))
    rows = reports_for(person, at).filter(may, Q(Exists(alike)) | near & Q(Exists(account))).exclude(pk=report.pk)
    return rows.select_related("dossier__academy", "academy", "platform").order_by("submitted_at", "pk")


def merged_into(person: Person, report: Report, at: datetime) -> QuerySet[Report]:
    """The reports that are the same as this one, as far as this person may open them."""
    return reports_for(person, at).filter(same_as=report).order_by("submitted_at", "pk")

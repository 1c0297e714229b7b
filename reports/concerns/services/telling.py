"""Clocks and messages of the records beside a report; what follows for the report itself."""

from collections.abc import Iterable
from datetime import datetime

from foundation.deadlines import services as deadlines
from foundation.messages.rules import NORMAL
from foundation.messages.services import Notice, queue_many
from foundation.people.models import Person
from foundation.people.rules import Nobody
from reports.concerns.models import BreachRecord, SafeguardingRecord
from reports.intake.models import Report
from reports.intake.services.sending import working_path


def start(kind: str, report: Report, about, owner: str, *, by: Person, at: datetime, since: datetime | None = None) -> None:
    path = working_path(report)
    deadlines.start(
        kind, dossier=report.dossier, about=about.uuid, reference=report.reference, path=path, at=at, by=by, owner=owner, trigger_at=since
    )


def tell(
    report: Report, people: Iterable[Person], code: str, key: str, *, by: Person | Nobody, at: datetime, urgency: str = NORMAL
) -> None:
    queue_many(
        [
            Notice(
                dossier=report.dossier,
                code=code,
                to=person,
                about=report.uuid,
                reference=report.reference,
                path=working_path(report),
                urgency=urgency,
                key=f"{code}:{key}:{person.pk}",
            )
            for person in people
            if person != by
        ],
        at=at,
        by=by,
    )


def report_of(record: BreachRecord | SafeguardingRecord) -> Report:
    return Report.objects.select_related("dossier__academy").get(pk=record.report_id)

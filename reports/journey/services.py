"""Sending a report, and what begins beside it."""

from datetime import datetime

from django.db import transaction

from foundation.people.models import Person
from foundation.people.rules import Nobody
from reports.intake import services as intake
from reports.intake.models import Report
from reports.targets import services as targets


def send(report: Report, *, by: Person | Nobody, at: datetime, declaration: str, version: int | None = None) -> Report:
    """As `intake.submit`; whoever the reporter names as targeted is looked after from this moment on."""
    with transaction.atomic():
        sent = intake.submit(report, by=by, at=at, declaration=declaration, version=version)
        if sent.targeted:
            targets.look_after(sent, by=by, at=at)
    return sent

"""A report joins a case that may be under investigation already: whether it has to do with a child decides the time there is for it."""

from datetime import datetime

from django.db import transaction

from cases.casefile import rules as case_rules
from cases.casefile.models import Case
from cases.casefile.services import join
from foundation.deadlines import services as deadlines
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Party
from foundation.people.models import Person
from reports.intake.models import Report

from .running import OTHER, SAFEGUARDING, run_clocks, time_for


def add_report(case: Case, report: Report, subject: Party, *, by: Person, at: datetime, **said) -> Case | None:
    """`join` with all that it takes; where the report makes it a matter about a child, the investigation has the time for that from now
    on, which no hold stops (DOMAIN 8.3 investigation_report_sg)."""
    with transaction.atomic():
        for dossier in sorted((case.dossier, report.dossier), key=lambda one: one.pk):
            dossiers.lock(dossier)
        joined = join(case, report, subject, by=by, at=at, **said)
        if joined is not None and joined.stage == case_rules.INVESTIGATING and time_for(joined) == SAFEGUARDING:
            deadlines.stop(joined.uuid, OTHER, at=at, by=by, reason="about_a_child")
            run_clocks(joined, by=by, at=at)
            deadlines.moved(joined.uuid, joined.state, at=at, by=by)  # on hold what may wait waits
        return joined

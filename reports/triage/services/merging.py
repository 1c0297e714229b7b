"""Reports about the same thing become one: every reporter is acknowledged and told when it is finished, and none learns of another
(DOMAIN 4.3)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.deadlines.selectors import running
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import Refused, Stale
from foundation.people.models import Person
from reports.intake import rules as intake
from reports.intake import services as reports
from reports.intake.models import Report
from reports.intake.selectors import is_urgent
from reports.intake.services.alerting import open_safeguarding_desk
from reports.triage import rules

from .agreeing import lapse
from .reopening import settle_holder
from .stepping import counted_anew, fresh
from .taking import claim


def merge(report: Report, others: Iterable[Report], *, by: Person, at: datetime, version: int) -> Report:
    """Make `others` the same as `report`, which `by` triages; those that wait are taken on first, without a conflict of interest, so that
    each reporter has a named person. Whoever one of them bars is barred from all, and it is routed past them; the shortest clock holds.

    Raises Refused for anybody who does not triage it, and for one where a child may have been harmed; Stale for an overtaken page.
    """
    with transaction.atomic():
        others = list(others)
        for dossier in sorted({one.dossier for one in (report, *others)}, key=lambda one: one.pk):
            dossiers.lock(dossier)
        row = fresh(report)
        if version != row.version:
            raise Stale
        if not others:
            raise Refused("Choose at least one other report.", field="others")
        for one in others:
            _take_in(row, one, by, at)
        highest = max([row.dossier.tier, *(one.dossier.tier for one in others)])
        with counted_anew(row):
            dossiers.route(row.dossier, by=by, at=at, minimum=highest)
        Report.objects.filter(pk=row.pk).update(version=row.version + 1)
        return settle_holder(fresh(row), by=by, at=at)


def _take_in(row: Report, other: Report, by: Person, at: datetime) -> None:
    """One of them; a report that has to be looked at within hours makes the whole urgent."""
    one = fresh(other)
    if one.state == intake.SUBMITTED:
        one = claim(one, conflict="", by=by, at=at, version=one.version)
    with counted_anew(one):
        merged = reports.merge(one, row, by=by, at=at)
    lapse(merged, at=at)
    if is_urgent(merged) and not is_urgent(row):
        open_safeguarding_desk(row.dossier, by=by, at=at)
        if any(running(row.uuid, kind) for kind in rules.TRIAGE_CLOCKS):
            deadlines.rerate(row.uuid, rules.TRIAGE_CLOCKS[0], at=at, by=by, reason="merged")

"""Saying later who somebody is whom the reporter could not name: the report goes at once where it belongs then (DESIGN 3)."""

from datetime import datetime

from django.db import transaction

from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Desk, Party
from foundation.dossiers.rules import TARGET, Refused
from foundation.dossiers.selectors import people_in
from foundation.people.models import Person
from reports.concerns.rules import LEADS
from reports.intake import rules as intake
from reports.intake import services as reports
from reports.intake.models import Report
from reports.intake.selectors import least_rung
from reports.intake.services.alerting import open_safeguarding_desk
from reports.triage import selectors

from .reopening import settle_holder
from .stepping import counted_anew, fresh, step
from .taking import bring_in_others


def name_person(report: Report, party: Party, *, who: Person | None, by: Person, at: datetime, version: int) -> Report:
    """Say that `party` (somebody without a name in the directory) is `who`. Whoever that puts in conflict sees nothing from now on, the
    one who says it included; clocks go on. While somebody triages it, it does not go down to a lower rung.

    Raises Refused for anybody but the triager and those who may open a case, and for somebody the report is about already.
    """
    with transaction.atomic():
        row = fresh(report)
        known = {"nameable": selectors.unnamed_party(row, party.uuid, at) is not None, "who": who is not None}
        if who and selectors.is_about(row, who, at):
            raise Refused("This report is about them already.", field="who")
        row = step(row, "name_person", by=by, at=at, version=version, facts=known, ids={"party": str(party.uuid)})
        with counted_anew(row):
            _name(row, party, who, by, at)
            lowest = least_rung(row) if row.state == intake.SUBMITTED else max(least_rung(row), row.dossier.tier)
            dossiers.route(row.dossier, by=by, at=at, minimum=lowest)
        if row.state != intake.SUBMITTED:
            return settle_holder(row, by=by, at=at, code="report.named")
        bring_in_others(row, by=by, at=at, anew=True)
    return row


def name_target(report: Report, *, who: Person | None, by: Person, at: datetime, version: int) -> Report:
    """Say that it is aimed at `who`: they are looked after from now on (`reports.targets`). Like whoever it is about, they see nothing of
    it; clocks go on, and while somebody triages it, it does not go down to a lower rung.

    Raises Refused for anybody but the triager and those who may open a case, and for somebody who is named already.
    """
    with transaction.atomic():
        row = fresh(report)
        if who and (selectors.is_about(row, who, at) or who in people_in(row.dossier, at, TARGET)):
            raise Refused("This report names them already.", field="who")
        row = step(row, "name_target", by=by, at=at, version=version, facts={"who": who is not None})
        with counted_anew(row):
            dossiers.add_party(row.dossier, who, TARGET, by=by, at=at, source="named later")
            dossiers.route(row.dossier, by=by, at=at, minimum=max(least_rung(row), row.dossier.tier))
        if row.state != intake.SUBMITTED:
            return settle_holder(row, by=by, at=at, code="report.named")
        bring_in_others(row, by=by, at=at, anew=True)
    return row


def _name(row: Report, party: Party, who: Person, by: Person, at: datetime) -> None:
    """The safeguarding lead of another academy goes with the report."""
    before = row.academy
    reports.name_subject(row, party, who, by=by, at=at)
    leads = Desk.objects.filter(dossier=row.dossier, role__in=LEADS, until__isnull=True)
    if row.academy != before and (roles := sorted(leads.values_list("role", flat=True))):
        for role in roles:
            dossiers.clear_desk(row.dossier, role, by=by, at=at, reason="rerouted")
        open_safeguarding_desk(row.dossier, by=by, at=at)

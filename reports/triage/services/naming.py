"""Saying later who somebody is whom the reporter could not name: the report goes at once where it belongs then (DESIGN 3); and taking a
name back that was wrong."""

from datetime import datetime

from django.db import transaction

from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Desk, Party
from foundation.dossiers.rules import SUBJECT, TARGET, Refused
from foundation.dossiers.selectors import people_in
from foundation.people.models import Academy, Person
from reports.concerns.rules import LEADS
from reports.intake import rules as intake
from reports.intake import services as reports
from reports.intake.models import Report
from reports.intake.selectors import least_rung, may_read
from reports.intake.services.alerting import open_safeguarding_desk
from reports.targets import services as targets
from reports.targets.selectors import happening, was_spoken_to
from reports.triage import rules, selectors
from reports.triage.models import Naming

from .reopening import settle_holder
from .stepping import counted_anew, fresh, step
from .taking import bring_in_others


def name_person(report: Report, party: Party, *, who: Person | None, reason: str, by: Person, at: datetime, version: int) -> Report:
    """Say that `party` (somebody without a name in the directory) is `who`. Whoever that puts in conflict sees nothing from now on, the
    one who says it included; clocks go on. While somebody triages it, it does not go down to a lower rung. `reason` is sealed.

    Raises Refused for anybody but the triager and those who may open a case, and for somebody the report is about already.
    """
    with transaction.atomic():
        row = fresh(report)
        known = {"nameable": selectors.unnamed_party(row, party.uuid, at) is not None, "who": who is not None, "reason": reason}
        if who and selectors.is_about(row, who, at):
            raise Refused("This report is about them already.", field="who")
        row = step(row, "name_person", by=by, at=at, version=version, facts=known, ids={"party": str(party.uuid)})
        with counted_anew(row):
            before, tier = row.academy, row.dossier.tier
            named = reports.name_subject(row, party, who, by=by, at=at)
            _leads_follow(row, before, by, at)
            lowest = least_rung(row) if row.state == intake.SUBMITTED else max(least_rung(row), row.dossier.tier)
            dossiers.route(row.dossier, by=by, at=at, minimum=lowest)
        _keep(row, named, reason, by, at, instead_of=party, academy=before, tier=tier)
        return _go_on(row, by, at)


def name_target(report: Report, *, who: Person | None, reason: str, by: Person, at: datetime, version: int) -> Report:
    """Say that it is aimed at `who`: they are looked after from now on (`reports.targets`). Like whoever it is about, they see nothing of
    it; clocks go on, and while somebody triages it, it does not go down to a lower rung. `reason` is sealed.

    Raises Refused for anybody but the triager and those who may open a case, and for somebody who is named already.
    """
    with transaction.atomic():
        row = fresh(report)
        if who and (selectors.is_about(row, who, at) or who in people_in(row.dossier, at, TARGET)):
            raise Refused("This report names them already.", field="who")
        row = step(row, "name_target", by=by, at=at, version=version, facts={"who": who is not None, "reason": reason})
        with counted_anew(row):
            tier = row.dossier.tier
            named = dossiers.add_party(row.dossier, who, TARGET, by=by, at=at, source="named later")
            dossiers.route(row.dossier, by=by, at=at, minimum=max(least_rung(row), tier))
        _keep(row, named, reason, by, at, academy=row.academy, tier=tier)
        return _go_on(row, by, at)


def unname(report: Report, naming: Naming, *, reason: str, by: Person, at: datetime, version: int) -> Report:
    """Take a name back that triage gave: their bar ends, and so does that of those close to them; whoever was asked to look after them
    reads that nothing is left to do; who could not be named stands there again. `reason` is sealed. It goes back to the rung on which it
    stood, or higher, where somebody is in conflict or a report that is the same stands there.

    Raises Refused for anybody but the triager and those who may open a case, for a name the reporter gave, and where they were spoken to
    and would read it then.
    """
    with transaction.atomic():
        row = fresh(report)
        given = Naming.objects.select_related("party__person", "instead_of", "academy").get(pk=naming.pk, report=row)
        known = {"named": given.back_at is None and given.party.until is None, "reason": reason}
        known["asked"] = row.strands.filter(party=given.party, settled=False).exists()
        row = step(row, "unname", by=by, at=at, version=version, facts=known, ids={"party": str(given.party.uuid)})
        with counted_anew(row):
            _end(row, given, by, at)
            targets.unname(row, given.party.person, by=by, at=at)
            same = row.same.values_list("dossier__tier", flat=True)
            dossiers.route(row.dossier, by=by, at=at, minimum=max(least_rung(row), given.tier, *same))
        given.back_by, given.back_at = by, at
        sealing.write(given, "back_sealed", reason)
        given.save(update_fields=["back_by", "back_at", "back_sealed"])
        if was_spoken_to(given.party.person, happening(row)) and may_read(given.party.person, row, at):
            raise Refused(rules.naming.SPOKEN_TO)
        return _go_on(row, by, at)


def _end(row: Report, given: Naming, by: Person, at: datetime) -> None:
    dossiers.end_party(given.party, by=by, at=at, reason="named_by_mistake")
    if given.instead_of is not None:
        before, unnamed = row.academy, given.instead_of
        name = sealing.read_one(unnamed)["name_sealed"]
        dossiers.add_party(row.dossier, None, SUBJECT, by=by, at=at, source=unnamed.source, kind=unnamed.kind, name=name)
        reports.place_again(row, given.academy, at=at)
        _leads_follow(row, before, by, at)


def _keep(row: Report, named: Party, reason: str, by: Person, at: datetime, *, academy: Academy | None, tier: int,
          instead_of: Party | None = None) -> None:  # fmt: skip
    given = Naming(report=row, party=named, instead_of=instead_of, academy=academy, tier=tier, by=by, at=at)
    sealing.write(given, "why_sealed", reason)
    given.save()


def _go_on(row: Report, by: Person, at: datetime) -> Report:
    if row.state != intake.SUBMITTED:
        return settle_holder(row, by=by, at=at, code="report.named")
    bring_in_others(row, by=by, at=at, anew=True)
    return row


def _leads_follow(row: Report, before: Academy | None, by: Person, at: datetime) -> None:
    """The safeguarding lead of another academy goes with the report."""
    leads = Desk.objects.filter(dossier=row.dossier, role__in=LEADS, until__isnull=True)
    if row.academy != before and (roles := sorted(leads.values_list("role", flat=True))):
        for role in roles:
            dossiers.clear_desk(row.dossier, role, by=by, at=at, reason="rerouted")
        open_safeguarding_desk(row.dossier, by=by, at=at)

"""What becomes of a report after triage: acknowledged, classified, joined to a case, finished."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier
from foundation.dossiers.rules import REPORTER, TRIAGER
from foundation.dossiers.selectors import people_in, standing
from foundation.messages import services as messages
from foundation.people.models import Person
from foundation.people.rules import Nobody
from foundation.trail import services as trail
from policy.models import Clause
from reports.intake import measures, rules, selectors
from reports.intake.models import Founded, Report, ReportClause

from .sending import own_path, working_path


def acknowledge(report: Report, *, by: Person, at: datetime) -> Report:
    """Tell the reporter that a named person has the report. The same person or another again changes nothing."""
    with transaction.atomic():
        dossiers.lock(report.dossier)
        row = _fresh(report)
        if row.acknowledged_at is None:
            row.acknowledged_at, row.acknowledged_by = at, by
            row.save(update_fields=["acknowledged_at", "acknowledged_by"])
            deadlines.meet(row.uuid, "report_human_ack", at=at, by=by)
            dossiers.record(row.dossier, action="report.acknowledged", by=by, at=at)
            tell_reporter(row, "report.acknowledged", by, at)
    return row


def classify(report: Report, *, clauses: Iterable[Clause], primary: Clause | None, by: Person, at: datetime) -> Report:
    """Put the clauses a triager chose in place of the ones before, and move the report in the totals. `primary` is one of `clauses`."""
    with transaction.atomic():
        dossiers.lock(report.dossier)
        row = _fresh(report)
        _count(row, -1)
        row.clauses.all().delete()
        chosen = list(dict.fromkeys(clauses))
        ReportClause.objects.bulk_create(ReportClause(report=row, clause=clause, primary=clause == primary) for clause in chosen)
        _count(row, 1)
        dossiers.record(row.dossier, action="report.classified", by=by, at=at, ids={"clauses": [clause.code for clause in chosen]})
    return row


def link_to_case(report: Report, *, case_dossier: Dossier, by: Person, at: datetime) -> Report:
    """Approve the proposal by opening the case it goes into: IN_TRIAGE → LINKED_TO_CASE (DOMAIN 9.1). A second report joins the same way.

    Raises Refused with the first reason why not; possible harm to a child names who comes first.
    """
    with transaction.atomic():
        dossiers.lock(report.dossier)
        row = _fresh(report)
        linked = move(
            row,
            rules.REPORT,
            "link",
            by=by,
            at=at,
            standing=standing(by, row.dossier, at),
            facts=selectors.facts(row),
            ids={"case": str(case_dossier.uuid)},
            also={"decided_at": at},
        )
        for one in (linked, *linked.same.select_related("dossier").order_by("dossier")):  # whoever is in conflict with one, is with all
            dossiers.link(one.dossier, case_dossier, by=by, at=at)
    return linked


def merge(report: Report, target: Report, *, by: Person, at: datetime) -> Report:
    """Say that a report is about the same as `target`: → DUPLICATE. Its reporter stays and is told when the target is finished; whoever one
    of the two bars, the other bars too, and nobody gets in by it. Call it with both dossiers locked. Raises Refused for anybody who does
    not triage both."""
    row, aim = _fresh(report), _fresh(target)
    triages_target = TRIAGER in standing(by, aim.dossier, at) and aim.state == rules.IN_TRIAGE
    facts = selectors.facts(row) | {"target": triages_target and aim.pk != row.pk}
    given = {"by": by, "at": at, "standing": standing(by, row.dossier, at), "facts": facts, "ids": {"target": str(aim.uuid)}}
    merged = move(row, rules.REPORT, "merge", **given, also={"decided_at": at, "same_as": aim})
    for one in (merged, *merged.same.select_related("dossier").order_by("dossier")):  # what was the same as this, is the same as that
        Report.objects.filter(pk=one.pk).update(same_as=aim)
        dossiers.link(one.dossier, aim.dossier, by=by, at=at)
    dossiers.close_dossier(merged.dossier, open_=False)
    return merged


def finish(report: Report, *, by: Person | Nobody, at: datetime) -> Report:
    """Tell the reporter that it is concluded, with no outcome (DOMAIN 8.3 reporter_outcome). Twice is once.

    Raises Refused while the report is undecided.
    """
    with transaction.atomic():
        dossiers.lock(report.dossier)
        row = _fresh(report)
        if row.finished_at is None:
            rules.check_finish(row.state)
            row.finished_at = at
            row.decided_at = row.decided_at or at
            row.save(update_fields=["finished_at", "decided_at"])
            dossiers.record(row.dossier, action="report.finished", by=by, at=at)
            deadlines.start(
                "reporter_outcome", dossier=row.dossier, about=row.uuid, reference=row.reference, path=working_path(row), at=at, by=by
            )
            tell_reporter(row, "report.finished", by, at, once=f"{row.version}:")  # it may be opened again, and finish again
            deadlines.meet(row.uuid, "reporter_outcome", at=at, by=by)
            for one in row.same.filter(finished_at__isnull=True).select_related("dossier").order_by("dossier"):
                finish(one, by=by, at=at)
    return row


def found_so(report: Report, person: Person | None, *, at: datetime) -> None:
    """Write down that what the report said about `person` turned out to be so; of somebody outside the directory nothing is kept."""
    if person is not None:
        Founded.objects.get_or_create(report=report, person=person, until=None, defaults={"at": at})


def found_open(report: Report, *, at: datetime, of: Person | None = None) -> None:
    """It is looked at again, so nothing counts as founded; `of`: only what was found about this person."""
    Founded.objects.filter(report=report, until__isnull=True, **({"person": of} if of else {})).update(until=at)


def _fresh(report: Report) -> Report:
    return Report.objects.select_related("dossier__academy", "academy", "policy_version").get(pk=report.pk)


def _count(report: Report, amount: int) -> None:
    measure, academy, month, category, tier, amount = measures.delta(report, selectors.family_of(report), amount)
    trail.tally(measure, academy=academy, month=month, category=category, tier=tier, amount=amount)


def tell_reporter(report: Report, code: str, by: Person | Nobody, at: datetime, *, once: str = "") -> None:
    """A message to the reporter about their own report. `once`: what tells two of the same code apart."""
    for reporter in people_in(report.dossier, at, REPORTER):
        messages.queue(
            dossier=report.dossier,
            code=code,
            to=reporter,
            about=report.uuid,
            reference=report.reference,
            path=own_path(report),
            at=at,
            by=by,
            key=f"{code}:{report.uuid}:{once}{reporter.pk}",
        )

"""Opening a case about one person of a report: it approves the proposal, pins the policy, and starts the clocks (DOMAIN 9.2)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from cases.casefile import measures, rules, selectors
from cases.casefile.models import Allegation, Case, CaseReport
from foundation.deadlines import services as deadlines
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import CASE_MANAGER, RUNG_HEAD, SUBJECT, Refused
from foundation.dossiers.selectors import standing
from foundation.evidence import services as evidence
from foundation.evidence.selectors import closed_because, exhibits_of
from foundation.messages import services as messages
from foundation.people.models import Person
from foundation.people.rules import HR
from foundation.trail import services as trail
from policy.models import Clause
from policy.rules import grounds_a_case
from policy.selectors import version_on
from reports.intake import services as intake
from reports.intake.models import Report
from reports.intake.rules import LINKED_TO_CASE

from .duties import apart_from_support, declare, leaders, note_strand


def open_case(
    report: Report,
    subject: Party,
    *,
    by: Person,
    at: datetime,
    clauses: Iterable[Clause],
    scope: str,
    conflict: str | None,
    primary: Clause | None = None,
) -> Case | None:
    """A case about `subject`, a party of `report`; a race or a second click ends as the case that is there.

    `conflict`: None is not declared, "" none, words a conflict: then the opener steps back, the report goes past them,
    and the answer is None.
    Raises Refused with the first reason why not (clauses, severity, HR's agreement, conduct of nobody known).
    """
    if conflict is None:
        raise Refused("Say first whether you have a conflict of interest.", field="conflict")
    if conflict:
        hand_on(report, conflict=conflict, by=by, at=at)
        return None
    try:
        with transaction.atomic():
            dossiers.lock(report.dossier)
            return selectors.case_about(report, subject) or _open(report, subject, by, at, list(dict.fromkeys(clauses)), primary, scope)
    except IntegrityError:
        if (existing := selectors.case_about(report, subject)) is None:
            raise
        return existing


def hand_on(report: Report, *, conflict: str, by: Person, at: datetime) -> None:
    """The opener is off the report; whoever may open the case now is told that a proposal waits, and not why."""
    path = f"/triage/{report.reference}/"
    with transaction.atomic():
        declare(report.dossier, by, CASE_MANAGER, words=conflict, at=at)
        for person in leaders(report.dossier, at):
            messages.queue(
                dossier=report.dossier,
                code="case.proposed",
                to=person,
                about=report.uuid,
                reference=report.reference,
                path=path,
                at=at,
                by=by,
            )


def _open(report: Report, subject: Party, by: Person, at: datetime, clauses: list[Clause], primary: Clause | None, scope: str) -> Case:
    check_grounds(report, subject, clauses=clauses, scope=scope, by=by, at=at)
    academy = subject.person.academy if subject.person else report.academy
    dossier = dossiers.open_dossier(Dossier.Kind.CASE, academy=academy, at=at, by=by)
    concerned = _concerned(dossier, subject, by, at)
    link_report(report, dossier, by=by, at=at)
    dossiers.add_party(dossier, by, CASE_MANAGER, by=by, at=at, source="opening")
    tier = dossiers.route(dossier, by=by, at=at, minimum=max(report.dossier.tier, RUNG_HEAD))
    on = selectors.incident_day(report)
    case = Case(
        dossier=dossier,
        academy=academy,
        subject=concerned,
        counted_tier=tier,
        policy_version=version_on(on),
        incident_on=on,
        opened_at=at,
        reference=dossiers.reference("C"),
        state=rules.SCOPING,
        state_since=at,
    )
    sealing.write(case, "scope_sealed", scope)
    case.save()
    CaseReport.objects.create(case=case, report=report, subject=subject, joined_at=at)
    take_strands(case, report, subject)
    main = primary if primary in clauses else clauses[0]
    Allegation.objects.bulk_create(Allegation(case=case, clause=clause, primary=clause == main) for clause in clauses)
    dossiers.record(dossier, action="case.opened", by=by, at=at, to_state=rules.SCOPING, ids={"report": str(report.uuid), "tier": tier})
    trail.tally(measures.CASES, academy=academy.code if academy else "", month=measures.month_of(at), category=main.family, tier=tier)
    bring_evidence(report, dossier, by=by, at=at)
    _start(case, by, at)
    apart_from_support(case, by=by, at=at)
    return case


def check_grounds(report: Report, subject: Party, *, clauses: list[Clause], scope: str, by: Person, at: datetime) -> None:
    """Raises Refused where this report gives no ground for a case about `subject`, or `by` does not decide that."""
    if subject.dossier_id != report.dossier_id or subject.part != SUBJECT:
        raise Refused("Choose one of the people the report is about.", field="subject")
    if not rules.may_be_concerned(subject.kind):
        raise Refused("Find out first who it was: a case is about somebody.", field="subject")
    if not standing(by, report.dossier, at) & rules.OPENS:
        raise Refused("This step belongs to somebody else.")
    if not grounds_a_case(clause.level for clause in clauses):
        raise Refused("Choose at least one clause that is required or expected: advice alone cannot open a case.", field="clauses")
    if not scope:
        raise Refused("Write what the case is to look into.", field="scope")


def _concerned(dossier: Dossier, subject: Party, by: Person, at: datetime) -> Party:
    name = "" if subject.person else sealing.read_one(subject)["name_sealed"]
    return dossiers.add_party(dossier, subject.person, SUBJECT, by=by, at=at, source="report", kind=subject.kind, name=name)


def link_report(report: Report, dossier: Dossier, *, by: Person, at: datetime) -> None:
    """The first case moves the report on; a case about another of its people joins the same way without moving it again."""
    if report.state == LINKED_TO_CASE:
        dossiers.link(report.dossier, dossier, by=by, at=at)
    else:
        intake.link_to_case(report, case_dossier=dossier, by=by, at=at)


def take_strands(case: Case, report: Report, subject: Party) -> None:
    """What the rooms above run on the report about this person goes on beside the case, which names it and waits for its end."""
    for one in report.strands.filter(party__in=selectors.known_as(subject)):
        said = {"reference": one.reference, "words": one.words, "settled": one.settled, "path": one.path}
        note_strand(case, kind=rules.REMOVAL, uuid=one.uuid, **said, at=one.since)


def bring_evidence(report: Report, dossier: Dossier, *, by: Person, at: datetime) -> None:
    """What may be opened comes along, so that whoever works on the case needs no door to the report."""
    for exhibit in exhibits_of(report.dossier):
        if not closed_because(exhibit):
            evidence.copy_exhibit(exhibit, dossier=dossier, by=by, at=at)


def _start(case: Case, by: Person, at: datetime) -> None:
    for kind in ("io_appoint", "subject_notify"):
        deadlines.start(kind, dossier=case.dossier, about=case.uuid, reference=case.reference, path=selectors.path(case), at=at, by=by)
    for person in holders(case.dossier, HR, at):
        messages.queue(
            dossier=case.dossier,
            code="case.opened",
            to=person,
            about=case.uuid,
            reference=case.reference,
            path=selectors.path(case),
            at=at,
            by=by,
            key=f"case.opened:{case.uuid}:{person.pk}",
        )

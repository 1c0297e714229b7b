"""Every read of cases. `cases_for` is the door; lists never unseal (DESIGN 3, 8)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.ledger import RUNNING
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.routing import conflicted_ids, holders, next_up
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, ROUTED, SEPARATE, SUBJECT, TARGET
from foundation.dossiers.selectors import disclosed_to, dossiers_for, parties, people_in, standing
from foundation.face import paging
from foundation.people.models import Person
from foundation.people.rules import CEO, HEAD, HR
from foundation.people.selectors import roles_of
from policy.models import Clause
from policy.selectors import clauses, version_on
from reports.intake.models import Report
from reports.intake.rules import IN_TRIAGE, LINKED_TO_CASE, POSSIBLE, UNSENT

from . import rules
from .models import Allegation, Case, CaseReport, HandOver, Hold, Strand

PAGE = 25
HELD = 100
FOUND = ("finding", "finding_reason_sealed", "found_at")
_BESIDE = ("dossier__academy", "academy", "subject__person__academy", "policy_version")


def cases_for(person: Person, at: datetime) -> QuerySet[Case]:
    """Cases the person may read: through the door, by a part or desk that carries "case.read"."""
    return Case.objects.filter(dossier__in=dossiers_for(person, at, "case.read"))


def case_for(person: Person, reference: str, at: datetime) -> Case | None:
    """One case through the door; None means that for this person it does not exist."""
    return cases_for(person, at).filter(reference=reference).select_related(*_BESIDE).first()


def case_of(dossier: Dossier) -> Case:
    """The case a dossier was opened for. Raises Case.DoesNotExist for any other dossier."""
    return Case.objects.select_related(*_BESIDE).get(dossier=dossier)


def case_about(report: Report, subject: Party) -> Case | None:
    """The case that a report already has about one of its people."""
    row = CaseReport.objects.filter(report=report, subject=subject).select_related("case__dossier").first()
    return row.case if row else None


def path(case: Case) -> str:
    """The address of the case's page."""
    return f"/cases/{case.reference}/"


def standing_in(case: Case, person: Person, at: datetime) -> frozenset[str]:
    """The parts and roles the person holds in the case's dossier now."""
    return standing(person, case.dossier, at)


def manager_of(case: Case, at: datetime) -> Person | None:
    return next((party.person for party in parties(case.dossier, CASE_MANAGER, at)), None)


def investigator_of(case: Case, at: datetime) -> Person | None:
    return next((party.person for party in parties(case.dossier, INVESTIGATOR, at)), None)


def advisers(case: Case, at: datetime) -> list[Person]:
    """Who advises on the decision: HR; past a conflict of theirs, those above who neither manage nor investigate the case."""
    busy = {manager_of(case, at), investigator_of(case, at)}
    for symbols in ((HR,), (CEO, ROUTED)):
        if people := [one for symbol in symbols for one in holders(case.dossier, symbol, at) if one not in busy]:
            return list(dict.fromkeys(people))
    return []


def is_targeted(case: Case) -> bool:
    """Whether one of its reports names somebody the conduct was aimed at (copies of the reports' parties say so)."""
    return Party.objects.filter(dossier=case.dossier, part=TARGET).exists()


def reports_of(case: Case) -> list[Report]:
    """The reports the case is about, oldest first."""
    return list(Report.objects.filter(cases__case=case).select_related("dossier__academy", "platform", "academy").order_by("pk").distinct())


def harm_of(case: Case) -> str:
    """ "possible" while the LADO or the police have to go first in any of its reports (DOMAIN 3.1), else "no"."""
    return POSSIBLE if any(report.harm == POSSIBLE for report in reports_of(case)) else "no"


def allegations_of(case: Case) -> list[Allegation]:
    return list(case.allegations.select_related("clause", "case"))


def allegations_shown(case: Case, person: Person, at: datetime) -> list[Allegation]:
    """The allegations as this person may read them: what was found only once it is handed in, until then the investigator alone."""
    rows = case.allegations.select_related("clause", "case")
    if case.stage in rules.HANDED_IN or investigator_of(case, at) == person:
        return list(rows)
    return [_unfound(row) for row in rows.defer(*FOUND)]


def _unfound(row: Allegation) -> Allegation:
    row.finding, row.finding_reason_sealed, row.found_at = "", None, None
    return row


def successors(case: Case, at: datetime) -> list[Person]:
    """Who may manage the case in place of whoever does: others at its desks, and whoever is next up; nobody in conflict, nobody with a
    part that must be another's (DOMAIN 6.2, 6.3 R3)."""
    people = [one for symbol in (HEAD, CEO, ROUTED) for one in holders(case.dossier, symbol, at)] + next_up(case.dossier, at)[2]
    apart = people_in(case.dossier, at, CASE_MANAGER, *SEPARATE[CASE_MANAGER])
    return [one for one in dict.fromkeys(people) if one not in apart]


def hand_over_of(case: Case) -> HandOver | None:
    """Who is asked to take the case over and has not answered."""
    return HandOver.objects.filter(case=case, answer=rules.ASKED).select_related("dossier", "case__dossier", "to").first()


def hand_overs_of(case: Case) -> list[HandOver]:
    """Everybody who was asked to take the case over, oldest first."""
    return list(HandOver.objects.filter(case=case).select_related("to"))


def asked_to_take_over(person: Person, at: datetime) -> list[HandOver]:
    """Cases this person is asked to take over: what was disclosed to them, and no case."""
    shown = disclosed_to(person, at).filter(object_kind="hand_over").values("object_uuid")
    rows = HandOver.objects.filter(to=person, answer=rules.ASKED, uuid__in=shown)
    return list(rows.select_related("dossier", "case__academy", "case__subject__person__academy", "asked_by").order_by("-asked_at", "-pk"))


def hand_over_for(person: Person, reference: str, at: datetime) -> HandOver | None:
    return next((row for row in asked_to_take_over(person, at) if row.reference == reference), None)


def asked_path(row: HandOver) -> str:
    return f"/cases/take-over/{row.reference}/"


def hold_of(case: Case) -> Hold | None:
    """The hold that lasts now."""
    return Hold.objects.filter(case=case, ended_at__isnull=True).select_related("dossier").first()


def holds_of(case: Case) -> list[Hold]:
    """Every time it waited, oldest first, with the times somebody looked again."""
    return list(Hold.objects.filter(case=case).prefetch_related("reviews"))


def kept_back(case: Case) -> bool:
    """Whether nothing may be asked of the person now: the case is on hold, and they have not been told of it, or the police or the LADO
    have to go first (DOMAIN 9.2, 9.3)."""
    held = hold_of(case)
    return held is not None and rules.keeps_back(held.reason, told=case.told_at)


def without_finding(case: Case) -> list[str]:
    """The clauses (such as "7.3 b6") nobody has found anything about yet."""
    return [row.clause.ref for row in allegations_of(case) if not row.finding]


def still_open(case: Case) -> list[str]:
    """What inside the case is not settled, as closing names it."""
    return [f"{rules.STRANDS[row.kind].lower()} {row.reference} ({row.words.lower()})" for row in case.strands.all() if not row.settled]


def concerned(report: Report, at: datetime) -> list[Party]:
    """The people a report is about whom a case can be about, without those who have one."""
    taken = set(CaseReport.objects.filter(report=report).values_list("subject_id", flat=True))
    return [party for party in parties(report.dossier, SUBJECT, at) if party.pk not in taken and rules.may_be_concerned(party.kind)]


def opened_about(report: Report, uuid: UUID) -> Party | None:
    """One of the people the report is about who has a case already."""
    taken = CaseReport.objects.filter(report=report).values("subject")
    return Party.objects.filter(uuid=uuid, pk__in=taken).select_related("person").first()


def clauses_for(report: Report, subject: Party) -> list[Clause]:
    """The clauses to choose from for this person: those of the policy in force on the day it happened (DOMAIN 9.2).

    Raises Refused where no policy was in force then.
    """
    on = incident_day(report)
    return clauses(version_on(on), subject.kind or None, left_on=subject.person.left_on if subject.person else None, happened_on=on)


def chosen_clauses(report: Report, subject: Party, codes: list[str]) -> tuple[list[Clause], Clause | None]:
    """The clauses of these codes, in the policy's order, and the one that triage chose as the main one."""
    main = next((code for code, primary in report_clauses(report).items() if primary), "")
    chosen = [clause for clause in clauses_for(report, subject) if clause.code in codes]
    return chosen, next((clause for clause in chosen if clause.code == main), None)


def report_to_open(person: Person, reference: str, at: datetime) -> Report | None:
    """A report through the door of those who may open a case, whatever it stands at: it may have been handed back a moment ago."""
    door = dossiers_for(person, at, "case.open")
    rows = Report.objects.filter(reference=reference, dossier__in=door).exclude(state__in=UNSENT)
    return rows.select_related("dossier__academy", "academy", "platform", "policy_version").first()


def may_be_opened(report: Report) -> bool:
    """Whether a case can be opened from it as it stands: it is in triage, or in a case about somebody else already."""
    return report.state in (IN_TRIAGE, LINKED_TO_CASE)


def incident_day(report: Report):
    """The day it happened, or, where nobody knows, the day it was reported."""
    return report.happened_on or report.submitted_at.date()


def report_clauses(report: Report) -> dict[str, bool]:
    """Codes of the clauses triage chose, and which is the main one."""
    return dict(report.clauses.values_list("clause__code", "primary"))


def free_of_conflict(people: list[Person], dossier: Dossier, at: datetime) -> list[Person]:
    """Those of `people` whom no conflict keeps out of the dossier."""
    out = conflicted_ids(dossier, at)
    return [person for person in people if person.pk not in out]


@dataclass(frozen=True)
class Page:
    """One page of a list and where the next one starts ("" at the end)."""

    rows: list[Case]
    older: str


def queue(person: Person, at: datetime, *, before: str = "", open_only: bool = True, reference: str = "") -> Page:
    """Cases through the door, newest first, with who holds them. `before` is the mark of the page above. Open ones that all fit on one
    page come by what is due first."""
    rows = _listed(cases_for(person, at))
    if open_only:
        rows = rows.exclude(state=rules.CLOSED)
    if reference:
        rows = rows.filter(reference=reference)
    if begin := paging.read_mark(before):
        opened, last = begin
        rows = rows.filter(Q(opened_at__lt=opened) | Q(opened_at=opened, reference__lt=last))
    found = list(rows[: PAGE + 1])
    if open_only and not before and len(found) <= PAGE:
        found.sort(key=lambda row: (row.due_at is None, row.due_at))
    return Page(found[:PAGE], paging.mark(found[PAGE - 1].opened_at, found[PAGE - 1].reference) if len(found) > PAGE else "")


def held_by(person: Person, at: datetime) -> list[Case]:
    """Open cases through the door that the person manages or investigates, or that wait for a role of theirs (DOMAIN 9.2): HR's advice,
    a leader where nobody manages. Newest first, at most a hundred."""
    roles = roles_of(person, at)
    wanted = Q(Exists(_holding(CASE_MANAGER, INVESTIGATOR).filter(person=person)))
    if HR in roles:
        wanted |= Q(state=rules.FORMAL) | Q(state=rules.DECISION_PENDING, advised_at__isnull=True)
    if rules.OPENS & roles:
        wanted |= ~Q(Exists(_holding(CASE_MANAGER)))
    rows = _listed(cases_for(person, at)).exclude(state=rules.CLOSED).filter(wanted)
    return list(rows.annotate(manager_pk=_holder(CASE_MANAGER, "person"), investigator_pk=_holder(INVESTIGATOR, "person"))[:HELD])


def _listed(rows: QuerySet[Case]) -> QuerySet[Case]:
    due = Deadline.objects.filter(about=OuterRef("uuid"), state=RUNNING).order_by("due_at").values("due_at")[:1]
    return (
        rows.select_related("academy")
        .annotate(
            due_at=Subquery(due),
            asked=Exists(Strand.objects.filter(case=OuterRef("pk"), kind=rules.APPOINTMENT, settled=False)),
            manager_name=_holder(CASE_MANAGER, "person__name"),
            investigator_name=_holder(INVESTIGATOR, "person__name"),
        )
        .order_by("-opened_at", "-reference")
    )


def _holder(part: str, column: str) -> Subquery:
    return Subquery(_holding(part).values(column)[:1])


def _holding(*parts: str) -> QuerySet[Party]:
    return Party.objects.filter(dossier=OuterRef("dossier"), part__in=parts, until__isnull=True, link__isnull=True)

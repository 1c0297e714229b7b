"""The lists of triage, through the door; nothing here is unsealed (DESIGN 3, 8). One report's page is read in reading.py."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.ledger import RUNNING
from foundation.dossiers.models import Desk, Party
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import NOT_THIS_PERSON, ROUTED, SUBJECT, TRIAGER
from foundation.dossiers.selectors import dossiers_for, parties, people_in
from foundation.face import paging
from foundation.people.models import Person
from foundation.people.rules import CEO, HEAD, HR, SLT, rights_of
from foundation.people.selectors import placements_of, roles_of
from policy.models import Clause
from policy.selectors import clauses, in_force
from reports.concerns.models import SafeguardingRecord
from reports.concerns.rules import CLEARED, ELSEWHERE, FLAGGED, LEADS
from reports.intake import rules as intake
from reports.intake.models import Report
from reports.intake.selectors import facts, reports_for
from reports.mailbox.selectors import has_unread

from . import asked, leaks, rules
from .models import Agreement, Naming, Timeliness, Weighing

PAGE = 25


@dataclass
class Page:
    """At most 25 reports, and the mark of the page after them ("" for none)."""

    rows: list[Report]
    further: str = ""


def queue(person: Person, at: datetime, *, decided: bool = False, after: str = "") -> Page:
    """Reports through the door: the open ones, longest waiting first, or the decided ones, newest first. `after`: mark of the page before.

    Open ones that all fit on one page come by what is due first.
    """
    rows = reports_for(person, at).filter(state__in=intake.DECIDED if decided else intake.OPEN)
    if begin := paging.read_mark(after):
        submitted, reference = begin
        beyond, beside = ("submitted_at__lt", "reference__lt") if decided else ("submitted_at__gt", "reference__gt")
        rows = rows.filter(Q(**{beyond: submitted}) | Q(**{"submitted_at": submitted, beside: reference}))
    order = ("-submitted_at", "-reference") if decided else ("submitted_at", "reference")
    found = list(_listed(rows, person, at).order_by(*order)[: PAGE + 1])
    if len(found) > PAGE:
        return Page(found[:PAGE], paging.mark(found[PAGE - 1].submitted_at, found[PAGE - 1].reference))
    return Page(found if decided or begin else sorted(found, key=lambda row: (row.due_at is None, row.due_at)))


def mine_to_do(person: Person, at: datetime, most: int) -> tuple[list[Report], int]:
    """The reports in which it is this person's turn, what is due first on top; and how many more there are."""
    turns = _turns(person, at)
    if not turns:
        return [], 0
    rows = reports_for(person, at).filter(reduce(or_, turns.values()))
    return paging.first(_listed(rows, person, at, turns).order_by(F("due_at").asc(nulls_last=True), "submitted_at", "pk"), most)


def waited_for(person: Person, at: datetime, most: int) -> tuple[list[Report], int]:
    """The reports this person triages, or was told of as safeguarding lead, in which it is somebody else's turn; and how many more."""
    asked = Q(proposed_at__isnull=False) | Q(harm=intake.POSSIBLE) | Q(Exists(_open_agreements(OuterRef("pk"))))
    theirs = Q(state=intake.IN_TRIAGE) & asked | Q(state=intake.INFO_REQUESTED)
    waits = Q(Exists(_own_part(person, TRIAGER))) & theirs
    if "safeguarding.read" in rights_of(role for role, _ in placements_of(person, at)):
        told = Q(dossier__in=dossiers_for(person, at, "safeguarding.read"), state__in=intake.OPEN)
        waits |= told & ~_OF_TURN[rules.SAFEGUARDING]
    return paging.first(_listed(reports_for(person, at).filter(waits), person, at).order_by("-submitted_at", "-pk"), most)


def listed_one(person: Person, reference: str, at: datetime) -> Report | None:
    """One report as a line of a list, through the door."""
    return _listed(reports_for(person, at).filter(reference=reference), person, at).first()


def barred_party(report: Report, uuid, at: datetime) -> Party | None:
    """Somebody the reporter asked to keep out of this report."""
    return parties(report.dossier, NOT_THIS_PERSON, at).filter(uuid=uuid).first()


def unnamed_party(report: Report, uuid, at: datetime) -> Party | None:
    """Somebody the report is about who is not a person of the directory."""
    return parties(report.dossier, SUBJECT, at).filter(uuid=uuid, person__isnull=True).first()


def naming_of(report: Report, uuid) -> Naming | None:
    """A name triage gave that nobody has taken back."""
    return report.namings.filter(uuid=uuid, back_at__isnull=True).select_related("party__person").first()


def is_about(report: Report, person: Person, at: datetime) -> bool:
    return parties(report.dossier, SUBJECT, at).filter(person=person).exists()


def roles_kept_out(party: Party, at: datetime) -> frozenset[str]:
    return roles_of(party.person, at)


def leaders(report: Report, at: datetime) -> list[Person]:
    """Everybody who may take the report on now: those at its desks, or the person of the Board it is routed to."""
    return _all(report, (SLT, HEAD, CEO, ROUTED), at)


def approvers(report: Report, at: datetime) -> list[Person]:
    """Who may open a case from it."""
    return _all(report, (HEAD, CEO, ROUTED), at)


def triager_of(report: Report, at: datetime) -> Person | None:
    return next(iter(people_in(report.dossier, at, TRIAGER)), None)


def clauses_for(report: Report, at: datetime) -> list[Clause]:
    """The clauses of the version in force then that bind anybody the report is about (DOMAIN 2)."""
    version = report.policy_version or in_force(at.date())
    if version is None:
        return []
    bound: dict[int, Clause] = {}
    for party in parties(report.dossier, SUBJECT, at):
        left = party.person.left_on if party.person else None
        for clause in clauses(version, party.kind, left_on=left, happened_on=report.happened_on):
            bound[clause.pk] = clause
    return sorted(bound.values(), key=lambda clause: clause.pk)


def chosen_clauses(report: Report) -> tuple[list[Clause], Clause | None]:
    """The clauses chosen so far, and the main one."""
    rows = list(report.clauses.select_related("clause"))
    return [row.clause for row in rows], next((row.clause for row in rows if row.primary), None)


def circumstances_of(report: Report) -> list[str]:
    weighing = Weighing.objects.filter(report=report).first()
    return weighing.circumstances if weighing else []


def ground(report: Report) -> dict[str, object]:
    """What `rules.ground_of` asks. The row for circumstances is there once the rules have been looked at, also where none fits."""
    weighing, flags = Weighing.objects.filter(report=report).first(), asked.flags_of(report)
    left = rules.questions.unanswered(flags, weighing.answers if weighing else {})
    return facts(report) | {"clauses": report.clauses.count(), "looked": weighing is not None, "unanswered": left} | _to_end(report, flags)


def _to_end(report: Report, flags: set[str]) -> dict[str, object]:
    """What ending without a case asks: whether safeguarding comes into it, whether its lead agrees, whose agreement is waited for."""
    flag = SafeguardingRecord.objects.filter(report=report).first()
    agreed = Agreement.objects.filter(report=report, kind=rules.LEAD, agreed=True, lapsed_at__isnull=True).exists()
    wanted = open_agreement(report)
    return {
        "safeguarding": flag is not None or "safeguarding" in flags,
        "lead_agrees": agreed or (flag is not None and flag.state in CLEARED),
        "wanted": wanted.kind if wanted else "",
    }


def open_agreement(report: Report) -> Agreement | None:
    """What somebody else is asked to agree to and has not answered yet."""
    return _open_agreements(report).select_related("report", "asked_by").first()


def lead_is_here(report: Report, at: datetime) -> bool:
    """Whether a safeguarding lead without a conflict sits at the report."""
    return any(holders(report.dossier, role, at) for role in LEADS)


def fit_triager(report: Report, at: datetime) -> Person | None:
    """Whoever triages it, if the report still stands where they may take it on; None where somebody else has to."""
    triager = triager_of(report, at)
    return triager if triager in leaders(report, at) else None


def hr_is_here(report: Report) -> bool:
    """Whether HR has a desk on the report: it gets one when its agreement is wanted and somebody there has no conflict."""
    return Desk.objects.filter(dossier=report.dossier, role=HR, until__isnull=True).exists()


def is_counted(report: Report) -> bool:
    return Timeliness.objects.filter(report=report).exists()


def _all(report: Report, symbols: Iterable[str], at: datetime) -> list[Person]:
    return list(dict.fromkeys(one for symbol in symbols for one in holders(report.dossier, symbol, at)))


def _listed(rows: QuerySet[Report], person: Person, at: datetime, turns: Mapping[rules.Turn, Q] | None = None) -> QuerySet[Report]:
    """With what a line of a list says: whose turn it is, who holds it, what it is about by kind, when that is due. `turns`: those of one
    person; without them it is the turn of the report as a whole."""
    here = {"dossier": OuterRef("dossier"), "until__isnull": True, "link__isnull": True}
    return rows.select_related("platform", "academy", "safeguarding", "data_breach").annotate(
        due_at=_due(_OF_REPORT if turns is None else turns),
        triager=Subquery(Party.objects.filter(**here, part=TRIAGER).values("person__name")[:1]),
        triager_id=Subquery(Party.objects.filter(**here, part=TRIAGER).values("person_id")[:1]),
        about=Subquery(Party.objects.filter(**here, part=SUBJECT).order_by("pk").values("kind")[:1]),
        unread=has_unread(),
        wanted=Coalesce(Subquery(_open_agreements(OuterRef("pk")).values("kind")[:1]), Value("")),
        in_one=Coalesce(Subquery(_merged(person, at)), Value(0)),
        may_triage=_through(person, at, "report.triage"),
        may_open=_through(person, at, "case.open"),
    )


def _merged(person: Person, at: datetime) -> QuerySet:
    """How many reports are the same as this line's, as far as this person may open them."""
    rows = reports_for(person, at).filter(same_as=OuterRef("pk")).order_by()
    return rows.values("same_as").annotate(number=Count("pk")).values("number")


def _open_agreements(report, kind: str | None = None) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(report=report, answered_at__isnull=True, lapsed_at__isnull=True)
    return rows if kind is None else rows.filter(kind=kind)


def _due(turns: Mapping[rules.Turn, Q]) -> Case:
    """When the clock that runs for the turn is due; none runs for some, and what others have to keep is not shown in its place."""
    running = Deadline.objects.filter(dossier=OuterRef("dossier"), state=RUNNING).order_by("due_at").values("due_at")
    timed = [(of_turn, turn.clocks) for turn, of_turn in turns.items() if turn.clocks]
    cases = (When(of_turn, then=Subquery(running.filter(kind__in=kinds)[:1])) for of_turn, kinds in timed)
    return Case(*cases, output_field=DateTimeField())


def _through(person: Person, at: datetime, right: str) -> ExpressionWrapper:
    return ExpressionWrapper(Q(dossier__in=dossiers_for(person, at, right)), output_field=BooleanField())


def _own_part(person: Person, part: str) -> QuerySet[Party]:
    return Party.objects.filter(dossier=OuterRef("dossier"), person=person, part=part, until__isnull=True, link__isnull=True)


def _turns(person: Person, at: datetime) -> dict[rules.Turn, Q]:
    """Whose turn it is, as SQL: the same as `rules.turn`, for one person. Only the rights the person has by role or part are asked."""
    by_part = Party.objects.filter(person=person, part__in=(TRIAGER, ROUTED), until__isnull=True, link__isnull=True).values_list(
        "part", flat=True
    )
    held = rights_of([*(role for role, _ in placements_of(person, at)), *by_part.distinct()])
    turns = {turn: Q(dossier__in=dossiers_for(person, at, right)) & _OF_TURN[turn] for turn, right in _RIGHT.items() if right in held}
    if "report.triage" in held:
        own = Q(Exists(_own_part(person, TRIAGER)))
        turns |= {turn: own & _OF_TURN[turn] for turn in (rules.DECIDE, rules.LADO)}
        may = Q(dossier__in=dossiers_for(person, at, "report.triage"))
        turns[rules.CONFIRM] = may & ~own & _OF_TURN[rules.CONFIRM]
        above = Q(dossier__in=dossiers_for(person, at, "case.open"))
        turns[rules.WEIGH_LOW] = above & ~own & _OF_TURN[rules.WEIGH_LOW]
    return turns


_HARM = Q(state__in=(intake.IN_TRIAGE, intake.INFO_REQUESTED), harm=intake.POSSIBLE)
_OPEN_TO_TRIAGE = Q(state=intake.IN_TRIAGE) & ~Q(harm=intake.POSSIBLE)
_UNPROPOSED = _OPEN_TO_TRIAGE & Q(proposed_at__isnull=True)
_PROPOSED = _OPEN_TO_TRIAGE & Q(proposed_at__isnull=False)
_OF_TURN = {
    rules.TAKE_ON: Q(state=intake.SUBMITTED),
    rules.DECIDE: _UNPROPOSED & ~Q(Exists(_open_agreements(OuterRef("pk")))),
    rules.CONCUR: _UNPROPOSED & Q(Exists(_open_agreements(OuterRef("pk"), rules.LEAD))),
    rules.CONFIRM: _UNPROPOSED & Q(Exists(_open_agreements(OuterRef("pk"), rules.SECOND))),
    rules.WEIGH_LOW: _UNPROPOSED & Q(Exists(_open_agreements(OuterRef("pk"), rules.LOW))),
    rules.ANSWER: Q(state=intake.INFO_REQUESTED) & ~Q(harm=intake.POSSIBLE),
    rules.LADO: _HARM & ~Q(safeguarding__state__in=(FLAGGED, *ELSEWHERE)),
    rules.ELSEWHERE: _HARM & Q(safeguarding__state__in=ELSEWHERE),
    rules.OPEN: _PROPOSED & (~Q(severity=intake.HEAVIEST) | Q(agreed_at__isnull=False)),
    rules.AGREE: _PROPOSED & Q(severity=intake.HEAVIEST, agreed_at__isnull=True),
    rules.SAFEGUARDING: Q(pk__in=SafeguardingRecord.objects.filter(state=FLAGGED).values("report")),
    **leaks.OF_TURN,
}
# of the report as a whole; personal data is looked at beside it, and holds nothing up
_OF_REPORT = {turn: of_turn for turn, of_turn in _OF_TURN.items() if turn not in leaks.OF_TURN}
_RIGHT = {
    rules.TAKE_ON: "report.triage",
    rules.OPEN: "case.open",
    rules.AGREE: "case.advise",
    rules.SAFEGUARDING: "safeguarding.read",
    rules.CONCUR: "safeguarding.read",
    **dict.fromkeys(leaks.OF_TURN, "breach.read"),
}

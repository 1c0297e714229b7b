"""Lists of cases; they never unseal (DESIGN 8)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from cases.casefile import rules
from cases.casefile.models import Case, Strand
from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.ledger import RUNNING
from foundation.dossiers.models import Party
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR
from foundation.face import paging
from foundation.people.models import Person
from foundation.people.rules import HR
from foundation.people.selectors import roles_of

from .door import cases_for

PAGE = 25
HELD = 100


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
        wanted |= Q(state=rules.DECISION_PENDING, advised_at__isnull=True)
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
            unheard=Exists(Strand.objects.filter(case=OuterRef("pk"), kind=rules.DISCIPLINARY, settled=False)),
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

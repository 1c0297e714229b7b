"""Live figures of a leader's academy, through the doors: each is the length of a list that the leader may open (DESIGN 7)."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from cases.casefile.rules import CLOSED
from cases.casefile.selectors import cases_for
from cases.removals.models import RemovalRequest
from cases.removals.rules import SETTLED
from cases.removals.selectors import readable
from foundation.deadlines.holding import CAN_BE_LATE, led_by
from foundation.deadlines.models import Deadline
from foundation.dossiers.models import Party
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, TRIAGER
from foundation.dossiers.selectors import barred_from
from foundation.people.models import Academy, Person
from foundation.people.rules import HEAD
from foundation.people.selectors import academies_of, current, day_of
from foundation.trail.selectors import totals
from reports.intake import measures
from reports.intake.rules import OPEN, SUBMITTED
from reports.intake.selectors import reports_for

from . import rules

HEADS_RUNG = 2  # what is routed higher is counted for the trust only (DOMAIN 6.3 R8)
LISTED = 50
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WORKING = (TRIAGER, CASE_MANAGER, INVESTIGATOR)


@dataclass(frozen=True)
class Live:
    """Counts of what is open for this leader now, and this school year's reports of their academies by category."""

    waiting: int
    open_reports: int
    cases: Counter  # open ones, by state
    open_removals: int
    overdue: int
    this_year: Counter | None  # None for somebody who heads no academy: the chief executive, the Board

    @property
    def open_cases(self) -> int:
        return sum(self.cases.values())


def live(person: Person, at: datetime) -> Live:
    """The figures; seven queries, whatever the data."""
    states = Counter(reports_for(person, at).filter(state__in=OPEN).values_list("state", flat=True))
    return Live(
        waiting=states[SUBMITTED],
        open_reports=sum(states.values()),
        cases=Counter(cases_for(person, at).exclude(state=CLOSED).order_by().values_list("state", flat=True)),
        open_removals=open_removals(person, at).count(),
        overdue=_overdue(person, at).count(),
        this_year=reports_this_year(person, at) if any(academies_of(person, HEAD, at)) else None,
    )


def open_removals(person: Person, at: datetime):
    """Removal requests of cases and reports the person may read that are not settled."""
    return RemovalRequest.objects.filter(readable(person, at)).exclude(state__in=SETTLED)


@dataclass(frozen=True)
class Page:
    """At most fifty rows of a list, and the mark of the page after them ("" at the end)."""

    rows: list
    further: str


def removals(person: Person, at: datetime, after: str = "") -> Page:
    """The open removal requests, longest in their state first. `after`: the mark of the page before."""
    return _page(open_removals(person, at), "state_since", after)


def overdue(person: Person, at: datetime, after: str = "") -> Page:
    """Deadlines that have passed on anything the person may open, longest first. `after`: the mark of the page before."""
    return _page(_overdue(person, at).select_related("owner_person"), "due_at", after)


def _page(rows: QuerySet, moment: str, after: str) -> Page:
    last = rows.filter(uuid=after).first() if _UUID.fullmatch(after) else None  # through the same door; anything else is no mark
    if last is not None:
        then = getattr(last, moment)
        rows = rows.filter(Q(**{f"{moment}__gt": then}) | Q(**{moment: then, "pk__gt": last.pk}))
    found = list(rows.order_by(moment, "pk")[: LISTED + 1])
    return Page(found[:LISTED], str(found[LISTED - 1].uuid) if len(found) > LISTED else "")


def who_holds(rows: list[Deadline], at: datetime) -> dict[tuple[int, str], str]:
    """(dossier, part) → name, for those who work on the dossiers of these deadlines. One query."""
    held = Party.objects.filter(current(at), dossier__in={row.dossier_id for row in rows}, part__in=_WORKING, link__isnull=True)
    return {(dossier, part): name for dossier, part, name in held.values_list("dossier", "part", "person__name")}


def reports_this_year(person: Person, at: datetime) -> Counter:
    """Reports since 1 September by category: the kept totals of the academies the person heads, without those they are barred from."""
    headed = list(Academy.objects.filter(pk__in=[pk for pk in academies_of(person, HEAD, at) if pk]).values_list("code", flat=True))
    months = _months(day_of(at))
    counts = Counter()
    for (category, tier), amount in totals(rules.REPORTS, months=months, academies=headed, by=("category", "tier")).items():
        if tier <= HEADS_RUNG:
            counts[category] += amount
    for _, academy, month, category, tier, amount in measures.deltas(barred_from(person, at)):
        if academy in headed and month in months and tier <= HEADS_RUNG:
            counts[category] -= amount
    return counts


def _overdue(person: Person, at: datetime):
    return led_by(person, at).filter(due_at__lt=at, kind__in=CAN_BE_LATE)


def _months(today: date) -> list[date]:
    first = date(today.year if today.month >= 9 else today.year - 1, 9, 1)
    count = (today.year - first.year) * 12 + today.month - first.month + 1
    return [date(first.year + (8 + step) // 12, (8 + step) % 12 + 1, 1) for step in range(count)]

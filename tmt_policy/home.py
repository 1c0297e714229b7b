"""The first page after sign-in: what needs me now, what I wait for, what I reported. Each room offers its own rows."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.casefile import offers as casefile
from cases.concerned import offers as concerned
from cases.cooperation import offers as cooperation
from cases.disciplinary import offers as hearings
from cases.investigation import offers as investigation
from cases.removals import offers as removals
from foundation.cover import offers as cover
from foundation.face import when
from foundation.face.rows import Empty, TaskRow, Tasks
from foundation.people.marks import signed_in
from foundation.people.models import Person
from foundation.roles import offers as roles
from foundation.signins import offers as signins
from foundation.staff import offers as staff
from reports.care import offers as care
from reports.journey import offers as journey
from reports.lowlevel import offers as lowlevel
from reports.mailbox import offers as mailbox
from reports.targets import offers as targets
from reports.triage import offers as triage
from tmt_policy.organisation import offers as organisation

ROOMS = (
    organisation, cover, roles, signins, staff, mailbox, care, triage, lowlevel, targets, removals, cooperation, hearings, concerned,
    investigation, casefile, journey,
)
SHOWN, MOST = 10, 100  # of each list on the first page, and on a page of its own
LISTS = ("/triage/", "/cases/", "/removals/")  # where everything stands that a hundred rows cannot hold
PARTS = {"needs-you": "What needs you now", "waiting": "What you are waiting for", "reported": "What you reported"}


@signed_in
@require_safe
def home(request):
    now = timezone.now()
    tasks = home_of(request.person, now)
    return render(
        request,
        "home.html",
        {
            "title": "Home",
            "needs_me": _with_you(tasks.needs_me, request.person),
            "waiting": tasks.waiting,
            "mine": tasks.mine,
            "beyond": dict(zip(("needs_me", "waiting", "mine"), tasks.beyond, strict=True)),
            "alarms": request.alarms,
            "may_be_missed": cover.has_a_role(request.person, now),
            "operates": "system.operate" in request.rights,
            "governs": "assurance.read" in request.rights,
            "greeting": f"{part_of_day(now)}, {request.person.name.split()[0]}",
            "nothing_needed": Empty(
                "Nothing needs you now", "When something does, it appears here, and you get a mail with its reference."
            ),
            "nothing_reported": Empty(
                "You have reported nothing", "If you see something that worries you, tell us. It takes about three minutes."
            ),
        },
    )


@signed_in
@require_safe
def everything(request, part):
    """One list of the first page to its end; where that is beyond a hundred, it says where the rest stands."""
    if part not in PARTS:
        raise Http404
    tasks, which = home_of(request.person, timezone.now(), MOST), list(PARTS).index(part)
    rows, beyond = (tasks.needs_me, tasks.waiting, tasks.mine)[which], tasks.beyond[which]
    lists = [place for place in request.nav if place.href in LISTS] if beyond else []
    context = {"title": PARTS[part], "back": "/", "rows": _with_you(rows, request.person), "beyond": beyond, "lists": lists}
    return render(request, "everything.html", context)


def part_of_day(now) -> str:
    hour = when.london(now).hour
    return "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"


def home_of(person: Person, now: datetime, most: int = SHOWN) -> Tasks:
    """What every room offers this person, of each part those due first, and how many more there are; what has no date counts as due now."""
    offered = [room.tasks(person, now, most) for room in ROOMS]
    parts = [[row for tasks in offered for row in getattr(tasks, part)] for part in ("needs_me", "waiting", "mine")]
    beyond = [sum(tasks.beyond[nth] for tasks in offered) + max(len(rows) - most, 0) for nth, rows in enumerate(parts)]
    return Tasks(*(_due_first(rows, now)[:most] for rows in parts), beyond=tuple(beyond))


def _with_you(rows: list[TaskRow], person: Person) -> list[TaskRow]:
    """Nobody reads their own name where others read it."""
    return [replace(row, holder="you") if row.holder == person.name else row for row in rows]


def _due_first(rows: Iterable[TaskRow], now: datetime) -> list[TaskRow]:
    return sorted(rows, key=lambda row: row.due_at or now)

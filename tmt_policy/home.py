"""The first page after sign-in: what needs me now, what I wait for, what I reported. Each room offers its own rows."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.casefile import offers as casefile
from cases.investigation import offers as investigation
from cases.removals import offers as removals
from foundation.cover import offers as cover
from foundation.face import when
from foundation.face.rows import Empty, TaskRow, Tasks
from foundation.people.marks import signed_in
from foundation.people.models import Person
from reports.care import offers as care
from reports.journey import offers as journey
from reports.lowlevel import offers as lowlevel
from reports.mailbox import offers as mailbox
from reports.targets import offers as targets
from reports.triage import offers as triage

ROOMS = (cover, mailbox, care, triage, lowlevel, targets, removals, investigation, casefile, journey)
SHOWN = 10
LISTS = ("/triage/", "/cases/", "/removals/")  # where everything stands that ten rows cannot hold


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
            "needs_me": [_with_you(row, request.person) for row in tasks.needs_me],
            "lists": [place for place in request.nav if place.href in LISTS] if len(tasks.needs_me) == SHOWN else [],
            "waiting": tasks.waiting,
            "mine": tasks.mine,
            "alarms": request.alarms,
            "may_be_missed": cover.has_a_role(request.person, now),
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


def part_of_day(now) -> str:
    hour = when.london(now).hour
    return "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"


def home_of(person: Person, now: datetime) -> Tasks:
    """What every room offers this person, of each part the ten rows due first; what has no date counts as due now."""
    offered = [room.tasks(person, now) for room in ROOMS]
    return Tasks(*(_due_first((row for tasks in offered for row in getattr(tasks, part)), now) for part in ("needs_me", "waiting", "mine")))


def _with_you(row: TaskRow, person: Person) -> TaskRow:
    """Nobody reads their own name where others read it."""
    return replace(row, holder="you") if row.holder == person.name else row


def _due_first(rows: Iterable[TaskRow], now: datetime) -> list[TaskRow]:
    return sorted(rows, key=lambda row: row.due_at or now)[:SHOWN]

"""What somebody reads who was told that a case is about them: on one page, in the order in which they ask (DESIGN 5)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from cases.casefile.models import Case
from cases.casefile.rules import CLOSED
from cases.cooperation import offers as cooperation
from cases.cooperation import page as asked
from cases.cooperation import rules as kinds
from cases.cooperation import selectors as requests
from cases.disciplinary import offers as hearings
from cases.disciplinary import page as heard
from cases.disciplinary import selectors as processes
from cases.removals import offers as removals
from cases.removals import page as removed
from cases.removals import selectors as addresses
from foundation.evidence import pages as evidence
from foundation.face import when
from foundation.face.rows import SummaryRow, TaskRow, Tasks
from foundation.letters import pages as letters
from foundation.letters.selectors import copies_about
from foundation.people.models import Person
from foundation.people.rules import SUPPORT
from foundation.people.selectors import contact

from . import selectors

TITLE = "What you have been told about"
STANDS = "Unless somebody has told you otherwise, it is still being looked into, and nothing has been found or decided."
HEARD = "There has been a hearing about it. What was decided, and how to appeal, stands on the page of the hearing and in its letter."
GOES_ON = "Whatever is asked of you stands below, and on your first page."
OVER = "This is closed. Nothing more is asked of you, unless it still stands below."
RIGHTS = (
    "If you do not agree with what you are asked to do, open it: where you can object, the page says how and until when.",
    "If you are invited to a hearing, or to a meeting about this, a colleague or somebody from a trade union may come with you.",
    "If you need more time, ask before the day: on the page where it offers that, otherwise whoever asked you.",
    "If something was decided at a hearing, its letter says until when and to whom you can appeal.",
    "Nobody may treat you worse because you object, or because you ask for advice.",
)


def task(case: Case) -> TaskRow:
    """The matter as a row of the first page: no reference, since it is the case's own that the person does not need."""
    return TaskRow(case.own_page, TITLE, "Read what it is about, and what is asked of you", state=f"Told on {when.moment(case.told_at)}")


@dataclass(frozen=True)
class Room:
    """What one room holds of a matter: `mine` what somebody was shown, `tasks` what waits, `over` how it words what no longer does,
    `letters` what its letters are about, `belongs` whether it is part of it."""

    mine: Callable[[Person, datetime], Iterable]
    tasks: Callable[[Person, datetime], Tasks]
    over: Callable[[object, datetime], TaskRow]
    letters: Callable[[object], list[UUID]] = lambda row: [row.uuid]
    belongs: Callable[[object, Case], bool] = lambda row, case: row.case_id == case.pk


_ROOMS = (
    Room(addresses.mine, removals.tasks, lambda row, at: removed.task(row, "Asked of you", "", at), belongs=addresses.belongs_to),
    Room(requests.mine, cooperation.tasks, lambda row, at: asked.task(row, kinds.KINDS[row.kind].label, "", at, own=True)),
    Room(
        processes.mine, hearings.tasks, lambda row, at: heard.task(row, "Your hearing", "", at, own=True),
        letters=lambda row: [one.uuid for one in (*processes.hearings_of(row), *row.outcomes.all())],
    ),
)  # fmt: skip


def context(case: Case, person: Person, at: datetime) -> dict[str, object]:
    """Everything `concerned/matter.html` draws: nobody who reported, nobody's note, no finding that was not told."""
    now, over, copies = [], [], []
    for room in _ROOMS:
        rows = [row for row in room.mine(person, at) if room.belongs(row, case)]
        tasks = room.tasks(person, at) if rows else Tasks()
        waiting = {task.reference: task for task in (*tasks.needs_me, *tasks.waiting)}
        now += [waiting[row.reference] for row in rows if row.reference in waiting]
        over += [room.over(row, at) for row in rows if row.reference not in waiting]
        copies += [letter for row in rows for uuid in room.letters(row) for letter in copies_about(person, uuid, at)]
    return {
        "title": "What this is about",
        "told": when.moment(case.told_at),
        "now_what": _now_what(case),
        "looked_into": "What was looked into" if case.state == CLOSED else "What is being looked into",
        "alleged": _alleged(case),
        "now": now,
        "over": over,
        "nothing": "Nothing is asked of you now.",
        "evidence": [evidence.released(one) for one in selectors.shown(case, person, at)],
        "copies": letters.copies(copies),
        "rights": RIGHTS,
        "support": _support(),
        "back": "/",
    }


def _now_what(case: Case) -> list[str]:
    """Where it stands, as far as they were told: the outcome of a hearing is given by a person (DOMAIN 9.5)."""
    if case.state == CLOSED:
        return [f"{OVER} It was closed on {when.day(case.closed_at)}."]
    return [HEARD if processes.outcome_given(case) else STANDS, GOES_ON]


def _alleged(case: Case) -> list[SummaryRow]:
    return [SummaryRow(f"Rule {one.clause.ref}", one.clause.label) for one in selectors.told_of(case)]


def _support() -> list[SummaryRow]:
    helps = contact(SUPPORT)
    outside = [SummaryRow("From outside the trust", f"{helps.name}, {helps.phone}")] if helps else []
    return [*outside, SummaryRow("Questions", settings.TRUST_CONTACT)]

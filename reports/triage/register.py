"""The register of data breaches (UK GDPR article 33(5)): one line each, through the door; codes, dates and references, nothing unsealed."""

from datetime import datetime
from urllib.parse import quote

from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.rules.kinds import KINDS
from foundation.deadlines.selectors import calendar, countdown, running_of
from foundation.face import when
from foundation.face.rows import Cell, Empty, Table
from foundation.people.models import Person
from reports.concerns.models import BreachRecord
from reports.concerns.rules import breaches, is_late
from reports.concerns.selectors import register
from reports.intake.rules import NO, YES

ADDRESS = "/triage/data-breaches/"
STATES = {
    breaches.SUSPECTED: "Suspected: to be assessed",
    breaches.NOT_BREACH: "No personal data got out",
    breaches.NO_RISK: "No risk likely: not told to the ICO",
    breaches.REPORTABLE: "The ICO has to be told",
    breaches.NOTIFIED: "The ICO has been told",
    breaches.CLOSED: "Closed",
}
_SPARED = {"protected": "Not told: unreadable", "averted": "Not told: averted", "public": "Made public instead"}
_HEAD = ("Report", "Academy", "Suspected", "Where it stands", "Due", "ICO told", "Risk to people", "People told", "Written down")
_EMPTY = {
    False: Empty("No data breach is open", "When a report may involve personal data, it appears here."),
    True: Empty("None has been closed yet", "What has been assessed and closed stays here."),
}


def page(person: Person, at: datetime, *, ended: bool, after: str) -> dict:
    """The context of the register's page: those that are open, or those that have ended, newest first."""
    rows, mark = register(person, at, ended=ended, after=after)
    due = running_of(row.uuid for row in rows) if rows and not ended else {}
    days = calendar(None) if due else None
    lines = tuple(_line(row, _due(due.get(row.uuid, []), at, days), ended) for row in rows)
    head = tuple(one for one in _HEAD if one != "Due" or not ended)
    table = Table("Closed" if ended else "Open", head, lines, caption_hidden=True) if rows else None
    show = "show=closed&" if ended else ""
    return {
        "title": "Register of data breaches",
        "table": table,
        "ended": ended,
        "empty": _EMPTY[ended],
        "further": f"{ADDRESS}?{show}after={quote(mark, safe='')}" if mark else "",
    }


def _line(row: BreachRecord, due: Cell, ended: bool) -> tuple:
    return (
        Cell(row.report.reference, f"/triage/{row.report.reference}/"),
        row.report.academy.name if row.report.academy else "The trust",
        when.moment(row.aware_at),
        STATES[row.state],
        *(() if ended else (due,)),
        _ico(row),
        {YES: "High", NO: "Not high"}.get(row.risk, ""),
        _people(row),
        when.moment(row.described_at) if row.described_at else "Not yet",
    )


def _due(clocks: list[Deadline], at: datetime, days: Calendar | None) -> Cell:
    """What has to happen, by when, and how long that is: what is due first in front."""
    lines = [f"{KINDS[one.kind].words}: {countdown(one.due_at, at, days=days).text}" for one in clocks]
    late = bool(clocks) and clocks[0].due_at < at
    return Cell("\n".join(lines), css="tmt-stack__due tmt-stack__late" if late else "tmt-stack__due")


def _ico(row: BreachRecord) -> str:
    if row.ico_told_at is None:
        return ""
    return f"{when.moment(row.ico_told_at)}{', later than 72 hours' if is_late(row.aware_at, row.ico_told_at) else ''}"


def _people(row: BreachRecord) -> str:
    return when.moment(row.people_at) if row.people == breaches.PEOPLE_TOLD else _SPARED.get(row.people, "")

"""The register of data breaches (UK GDPR article 33(5)): one line each, through the door; codes, dates and references, nothing unsealed."""

from datetime import datetime
from urllib.parse import quote

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
_HEAD = ("Report", "Academy", "Suspected", "Where it stands", "ICO told", "Risk to people", "People told", "Written down")
_EMPTY = {
    False: Empty("No data breach is open", "When a report may involve personal data, it appears here."),
    True: Empty("None has been closed yet", "What has been assessed and closed stays here."),
}


def page(person: Person, at: datetime, *, ended: bool, after: str) -> dict:
    """The context of the register's page: those that are open, or those that have ended, newest first."""
    rows, mark = register(person, at, ended=ended, after=after)
    table = Table("Closed" if ended else "Open", _HEAD, tuple(_line(row) for row in rows), caption_hidden=True) if rows else None
    show = "show=closed&" if ended else ""
    return {
        "title": "Register of data breaches",
        "table": table,
        "ended": ended,
        "empty": _EMPTY[ended],
        "further": f"{ADDRESS}?{show}after={quote(mark, safe='')}" if mark else "",
    }


def _line(row: BreachRecord) -> tuple:
    return (
        Cell(row.report.reference, f"/triage/{row.report.reference}/"),
        row.report.academy.name if row.report.academy else "The trust",
        when.moment(row.aware_at),
        STATES[row.state],
        _ico(row),
        {YES: "High", NO: "Not high"}.get(row.risk, ""),
        _people(row),
        when.moment(row.described_at) if row.described_at else "Not yet",
    )


def _ico(row: BreachRecord) -> str:
    if row.ico_told_at is None:
        return ""
    return f"{when.moment(row.ico_told_at)}{', later than 72 hours' if is_late(row.aware_at, row.ico_told_at) else ''}"


def _people(row: BreachRecord) -> str:
    return when.moment(row.people_at) if row.people == breaches.PEOPLE_TOLD else _SPARED.get(row.people, "")

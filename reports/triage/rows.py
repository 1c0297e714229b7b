"""Lines of triage's lists, ready made: whose turn it is, who holds it, since when, how long there is. Nothing is unsealed."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote

from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.selectors import countdown
from foundation.dossiers.rules import REPORTER, TRIAGER
from foundation.face import when
from foundation.face.rows import TaskRow
from foundation.people.models import Person
from foundation.people.rules import HR
from foundation.people.selectors import roles_of
from reports.concerns.rules import ELSEWHERE, FLAGGED, LEADS
from reports.intake.models import Report

from . import leaks, rules

_HOLDERS = {
    "leaders": "the leaders who may take it on",
    "safeguarding": "the safeguarding lead",
    "second": "the other leaders who may take it on",
    "HR": "HR",
    "heads": "the headteacher, or whoever stands above",
    REPORTER: "the reporter",
    "approvers": "whoever may open a case",
}


def task_rows(reports: Iterable[Report], person: Person, now: datetime, days: Calendar | None, *, mine: bool = False) -> list[TaskRow]:
    """`mine`: each of them waits for this person, whatever the report as a whole waits for."""
    roles = roles_of(person, now)
    return [_row(report, person, roles, now, days, mine) for report in reports]


def further_href(mark: str, *, decided: bool) -> str:
    """The address of the next page of the list, "" where there is none."""
    if not mark:
        return ""
    return f"/triage/?{'show=decided&' if decided else ''}after={quote(mark, safe='')}"


def facts_of(report: Report) -> dict[str, object]:
    """What `rules.turn` asks, from a line of a list."""
    flag = getattr(report, "safeguarding", None)
    return {
        "harm": report.harm,
        "flagged": bool(flag and flag.state == FLAGGED),
        "elsewhere": bool(flag and flag.state in ELSEWHERE),
        "proposed": report.proposed_at,
        "agreed": report.agreed_at,
        "severity": report.severity,
        "unread": report.unread,
        "wanted": report.wanted,
    }


def title(about: str | None, platform) -> str:
    """What a report is, without a word of it: whose conduct by kind, and where."""
    whom = rules.KINDS.get(about or "", "somebody")
    return f"About {whom}, on {platform.name}" if platform else f"About {whom}"


def _row(report: Report, person: Person, roles, now: datetime, days: Calendar, asked: bool) -> TaskRow:
    facts = facts_of(report)
    turn = rules.turn(report.state, facts)
    own = _is_own(turn, report, person, roles)
    if asked and not own:  # a flag stays with the safeguarding lead after the report is handed back
        leak = getattr(report, "data_breach", None)
        data = leaks.turn_of(leak) if leak else rules.ASSESS
        turn, own = rules.SAFEGUARDING if facts["flagged"] and roles & LEADS else data, True
    about = title(report.about, report.platform) + (f" ({report.in_one + 1} reports)" if report.in_one else "")
    return TaskRow(
        href=f"/triage/{report.reference}/",
        title=(turn.own if own else turn.move) if turn != rules.DONE else about,
        reference=report.reference,
        next_move=about if turn != rules.DONE else "",
        holder="" if turn == rules.DONE else "you" if own else _holder(turn, report),
        since=when.since(report.state_since, now),
        state=rules.STATE_WORDS[report.state],
        due_text=countdown(report.due_at, now, days=days).text if report.due_at else "",
        due_class=when.due_class(report.due_at, now) if report.due_at else "",
        due_at=report.due_at,
    )


def _is_own(turn: rules.Turn, report: Report, person: Person, roles) -> bool:
    if turn.holder == TRIAGER:
        return report.triager_id == person.pk
    if turn in (rules.SAFEGUARDING, rules.ELSEWHERE, rules.CONCUR):
        return bool(roles & LEADS)
    if turn == rules.CONFIRM:
        return report.may_triage and report.triager_id != person.pk
    if turn == rules.WEIGH_LOW:
        return report.may_open and report.triager_id != person.pk
    if turn == rules.AGREE:
        return HR in roles
    return report.may_triage if turn == rules.TAKE_ON else report.may_open if turn == rules.OPEN else False


def _holder(turn: rules.Turn, report: Report) -> str:
    return (report.triager or "nobody yet") if turn.holder == TRIAGER else _HOLDERS.get(turn.holder, "")

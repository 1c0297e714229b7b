"""What the journey offers the front page and the search: a person's own reports, in a reporter's words."""

from datetime import datetime

from django.urls import reverse

from foundation.face import when
from foundation.face.paging import first
from foundation.face.rows import TaskRow, Tasks
from foundation.people.models import Person
from reports.intake import rules
from reports.intake.selectors import own_report, own_reports, status_words

_NEXT = {
    "Not sent yet": "Finish it and send it, or throw it away",
    "Received": "Somebody will tell you that they have it",
    "Being looked at": "You will be told when it is finished",
    "More information needed": "Answer the question",
    "Finished": "",
}


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    """The newest of what the person reported or has begun to report."""
    found, more = first(own_reports(person), most)
    return Tasks(mine=[_row(report, at) for report in found], beyond=(0, 0, more))


def search(person: Person, reference: str, at: datetime) -> list[TaskRow]:
    """The person's own report of that reference."""
    report = own_report(person, reference)
    return [_row(report, at)] if report else []


def _row(report, at: datetime) -> TaskRow:
    words = status_words(report)
    sent = f"Sent on {when.day(report.submitted_at)}" if report.submitted_at else f"Begun on {when.day(report.dossier.opened_at)}"
    return TaskRow(
        reverse("reports:own", args=[report.reference]),
        "A draft" if report.state == rules.DRAFT else "Your report",
        next_move=_NEXT[words] or sent,
        reference=report.reference,
        state=f"{words} · {sent}" if _NEXT[words] else words,
    )

"""What the mailbox offers the first page of a reporter: the questions that wait for their answer."""

from datetime import datetime

from django.urls import reverse

from foundation.deadlines.selectors import calendar_for, countdown
from foundation.face import when
from foundation.face.paging import first
from foundation.face.rows import TaskRow, Tasks
from foundation.people.models import Person
from reports.intake.selectors import status_words

from . import selectors


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    found, more = first(selectors.questions_to(person), most)
    days = calendar_for(person) if found else None
    return Tasks(needs_me=[_row(report, at, days) for report in found], beyond=(more, 0, 0))


def _row(report, at: datetime, days) -> TaskRow:
    return TaskRow(
        reverse("reports:own", args=[report.reference]),
        "Answer the question",
        next_move="About what you reported",
        holder="you",
        since=when.since(report.state_since, at),
        reference=report.reference,
        state=status_words(report),
        due_text=countdown(report.due_at, at, days=days).text if report.due_at else "",
        due_class=when.due_class(report.due_at, at) if report.due_at else "",
        due_at=report.due_at,
    )

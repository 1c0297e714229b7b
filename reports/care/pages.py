"""What the pages about care show, ready made."""

from datetime import datetime

from django.urls import reverse

from foundation.deadlines.selectors import calendar, countdown
from foundation.face import when
from foundation.face.rows import Empty, MoveLink, SummaryRow, TaskRow, TimelineRow
from foundation.people.models import Person
from reports.intake.models import Report

from . import rules, selectors
from .models import Care

NOBODY = Empty("Nobody is to be asked", "When a report has ended, its reporter stands here, asked how they are after a month and later.")
TITLE, WROTE = "Ask a reporter how they are", "A reporter wrote how they are: speak to them"


def rows(cares: list[Care], person: Person, at: datetime) -> list[TaskRow]:
    days = calendar(person.academy_id) if cares else None
    return [_row(care, at, days) for care in cares]


def _row(care: Care, at: datetime, days) -> TaskRow:
    due = {"due_text": countdown(care.due_at, at, days=days).text, "due_class": when.due_class(care.due_at, at)} if care.due_at else {}
    title = WROTE if care.last == rules.SAID else TITLE
    return TaskRow(f"/care/{care.reference}/", title, next_move="Speak to them, and write down what they say",
                   since=when.since(care.state_since, at), reference=care.reference, state=rules.STATE_WORDS[care.state],
                   due_at=care.due_at, **due)  # fmt: skip


def may_ask(care: Care) -> bool:
    """Whether there is something to write down: they are to be asked, or wrote unasked and nobody has spoken to them since."""
    return care.state in rules.WAITING or (care.last == rules.SAID and care.state != rules.STOPPED)


def show(care: Care, said: list, at: datetime) -> dict:
    person = care.person
    place = person.academy.name if person.academy else "The trust"
    facts = [("Whom to ask", person.name), ("Who they are", ", ".join(filter(None, (person.job, place)))), ("E-mail", person.email),
             ("Reported something that ended on", when.day(care.began_at)), ("State", rules.STATE_WORDS[care.state])]  # fmt: skip
    moves = [MoveLink("Write down how they are", f"/care/{care.reference}/ask/")] if may_ask(care) else []
    if care.state in rules.WAITING:
        moves.append(MoveLink("They do not want to be asked", f"/care/{care.reference}/decline/", kind="secondary"))
    return {
        "title": "How is somebody who reported something?",
        "back": "/care/",
        "rows": [SummaryRow(key, value) for key, value in facts if value],
        "moves": moves,
        "events": [TimelineRow(when.moment(row.at), _said(row), row.by.name, words, iso=when.iso(row.at)) for row, words in reversed(said)],
    }


def _said(row) -> str:
    if row.outcome == rules.SAID:
        return "They wrote unasked"
    follows = f". {rules.STEPS[row.step][0]}" if row.step else ""
    return f"{rules.OUTCOMES[row.outcome][0]}{follows}"


def own(person: Person, report: Report) -> dict:
    """What stands on the reporter's own page once their report has ended."""
    care = selectors.own_care(person, report) if report.finished_at else None
    if care is None:
        return {}
    asked_by = [when.day(day) for day in selectors.due_days(care)] if care.state in rules.WAITING else []
    return {
        "care": True,
        "asked_by": asked_by,
        "declined": care.state == rules.DECLINED,
        "say_href": reverse("care:say", args=[care.reference]),
        "decline_href": reverse("care:decline", args=[care.reference]) if asked_by else "",
    }

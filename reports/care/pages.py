"""What the pages about care show, ready made."""

from datetime import datetime

from django.urls import reverse

from foundation.deadlines.selectors import calendar_for, countdown
from foundation.face import when
from foundation.face.rows import Empty, MoveLink, SummaryRow, TaskRow, TimelineRow
from foundation.people.models import Person
from reports.intake.models import Report

from . import rules, selectors
from .models import Care

NOBODY = Empty("Nobody is to be asked", "When a report has ended, its reporter stands here, asked how they are after a month and later.")
TITLE, WROTE = "Ask a reporter how they are", "A reporter wrote how they are: speak to them"
AGAIN = "A reporter was treated worse: speak to them again"
FIND = "Find somebody who can ask reporters how they are"


def rows(cares: list[Care], person: Person, at: datetime) -> list[TaskRow]:
    days = calendar_for(person) if cares else None
    return [_row(care, at, days) for care in cares]


def _row(care: Care, at: datetime, days) -> TaskRow:
    due = {"due_text": countdown(care.due_at, at, days=days).text, "due_class": when.due_class(care.due_at, at)} if care.due_at else {}
    title = WROTE if care.last == rules.SAID else AGAIN if care.follows_up else TITLE
    return TaskRow(f"/care/{care.reference}/", title, next_move="Speak to them, and write down what they say",
                   since=when.since(care.state_since, at), reference=care.reference, state=rules.STATE_WORDS[care.state],
                   due_at=care.due_at, **due)  # fmt: skip


def may_ask(care: Care) -> bool:
    """Whether there is something to write down: they are to be asked, or spoken to again, or wrote unasked and nobody has answered."""
    return care.state in rules.WAITING or ((care.last == rules.SAID or care.follows_up) and care.state not in rules.OVER)


def may_decline(state: str, due: bool) -> bool:
    """Whether there is something to say no to."""
    return due and "decline" in rules.CARE.get(state, ())


def show(care: Care, said: list, at: datetime) -> dict:
    person = care.person
    place = person.academy.name if person.academy else "The trust"
    facts = [("Whom to ask", person.name), ("Who they are", ", ".join(filter(None, (person.job, place)))), ("E-mail", person.email),
             ("Reported something that ended on", when.day(care.began_at)), ("State", rules.STATE_WORDS[care.state]),
             ("Speak to them again by", when.day(care.due_at) if care.follows_up else "")]  # fmt: skip
    moves = [MoveLink("Write down how they are", f"/care/{care.reference}/ask/")] if may_ask(care) else []
    if may_decline(care.state, bool(care.due_at)):
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


def own(person: Person, report: Report, at: datetime) -> dict:
    """What stands on the reporter's own page once their report has ended."""
    care = selectors.own_care(person, report) if report.finished_at else None
    if care is None:
        return {}
    days = " and again by ".join(when.day(day) for day in selectors.due_days(care))
    return {
        "care": True,
        "asked_by": asks(selectors.askers(care.dossier, at), days) if days else "",
        "declined": care.state == rules.DECLINED,
        "say_href": reverse("care:say", args=[care.reference]),
        "decline_href": reverse("care:decline", args=[care.reference]) if may_decline(care.state, bool(days)) else "",
    }


NOBODY_YET = "Nobody could be found yet who can do it and had nothing to do with your report: the trust has to name somebody."
HR = "Somebody from HR who had nothing to do with your report"


def asks(askers: selectors.Askers, days: str) -> str:
    """Who asks the reporter, as they read it: HR, or the trustee where all of HR had a part in it, or that there is nobody."""
    if askers.hr:
        return f"{HR} asks you how you are, by {days}."
    if askers.trustees:
        return f"{_named(askers)} had nothing to do with your report. They ask you how you are, by {days}."
    return f"You are to be asked how you are, by {days}. {NOBODY_YET}"


def goes_to(askers: selectors.Askers) -> str:
    """Who reads what the reporter writes, said before they write it."""
    readers = [*(["HR"] if askers.hr else []), *([_named(askers)] if askers.trustees else [])]
    if not readers:
        return f"Somebody reads it and speaks to you. {NOBODY_YET} What you write is kept for them. Whoever you reported is not told."
    return f"It goes to {' and '.join(readers)}, past everybody who had a part in your report. Whoever you reported is not told."


def thanks(askers: selectors.Askers) -> str:
    """After they wrote."""
    if not askers.all:
        return f"Thank you. It has been kept, and somebody is to speak to you. {NOBODY_YET}"
    return f"Thank you. {HR if askers.hr else _named(askers)} reads it and speaks to you."


def _named(askers: selectors.Askers) -> str:
    return " or ".join(f"{one.name}, trustee for whistleblowing," for one in askers.trustees).removesuffix(",")


def nobody(number: int, since: datetime | None) -> dict:
    """What whoever can have somebody found reads: how many wait, and nothing of who they are."""
    return {"title": FIND, "number": when.count(number, "reporter"), "since": when.day(since) if since else "", "back": "/"}


def find_row(number: int, since: datetime, at: datetime) -> TaskRow:
    waits = f"{when.count(number, 'reporter waits', 'reporters wait')}: everybody who could ask is in conflict"
    return TaskRow("/care/nobody/", FIND, next_move=waits, since=when.since(since, at))

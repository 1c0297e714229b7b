"""A conversation as its two sides see it, ready made. A preview and the reporter's page are drawn by the same function."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from foundation.deadlines.selectors import running
from foundation.face import when
from foundation.people.models import Person
from foundation.people.rules import Nobody
from reports.intake.models import Report

from . import rules, selectors


@dataclass(frozen=True, slots=True)
class Row:
    """One letter or note. `kind`: how the line marks it, "", good or wait; the words say it as well."""

    title: str
    when: str
    iso: str
    text: str
    read: str = ""
    kind: str = ""


_MARKS = {rules.QUESTION: "wait", rules.ANSWER: "good"}


def row(direction: str, kind: str, name: str, at: datetime, text: str, *, reader: str = "", to_reporter: bool) -> Row:
    """`reader`: who has said by name that they have read it."""
    said = f"{reader} has read it" if reader else ""
    title = rules.title(direction, kind, name, to_reporter=to_reporter)
    return Row(title, when.moment(at), when.iso(at), text, said, _MARKS.get(kind, ""))


def own_rows(person: Person | Nobody, report: Report) -> list[Row]:
    """The conversation as the reporter reads it."""
    letters = selectors.own_letters(person, report)
    words = selectors.words_of(letters)
    return [
        row(one.direction, one.kind, _name(one.by), one.at, words[one.uuid], reader=_name(one.read_by), to_reporter=True)
        for one in letters
    ]


def _name(person: Person | None) -> str:
    return person.name if person else ""


def preview(kind: str, words: str, by: Person | None, at: datetime) -> Row:
    """A letter that has not gone, as the reporter will read it."""
    return row(rules.TO_REPORTER, kind, _name(by), at, words, to_reporter=True)


def conversation(person: Person | Nobody, report: Report, write_href: str = "", file_href: str = "") -> dict:
    """What the reporter's own page says beside their answers: what was written, and what they can do about it. `write_href`,
    `file_href`: where somebody writes, or hands in a file, who does not sign in."""
    asked = selectors.open_question(report)
    clock = running(report.uuid, rules.INFO_REQUEST) if asked else None
    may = rules.may_write_back(report.state, finished=report.finished_at is not None)
    return {
        "letters": own_rows(person, report),
        "asked": asked is not None,
        "answer_by": when.moment(clock.due_at) if clock else "",
        "write_href": (write_href or reverse("mailbox:write", args=[report.reference])) if may else "",
        "file_href": (file_href or reverse("mailbox:file", args=[report.reference])) if may else "",
        "withdrew": when.day(report.withdrew_at) if report.withdrew_at else "",
        "withdraw_href": reverse("mailbox:withdraw", args=[report.reference])
        if may and report.withdrew_at is None and isinstance(person, Person)
        else "",
    }

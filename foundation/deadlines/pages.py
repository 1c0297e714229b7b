"""What is due, as a list and as a month, ready made: a row says a reference and what is to be done, and names nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from foundation.dossiers import rules as parts
from foundation.face import paging, when
from foundation.face.rows import Empty, NavItem, TaskRow
from foundation.people.models import Person
from foundation.people.rules import DEPUTY_DSL, DPO, DSL, EXEC, HR, ROLE_NAMES, TRUST_SG
from foundation.people.selectors import day_of, placements_of, stood_in_for

from . import holding, selectors
from .models import Deadline
from .rules import spans
from .rules.kinds import KINDS

LEADS = "deadlines.read"
KEPT = (("deadlines:limits", "Time limits", "settings.read"), ("deadlines:days-off", "Days off", "calendar.keep"))
CELL = 3  # rows of one day in a month; the others stand in the list
_ACADEMY, _TRUST = "My academy’s", "The trust’s"
_FIRST = UUID(int=0)  # before every row of its moment
HOLDERS = {
    **{role: f"the {name[0].lower()}{name[1:]}" for role, name in ROLE_NAMES.items()},
    **dict.fromkeys((DSL, DEPUTY_DSL, TRUST_SG), "the safeguarding lead"),
    HR: "HR",
    DPO: "the data protection officer",
    EXEC: "an executive",
    parts.REPORTER: "the reporter",
    parts.SUBJECT: "the person who was asked",
    parts.TRIAGER: "whoever triages it",
    parts.CASE_MANAGER: "the case manager",
    "IO": "the investigator",
    parts.INVESTIGATOR: "the investigator",
    parts.VERIFIER: "whoever checks it",
    parts.ISSUER: "whoever asked for it",
    parts.INDEPENDENT: "whoever decides the objection",
    parts.SUPPORTER: "whoever looks after them",
    "HEARING_CHAIR": "whoever chairs the hearing",
    parts.HEARING_CHAIR: "whoever chairs the hearing",
    "line_manager": "their line manager",
}


# to whoever is asked themselves, where the words of the kind speak of somebody
TO_YOU = {
    "info_request": "Answer the question about your report",
    "coop_ack": "Say that you have read what is asked of you",
    "coop_response": "Send what you are asked for",
    "removal_urgent": "Remove the content",
    "removal_standard": "Remove the content",
    "appeal_window": "You can appeal until then",
}


@dataclass(frozen=True)
class Whose:
    """The rows of a page, and how it speaks of them. `led`: everybody's that the reader may read, each with who holds it; `trust`: of more
    than one academy, each with where it is. `beside`: whose there are as well, as a sentence."""

    rows: QuerySet[Deadline]
    title: str
    name: str
    led: bool = False
    trust: bool = False
    beside: str = ""


def mine(person: Person, at: datetime) -> Whose:
    names = [one.name for one in stood_in_for(person, day_of(at))]
    beside = f"With those of {' and '.join(names)}, for whom you stand in." if names else ""
    return Whose(holding.held_by(person, at), "My deadlines", "deadlines:mine", beside=beside)


def led(person: Person, at: datetime) -> Whose:
    """An academy's, for whoever leads there; the trust's, for the others."""
    of = _of(person, at)
    return Whose(holding.led_by(person, at), f"{of} deadlines", "deadlines:led", led=True, trust=of == _TRUST)


def _of(person: Person, at: datetime) -> str:
    return _ACADEMY if any(place for _, place in placements_of(person, at)) else _TRUST


def listed(whose: Whose, person: Person, rights, at: datetime, after: str) -> dict:
    """The context of a list: overdue, today, this week, later."""
    found, counted = holding.page(whose.rows, after), holding.counts(whose.rows, at)
    days = selectors.calendar_for(person)
    groups = {name: [] for name in spans.GROUPS}
    for row in found.rows:
        groups[_group(row, at)].append(_task(row, whose, days, at))
    return {
        "title": whose.title,
        "back": reverse("home"),
        "led": whose.led,
        "beside": whose.beside,
        "places": places(person, rights, at, whose.name),
        "groups": [{"title": title, "count": counted[name], "rows": groups[name]} for name, title in spans.GROUPS.items() if groups[name]],
        "further": quote(found.further),
        "begun": bool(after),
        "empty": Empty("Nothing is due", "When something is, it stands here with its date, and a mail says its reference."),
    }


def places(person: Person, rights, at: datetime, here: str) -> list[NavItem]:
    """The pages about what is due that this person has."""
    shown = [("deadlines:mine", "My deadlines"), ("deadlines:mine-month", "My month")]
    if LEADS in rights:
        of = _of(person, at)
        shown += [("deadlines:led", f"{of} deadlines"), ("deadlines:led-month", f"{of} month")]
    shown.append(("deadlines:feed", "In my own calendar"))
    shown += [(name, label) for name, label, right in KEPT if right in rights]
    return [NavItem(label, reverse(name), name == here) for name, label in shown]


def tasks(rows: Iterable[Deadline], person: Person, at: datetime) -> list[TaskRow]:
    """Rows of what the reader may read, each with who holds it."""
    days, whose = selectors.calendar_for(person), led(person, at)
    return [_task(row, whose, days, at) for row in rows]


def _task(row: Deadline, whose: Whose, days, at: datetime) -> TaskRow:
    text, css = _due(row, days, at)
    where = (row.dossier.academy.name if row.dossier.academy else "The trust") if whose.trust else ""
    return TaskRow(
        row.opens,
        _words(row, whose),
        holder=holder(row) if whose.led else "",
        state=where,
        reference=row.reference,
        due_text=text,
        due_class=css,
        due_at=row.due_at,
        aside=reverse("deadlines:standing", args=[row.uuid]) if whose.led else "",
    )


def _due(row: Deadline, days, at: datetime) -> tuple[str, str]:
    if row.due_at < at and row.kind not in holding.CAN_BE_LATE:  # a wait is over, and nobody is late
        return f"since {when.moment(row.due_at)}", "govuk-tag--yellow"
    told = selectors.countdown(row.due_at, at, days=days)
    return told.text, told.css


def _words(row: Deadline, whose: Whose) -> str:
    said = KINDS[row.kind].words
    return said if whose.led else TO_YOU.get(row.kind, said)


def _group(row: Deadline, at: datetime) -> str:
    return spans.group_of(row.due_at, at, can_be_late=row.kind in holding.CAN_BE_LATE)


def holder(row: Deadline) -> str:
    """Who has to meet it, by role and never by name."""
    return in_words(row.owner.split(",")) or "somebody who works on it"


def in_words(symbols: Iterable[str]) -> str:
    """Parts and roles as people call them: "the case manager or the headteacher"; "" where none has a name."""
    return " or ".join(filter(None, dict.fromkeys(HOLDERS.get(one, "") for one in symbols)))


@dataclass(frozen=True)
class Entry:
    """One date of a day."""

    href: str
    reference: str
    words: str
    time: str
    late: bool


@dataclass(frozen=True)
class Day:
    """One cell of a month. `off`: what the day is called on which nobody works; `more`, `more_href`: what does not fit, and where it is."""

    number: int
    name: str
    css: str
    today: bool
    off: str
    entries: list[Entry]
    more: str = ""
    more_href: str = ""


def monthly(whose: Whose, person: Person, rights, at: datetime, asked: str) -> dict:
    """The context of a month of the same rows."""
    first = spans.month_of(asked, at)
    following = spans.next_month(first)
    found = holding.in_month(whose.rows, first)
    off, drawn = selectors.days_off(person.academy_id, first, following), _by_day(found[: holding.DRAWN])
    name = f"{first:%B %Y}"
    return {
        "title": f"{whose.title}: {name}",
        "back": reverse(whose.name),
        "led": whose.led,
        "places": places(person, rights, at, f"{whose.name}-month"),
        "month": name,
        "weeks": [[day and _day(day, drawn.get(day, []), off.get(day, ""), whose, at) for day in week] for week in spans.weeks(first)],
        "nothing": not found,
        "cut": len(found) > holding.DRAWN,
        "before": _link(spans.next_month(first, -1), at),
        "after": _link(following, at),
    }


def _link(first: date, at: datetime) -> dict:
    return {"href": f"?month={first:%Y-%m}", "name": f"{first:%B %Y}"} if spans.within_reach(first, at) else {}


def _by_day(rows: Iterable[Deadline]) -> dict[date, list[Deadline]]:
    found: dict[date, list[Deadline]] = {}
    for row in rows:
        found.setdefault(when.london(row.due_at).date(), []).append(row)
    return found


def _day(day: date, rows: list[Deadline], off: str, whose: Whose, at: datetime) -> Day:
    beyond, today = len(rows) - CELL, day == when.london(at).date()
    marks = ("tmt-month__day--off" if off else "", "tmt-month__day--today" if today else "")
    return Day(
        number=day.day,
        name=f"{day:%A} {day.day} {day:%B}",
        css=" ".join(["tmt-month__day", *filter(None, marks)] if rows or off or today else ["tmt-month__day", "tmt-month__day--empty"]),
        today=today,
        off=off,
        entries=[_entry(row, whose, at) for row in rows[:CELL]],
        more=f"{beyond} more" if beyond > 0 else "",
        more_href=f"{reverse(whose.name)}?after={quote(paging.mark(spans.begins(day), str(_FIRST)))}",
    )


def _entry(row: Deadline, whose: Whose, at: datetime) -> Entry:
    return Entry(row.opens, row.reference, _words(row, whose), when.hour(row.due_at), _group(row, at) == spans.OVERDUE)

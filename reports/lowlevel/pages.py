"""The pages of low-level concerns, ready made."""

from datetime import datetime

from foundation.deadlines.selectors import calendar_for, countdown
from foundation.dossiers.rules import offered
from foundation.face import when
from foundation.face.rows import Cell, Empty, MoveLink, SummaryRow, Table, TaskRow, TimelineRow
from foundation.people.models import Person
from policy.selectors import labels

from . import rules, selectors
from .models import LowLevelConcern

NOTHING = Empty(
    "No low-level concern within twelve months",
    "When a report ends as one, it stands here, so that small things about one person are seen together.",
)
PATTERN = "Look at these together: they may be a pattern."
_PAGES = {"no_action": "note", "advise": "advise", "flag": "pattern", "consult": "consult", "raise_case": "case"}
MOVES = {page: name for name, page in _PAGES.items()}


def rows(found: list[LowLevelConcern], person: Person, at: datetime) -> list[TaskRow]:
    days = calendar_for(person) if found else None
    return [_row(one, at, days) for one in found]


def _row(one: LowLevelConcern, at: datetime, days) -> TaskRow:
    due = {"due_text": countdown(one.due_at, at, days=days).text, "due_class": when.due_class(one.due_at, at)} if one.due_at else {}
    return TaskRow(f"/concerns/{one.reference}/", "Decide about a low-level concern", next_move="Read it, and the ones before it",
                   since=when.since(one.state_since, at), reference=one.reference, state=rules.STATE_WORDS[one.state],
                   due_at=one.due_at, **due)  # fmt: skip


def index(people: list[dict], more: bool) -> dict:
    """One line a person: how many within a year, and whether that may be a pattern; `more`: there are people who are not shown."""
    least = selectors.least()
    lines = [_line(one, least) for one in people]
    head = ("Person", "In a year", "Open", "Pattern")
    table = Table("Low-level concerns by person", head, tuple(lines), numeric=(1, 2)) if lines else None
    return {"title": "Low-level concerns", "table": table, "empty": NOTHING, "least": least, "more": selectors.MOST if more else 0}


def _line(one: dict, least: int) -> tuple:
    person = Cell(one["person__name"], f"/concerns/about/{one['person__uuid']}/")
    return person, str(one["number"]), str(one["open_number"]), _pattern(one, least)


def _pattern(one: dict, least: int) -> Cell:
    found = rules.is_pattern(one["number"], one["about_children_number"], least)
    return Cell("Maybe", css="tmt-alert") if found else Cell("No")


def about(person: Person, found: list[LowLevelConcern], lately: list[LowLevelConcern]) -> dict:
    named = labels(code for one in found for code in one.clauses)
    events = [
        TimelineRow(when.moment(one.recorded_at), rules.STATE_WORDS[one.state], "", _rules(one.clauses, named),
                    f"/concerns/{one.reference}/", f"Concern {one.reference}", when.iso(one.recorded_at))
        for one in found
    ]  # fmt: skip
    return {"title": f"Concerns about {person.name}", "back": "/concerns/", "events": events,
            "pattern": PATTERN if selectors.pattern(lately) else ""}  # fmt: skip


def _rules(codes: list[str], named: dict[str, str]) -> str:
    return "\n".join(named.get(code, code) for code in codes)


def show(concern: LowLevelConcern, standing, lately: list[LowLevelConcern], decided: list) -> dict:
    person = concern.person
    facts = [
        ("About", ", ".join(filter(None, (person.name, person.job)))),
        ("Recorded", when.moment(concern.recorded_at)),
        ("Rules", _rules(concern.clauses, labels(concern.clauses))),
        ("What happened", selectors.context(concern)),
        ("Written by", ", ".join(filter(None, (concern.said_by.name, concern.said_by.job))) if concern.said_by else ""),
        ("State", rules.STATE_WORDS[concern.state]),
        ("Within twelve months", when.count(len({one.report_id for one in lately}), "concern")),
    ]
    return {
        "title": f"Low-level concern {concern.reference}",
        "back": f"/concerns/about/{person.uuid}/",
        "rows": [SummaryRow(key, value) for key, value in facts if value],
        "pattern": PATTERN if selectors.pattern(lately) and concern.state in rules.OPEN else "",
        "moves": [
            MoveLink(rules.LOW_LEVEL[concern.state][name].label, f"/concerns/{concern.reference}/{_PAGES[name]}/",
                     kind="secondary" if name == "no_action" else "")
            for name in offered(rules.LOW_LEVEL, concern.state, standing)
        ],
        "events": [TimelineRow(when.moment(row.at), rules.STATE_WORDS[row.state], row.by.name, words, iso=when.iso(row.at))
                   for row, words in reversed(decided)],
    }  # fmt: skip

"""The directory as whoever keeps it sees it, and what a list of staff would change."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from foundation.face import when
from foundation.face.rows import Cell, MoveLink, SummaryRow, Table
from foundation.people.models import Person
from foundation.people.selectors import day_of
from foundation.roles import pages as roles
from foundation.roles import selectors as held

from . import rules, selectors
from .planning import Planned


def index(at: datetime) -> dict:
    leaving = selectors.leaving(at)
    return {
        "title": "People",
        "back": reverse("home"),
        "lead": f"{when.count(selectors.number(at), 'person works', 'people work')} here.",
        "moves": [MoveLink("Take in a list of staff", reverse("staff:import"))],
        "leaving": _table("Who leaves soon", leaving, at) if leaving else None,
    }


def found(people: list[Person], at: datetime) -> dict:
    """What a search found."""
    shown = people[: rules.FOUND]
    return {"table": _table("Found", shown, at) if shown else None, "none": not shown, "cut": len(people) > rules.FOUND}


def _table(caption: str, people: Iterable[Person], at: datetime) -> Table:
    rows = tuple((Cell(one.name, reverse("staff:person", args=[one.uuid])), _place(one), one.job, _leaving(one, at)) for one in people)
    return Table(caption, ("Name", "Where", "Job", "Leaving"), rows)


def _place(person: Person) -> str:
    return person.academy.name if person.academy else "The trust"


def _leaving(person: Person, at: datetime) -> str:
    if person.left_on is None:
        return ""
    return f"{'Left' if person.left_on < day_of(at) else 'Last day'} {when.short(person.left_on)}"


def person(row: Person, reader: Person, at: datetime) -> dict:
    """Somebody, with the roles they hold."""
    holdings = held.holdings(row, at)
    facts = [
        ("Where", _place(row)), ("Job", row.job), ("E-mail", row.email or "None: they cannot sign in"), ("Staff id", row.staff_id),
        ("Line manager", row.line_manager.name if row.line_manager else "None"), ("Kind", row.get_kind_display()),
        ("Started", when.day(row.started_on) if row.started_on else ""), ("Leaving", _leaving(row, at) or "Not known"),
    ]
    return {
        "title": row.name,
        "back": reverse("staff:index"),
        "rows": [SummaryRow(key, value) for key, value in facts if value],
        "holdings": [_holding(one, row == reader, at) for one in holdings],
        "moves": [MoveLink(label, href, kind="secondary") for label, href in _moves(row, reader)],
    }


def _moves(row: Person, reader: Person) -> list[tuple[str, str]]:
    moves = [("Give them a role", reverse("roles:new")), ("Say when they leave", reverse("staff:leaving", args=[row.uuid]))]
    return [] if row == reader else moves


def _holding(row, own: bool, at: datetime) -> SummaryRow:
    href = "" if own else reverse("roles:end", args=[row.uuid])
    return SummaryRow(held.called(row.role, row.academy), roles.since(row, at), href, "End it")


def preview(planned: Planned) -> dict:
    """Every change a list would make."""
    people, grants = planned.people, planned.grants
    counts = [
        f"{len(people.added):,} new", f"{len(people.changed):,} changed", f"{people.same:,} as they were", when.count(len(grants), "role"),
    ]
    parts = [("New", people.added), ("Changed", people.changed), ("Roles", grants)]
    return {
        "counts": ", ".join(counts),
        "parts": [(f"{name}: {len(those):,}", [one.said() for one in those]) for name, those in parts if those],
        "nothing": planned.nothing,
        "asked": any(held.rules.takes_two(one.role) for one in grants),
    }

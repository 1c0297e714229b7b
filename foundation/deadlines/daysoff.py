"""The days nobody works: as the trust and each academy keeps them, and what a change of them would move."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from foundation.face import when
from foundation.face.rows import MoveLink, SummaryRow, Table
from foundation.people.models import Academy, Person

from . import holding, pages, selectors
from .models import Deadline
from .rules.calendar import Calendar, local_day
from .rules.closing import Closing, spans
from .rules.kinds import KINDS
from .services.days import would_move

KEEP, CHANGE = "calendar.keep", "settings.change"
SHOWN = 1  # years after this one whose bank holidays are listed
MOVES = 200  # clocks a preview lists


def index(person: Person, rights, at: datetime) -> dict:
    """The academies whose closures the reader keeps, and the bank holidays ahead."""
    today = local_day(at)
    closed = selectors.closures_from(today)
    rows = [
        SummaryRow(one.name, _next(closed.get(one.pk, ())), reverse("deadlines:days-off-of", args=[one.code]), "Look at it")
        for one in selectors.kept_by(person, at)
    ]
    holidays = [(when.day(day), name) for day, name in selectors.holidays_from(today) if day.year <= today.year + SHOWN]
    return {
        "title": "Days off",
        "places": pages.places(person, rights, at, "deadlines:days-off"),
        "academies": rows,
        "holidays": Table("Bank holidays ahead", ("Day", "Name"), tuple(holidays)),
        "moves": [MoveLink("Add a bank holiday", reverse("deadlines:add-holiday"), kind="secondary")] if CHANGE in rights else [],
    }


def show(academy: Academy, at: datetime) -> dict:
    """When one academy is closed from today on."""
    days = selectors.calendar(academy)
    rows = [
        SummaryRow(span(one), _working(one, days), reverse("deadlines:reopen", args=[academy.code, one.first.isoformat()]), "Take it back")
        for one in _ahead(days, at)
    ]
    return {
        "title": f"Days off at {academy.name}",
        "back": reverse("deadlines:days-off"),
        "rows": rows,
        "moves": [MoveLink("Add days", reverse("deadlines:add-days-off", args=[academy.code]))],
    }


def preview(academy: Academy, person: Person, at: datetime, *, closing: Iterable[Closing] = (), opening: Iterable[Closing] = ()) -> dict:
    """What would move, among what the reader may open: that others move as well is said whether or not there are any."""
    now = selectors.calendar(academy)
    added, gone = ({day for one in among for day in one.days()} for among in (closing, opening))
    then = Calendar(now.bank_holidays, now.closures - frozenset(gone) | frozenset(added))
    found = would_move(holding.led_by(person, at).filter(dossier__academy=academy), now, then)
    lines = tuple(_line(row, due) for row, due in found[:MOVES])
    table = Table("What would move", ("Reference", "What", "Due now", "Would be due"), lines, caption_hidden=True)
    return {"table": table if lines else None, "count": when.count(len(found), "date") if found else "no date", "cut": len(found) > MOVES}


def options(closings: Iterable[Closing]) -> list[tuple[str, str]]:
    """Closings as answers: (key, words)."""
    return [(one.key, f"{span(one)}: {one.name}" if one.name else span(one)) for one in closings]


def stretch(academy: Academy, first: date, at: datetime) -> Closing | None:
    """The stretch of closed days that begins on `first`, from tomorrow on."""
    return next((one for one in _ahead(selectors.calendar(academy), at) if one.first == first), None)


def _ahead(days: Calendar, at: datetime) -> list[Closing]:
    today = local_day(at)
    return spans(day for day in days.closures if day > today)


def _line(row: Deadline, due: datetime) -> tuple:
    return row.reference, KINDS[row.kind].words, when.moment(row.due_at), when.moment(due)


def span(one: Closing) -> str:
    return when.day(one.first) if one.first == one.last else f"{when.day(one.first)} to {when.day(one.last)}"


def _working(one: Closing, days: Calendar) -> str:
    open_days = days.without_closures
    return when.count(sum(open_days.is_working(day) for day in one.days()), "working day")


def _next(days: Iterable[date]) -> str:
    found = spans(days)
    return f"Next closed {span(found[0])}" if found else "No closure is entered: every weekday counts as a working day there."

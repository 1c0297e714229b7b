"""What a frozen page says, as plain data: sections of lines, with what they mean beside them. Nothing is read here, no count comes in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from foundation.face import when

from . import disclosure, rules
from .selectors import Figures

FORMAT = 1
NOT_YET = "Not collected yet"
DEFINITIONS = {
    "report": "A concern somebody sent in. It counts once, in the month it was sent, in the family of its main rule.",
    "term": "A whole term. Figures are published two weeks after it ends and do not change afterwards.",
    "small": "Numbers from 1 to 4 are shown as “fewer than 5”. Others are rounded to the nearest 5. "
    "Totals are worked out from what is shown.",
    "elsewhere": "Reports that could not be handled in the academy, because of whom they concern, are counted for the trust only.",
    "share": "How many were decided within their deadline is shown as a range, and only where the numbers beside it are large enough.",
    "duties": "Of the other duties it is said whether all were met by the day first set, and only where five or more arose. "
    "That none arose is not told from that a few did.",
    "average": "The average of an academy of the trust, worked out from what is published of all of them. Academies differ in size.",
    "arrow": "A term is compared with the one before only where both numbers are ten or more and clearly differ.",
    "named": "Named means that somebody holds the role on the day this page was made. Who it is stands in the directory.",
    "missing": "This part of the system is not built yet, so nothing is counted. It is said here so that nobody takes it for a zero.",
}
MISSING = (
    "What was promised at the last meeting",
    "Staff who have read and understood the policy",
    "Staff, pupils and parents told about the policy this year",
    "Leaders trained to look at reports",
    "Official accounts and their yearly review",
    "Declarations of contact and how soon they were decided",
    "What the headteacher has learnt and will do",
)


@dataclass(frozen=True)
class About:
    """Whose page it is. `name`: the academy's; `title`: of all academies its figures are shown with; `meeting`: None with the term."""

    academy: str
    name: str
    unit: str
    title: str
    meeting: date | None
    at: datetime


def page(about: About, found: Figures, arranged: list[tuple[str, str]]) -> dict[str, Any]:
    """The whole page. `arranged`: how the arrangements stand, line by line."""
    return {
        "format": FORMAT,
        "academy": about.academy,
        "name": about.name,
        "together": about.title if about.title != about.name else "",
        "term": found.newest.term,
        "label": found.newest.label,
        "published": when.day(found.newest.at),
        "made": when.day(about.at),
        "meeting": when.day(about.meeting) if about.meeting else "",
        "sections": [
            _section(f"Arrangements at {about.name}", ("What", "How it stands"), arranged, "named"),
            _timeliness(found, about.unit),
            _volume(found, about.unit),
            _comparison(found, about.unit),
            _section("Not collected yet", ("What", "How it stands"), [(one, NOT_YET) for one in MISSING], "missing"),
        ],
    }


def _section(title: str, head: tuple[str, ...], rows: list[tuple[str, ...]], *means: str) -> dict[str, Any]:
    return {"title": title, "head": list(head), "rows": [list(row) for row in rows], "means": [DEFINITIONS[one] for one in means]}


def _timeliness(found: Figures, unit: str) -> dict[str, Any]:
    rows = [(words, *reversed([one.capitalize() or NOT_YET for one in found.said[unit][duty]])) for duty, words in rules.DUTIES.items()]
    return _section("Done in time", ("What", *_labels(found)), rows, "share", "duties")


def _volume(found: Figures, unit: str) -> dict[str, Any]:
    """The newest term stands first, where a phone shows it."""
    cells, year = found.cells[unit], _this_year(found)
    rows = [
        (name, *(cell.shown for cell in reversed(cells[category])), _sum(cells[category][-year:]), _sum(cells[category]))
        for category, name in rules.CATEGORIES.items()
    ]
    by_term = [[row[place] for row in cells.values()] for place in range(len(found.terms))]
    everything = [cell for column in by_term for cell in column]
    this_year = [cell for column in by_term[-year:] for cell in column]
    rows.append(("All reports", *(_sum(column) for column in reversed(by_term)), _sum(this_year), _sum(everything)))
    head = ("Kind of concern", *_labels(found), "School year so far", "These terms together")
    section = _section("Reports by kind of concern and closed term", head, rows, "report", "term", "small", "elsewhere")
    return section | {"chart": _chart(found, unit), "numeric": True}


def _comparison(found: Figures, unit: str) -> dict[str, Any]:
    cells = found.cells[unit]
    rows = [
        (
            name,
            cells[category][-1].shown,
            disclosure.average(found.newest_cells(category), max(1, found.company)),
            (disclosure.trend(*cells[category][-2:]) if len(found.terms) > 1 else "").capitalize() or "Too few to compare",
        )
        for category, name in rules.CATEGORIES.items()
    ]
    title = f"{found.newest.label} beside the trust and the term before"
    return _section(title, ("Kind of concern", "Here", "An academy on average", "Against the term before"), rows, "average", "arrow")


def _chart(found: Figures, unit: str) -> dict[str, Any]:
    bars = [[name, _bar(found.cells[unit][category][-1])] for category, name in rules.CATEGORIES.items()]
    return {"title": f"Reports by kind, {found.newest.label}", "bars": bars}


def _bar(cell: disclosure.Cell) -> int | None:
    return None if cell.small else cell.middle if cell.high else 0


def _labels(found: Figures) -> list[str]:
    return [term.label for term in reversed(found.terms)]


def _this_year(found: Figures) -> int:
    """How many of the terms, from the newest back, lie in its school year."""
    year = rules.term_of(found.newest.first).school_year
    return sum(rules.term_of(term.first).school_year == year for term in found.terms)


def _sum(cells) -> str:
    return disclosure.words(disclosure.total(cells))

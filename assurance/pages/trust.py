"""The trust's roll-up: ranges worked out from published cells, beside what the trust itself handled, and the way to each academy's page."""

from assurance import disclosure, rules, selectors
from assurance.contents import DEFINITIONS
from assurance.disclosure import Cell
from assurance.models import Snapshot
from foundation.face import when
from foundation.face.figures import range_figure
from foundation.face.rows import Cell as TableCell
from foundation.face.rows import Empty, Table
from foundation.trail.selectors import last_proof

from .governing import first_ones, href

TITLE = "Assurance: the trust"
_LACKING = ("Nobody", "Not on every day", "Named, with nobody", "No version", "Was due")
_MEANS = ("report", "term", "small", "duties")
OWN_MEANS = (
    "What went past a headteacher, because of whom it concerns, stands under “The trust itself” and in no academy. There, none is not told "
    "from up to four. What the Board handles stands in no figure: it is told to the Board by whoever handled it."
)


def page(now) -> dict:
    """The context of the roll-up; before the first term, when it comes."""
    found, proved = selectors.figures(), {"proved": _proved()}
    if found is None:
        return {"title": TITLE, "empty": Empty("No figures yet", first_ones(now))} | proved
    return roll_up(found) | {"academies": _academies(selectors.newest_by_academy())} | proved


def _proved() -> str:
    """Whether what is kept here could be brought back after a disaster, and when that was last tried."""
    last = last_proof()
    if last is None:
        return "Nobody has proved yet that a backup of this system can be brought back."
    return f"Last restore proved: {when.day(last.at)}, of the backup of {when.moment(last.taken_at)}."


def roll_up(found: selectors.Figures) -> dict:
    """Everything that is worked out from published cells and words."""
    label = found.newest.label
    return {
        "title": TITLE,
        "published": f"The figures of the {label} were published on {when.day(found.newest.at)}. They do not change afterwards.",
        "figure": range_figure(
            f"Reports in the academies by kind, {label}",
            [_bar(name, found.newest_cells(category)) for category, name in rules.CATEGORIES.items()],
            unit="Reports, from and to",
            note="Each bar lies between the fewest and the most that there may have been.",
        ),
        "tables": [_kinds(found), _terms(found)],
        "duties": _duties(found),
        "means": [*(DEFINITIONS[one] for one in _MEANS), OWN_MEANS],
    }


def _bar(name: str, cells: list[Cell]) -> tuple[str, int, int, str]:
    whole = disclosure.total(cells)
    return name, whole.low, whole.high, disclosure.words(whole)


def _kinds(found: selectors.Figures) -> Table:
    own = found.cells[rules.TRUST_UNIT]
    rows = [_row(name, found.newest_cells(category), [own[category][-1]]) for category, name in rules.CATEGORIES.items()]
    everywhere = [cell for category in rules.CATEGORIES for cell in found.newest_cells(category)]
    rows.append(_row("All reports", everywhere, [cells[-1] for cells in own.values()]))
    return Table(f"Reports by kind of concern, {found.newest.label}", ("Kind of concern", *_SUMS), tuple(rows), (1, 2, 3))


def _terms(found: selectors.Figures) -> Table:
    rows = []
    for place, term in reversed(list(enumerate(found.terms))):
        in_units = [cells[place] for unit, kinds in found.cells.items() if unit != rules.TRUST_UNIT for cells in kinds.values()]
        rows.append(_row(term.label, in_units, [cells[place] for cells in found.cells[rules.TRUST_UNIT].values()]))
    return Table("Reports by closed term", ("Term", *_SUMS), tuple(rows), (1, 2, 3))


_SUMS = ("In the academies", "The trust itself", "Together")


def _row(name: str, academies: list[Cell], own: list[Cell]) -> tuple[str, ...]:
    return name, *(disclosure.words(disclosure.total(cells)) for cells in (academies, own, [*academies, *own]))


def _duties(found: selectors.Figures) -> Table:
    rows = []
    for duty, words in rules.DUTIES.items():
        said = [by_duty[duty][-1] for unit, by_duty in found.said.items() if unit != rules.TRUST_UNIT]
        own = found.said[rules.TRUST_UNIT][duty][-1]
        rows.append((words, (disclosure.shares if duty == rules.TRIAGE else disclosure.together)(said).capitalize(), own.capitalize()))
    return Table(f"Done in time, {found.newest.label}", ("What", "In the academies", "The trust itself"), tuple(rows))


def _academies(rows: list[Snapshot]) -> Table:
    """By name, and never in the order of a figure: this is no league table (DOMAIN 6.5)."""
    lines = [(TableCell(row.academy.name, href(row)), row.publication.label, when.day(row.made_at), _lacking(row)) for row in rows]
    return Table("The page of each governing body", ("Academy", "Figures of", "Made on", "Arrangements"), tuple(lines))


def _lacking(row: Snapshot) -> str:
    found = sum(value.startswith(_LACKING) for _, value in row.content["sections"][0]["rows"])
    return f"{when.count(found, 'thing')} to look at" if found else "All in place"

"""What may be read of the figures: published cells of the reader's own unit, and what follows from them alone."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from foundation.people.models import Academy, Person
from foundation.people.rules import LGB
from foundation.people.selectors import placements_of

from . import disclosure, rules
from .disclosure import Cell
from .models import Grouping, Publication, PublishedCell, PublishedShare

TERMS_SHOWN = 4


@dataclass(frozen=True)
class Figures:
    """Closed terms of one unit, oldest first: its cells by category and term, and the share triaged in time by term."""

    unit: str
    terms: list[Publication]
    cells: dict[str, list[Cell]]
    in_time: list[str]

    def term_total(self, index: int) -> str:
        return disclosure.words(disclosure.total(row[index] for row in self.cells.values()))

    def category_total(self, category: str) -> str:
        return disclosure.words(disclosure.total(self.cells[category]))


def governed(person: Person, at: datetime) -> list[Academy]:
    """The academies whose governing body the person sits on now."""
    ids = {academy for role, academy in placements_of(person, at) if role in LGB}
    return list(Academy.objects.filter(pk__in=ids))


def figures(academy: Academy) -> Figures:
    """What is published about the unit the academy belongs to, at most the last four closed terms; four queries."""
    terms = list(Publication.objects.order_by("-first")[:TERMS_SHOWN])[::-1]
    units = dict(Grouping.objects.filter(academy=academy.code).values_list("school_year", "unit"))
    wanted = {term.pk: units.get(rules.term_of(term.first).school_year, academy.code) for term in terms}
    cells = defaultdict(dict)
    for row in PublishedCell.objects.filter(publication__in=terms, unit__in=set(wanted.values())):
        if wanted[row.publication_id] == row.unit:
            cells[row.category][row.publication_id] = Cell(row.low, row.high)
    shares = {
        (row.publication_id, row.unit): row.shown for row in PublishedShare.objects.filter(publication__in=terms, measure="triage_in_time")
    }
    return Figures(
        unit=next(reversed(wanted.values()), academy.code),
        terms=terms,
        cells={category: [cells[category].get(term.pk, Cell(0, 0)) for term in terms] for category in rules.CATEGORIES if terms},
        in_time=[shares.get((term.pk, wanted[term.pk]), "") for term in terms],
    )


def unit_name(unit: str) -> str:
    """The names of the academies shown together, for instance "Elm Academy and Fir Academy"."""
    names = list(Academy.objects.filter(code__in=unit.split("+")).values_list("name", flat=True))
    return " and ".join(names)

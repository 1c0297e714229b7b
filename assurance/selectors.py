"""What may be read of the figures: published cells, what follows from them alone, and the pages frozen for a governing body."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.ledger import MET, RUNNING
from foundation.face import when
from foundation.people.models import Academy, Person
from foundation.people.rules import CLERK, LGB, RIGHTS
from foundation.people.selectors import academies, placements_of, roles_of
from foundation.trail import triggers

from . import rules
from .disclosure import Cell
from .models import FROZEN, Grouping, Publication, PublishedCell, PublishedShare, Snapshot

TERMS_SHOWN = 3  # twelve months
LISTED = 6  # pages that each page leads on to; from the last of them one goes on
READS_ALL = "assurance.trust"


@dataclass(frozen=True)
class Figures:
    """What is published of some units over closed terms, oldest first: unit → category → its cells, unit → duty → words, term by term.

    `company`: how many academies stand behind the units of academies in the newest term.
    """

    terms: list[Publication]
    cells: dict[str, dict[str, list[Cell]]]
    said: dict[str, dict[str, list[str]]]
    company: int

    @property
    def newest(self) -> Publication:
        return self.terms[-1]

    def newest_cells(self, category: str) -> list[Cell]:
        """The cells of every unit of academies in the newest term."""
        return [by_category[category][-1] for unit, by_category in self.cells.items() if unit != rules.TRUST_UNIT]


def figures(until: Publication | None = None) -> Figures | None:
    """What is published of every unit up to a term (the newest if none is named), at most a year; None before the first. Four queries.

    A unit of another school year with the same academies carries the same code; one that was composed otherwise has no cells there.
    """
    terms = list(Publication.objects.filter(first__lte=until.first) if until else Publication.objects.all())[-TERMS_SHOWN:]
    if not terms:
        return None
    places = {term.pk: place for place, term in enumerate(terms)}
    grouped = Grouping.objects.filter(school_year=rules.term_of(terms[-1].first).school_year).values_list("academy", "unit")
    units = [*sorted({unit for _, unit in grouped}), rules.TRUST_UNIT]
    cells = {unit: {category: [Cell(0, 0)] * len(terms) for category in rules.CATEGORIES} for unit in units}
    for row in PublishedCell.objects.filter(publication__in=terms, unit__in=units, category__in=list(rules.CATEGORIES)):
        cells[row.unit][row.category][places[row.publication_id]] = Cell(row.low, row.high)
    said = {unit: {duty: [""] * len(terms) for duty in rules.DUTIES} for unit in units}
    for row in PublishedShare.objects.filter(publication__in=terms, unit__in=units, measure__in=list(rules.DUTIES)):
        said[row.unit][row.measure][places[row.publication_id]] = row.shown
    return Figures(terms, cells, said, len(grouped))


def unit_in(academy: Academy, term: Publication) -> str:
    """The unit an academy is shown in, in the school year of a term."""
    year = rules.term_of(term.first).school_year
    return Grouping.objects.filter(academy=academy.code, school_year=year).values_list("unit", flat=True).first() or academy.code


def unit_name(unit: str) -> str:
    """The names of the academies shown together, for instance "Elm Academy and Fir Academy"."""
    names = list(Academy.objects.filter(code__in=unit.split("+")).values_list("name", flat=True))
    return " and ".join(names)


def governed(person: Person, at: datetime) -> list[Academy]:
    """The academies whose governing body the person sits on now."""
    ids = {academy for role, academy in placements_of(person, at) if role in LGB}
    return list(Academy.objects.filter(pk__in=ids))


def read_by(person: Person, at: datetime) -> list[Academy]:
    """The academies whose frozen pages the person reads: their own as a governor, all as the Board, the chief executive or the clerk."""
    held = roles_of(person, at)
    if CLERK in held or any(READS_ALL in RIGHTS.get(role, ()) for role in held):
        return academies()
    return governed(person, at)


def academy_of(code: str) -> Academy:
    return Academy.objects.get(code=code)


def made_before(row: Snapshot) -> QuerySet[Snapshot]:
    """The few frozen pages of an academy that were made before this one, newest first, without what stands on them."""
    earlier = Q(made_at__lt=row.made_at) | Q(made_at=row.made_at, pk__lt=row.pk)
    return Snapshot.objects.filter(earlier, academy=row.academy).select_related("publication").defer("content")[:LISTED]


def newest_of(academy: Academy) -> Snapshot | None:
    return Snapshot.objects.filter(academy=academy).select_related("publication", "academy").first()


def newest_by_academy() -> list[Snapshot]:
    """The newest frozen page of each academy, by the academy's name; one query."""
    found: dict[int, Snapshot] = {}
    for row in Snapshot.objects.select_related("publication", "academy"):
        found.setdefault(row.academy_id, row)
    return sorted(found.values(), key=lambda row: row.academy.name)


def snapshot_for(person: Person, uuid: UUID, at: datetime) -> Snapshot | None:
    """One frozen page, for somebody who may read it."""
    rows = Snapshot.objects.select_related("publication", "academy").filter(academy__in=read_by(person, at))
    return rows.filter(uuid=uuid).first()


def damage() -> list[str]:
    """One line for each frozen page that is not what was frozen, and for each table the database no longer keeps from changes."""
    open_to_change = [f"the database no longer refuses changes to {table}" for table in triggers.missing(connection, FROZEN)]
    rows = Snapshot.objects.select_related("academy", "publication").iterator(chunk_size=50)
    return open_to_change + [f"{row.academy.code} {row.publication.term} {row.uuid}: it is not what was frozen"
                             for row in rows if rules.digest(row.content) != row.digest]


def clocks_of(term: rules.Term) -> Counter:
    """Clocks that were due in a term, by (duty, academy code, rung, whether they were met in time). Time that was given is not counted as
    time: the first due date is what counts (DOMAIN 8.1)."""
    due = {"original_due__gte": when.at(term.first, _MIDNIGHT), "original_due__lt": when.at(term.last + timedelta(days=1), _MIDNIGHT)}
    rows = Deadline.objects.filter(kind__in=list(rules.CLOCKS), state__in=(MET, RUNNING), **due)
    found = Counter()
    for kind, academy, tier, ended, original in rows.values_list(
        "kind", "dossier__academy__code", "dossier__tier", "ended_at", "original_due"
    ):
        found[rules.CLOCKS[kind], academy or "", tier, ended is not None and ended <= original] += 1
    return found


_MIDNIGHT = datetime.min.time()

"""Everything that is published of an invented true table: term after term, the page of each unit and the roll-up. No database."""

from datetime import UTC, date, datetime, timedelta

from assurance import contents, disclosure, rules
from assurance.contents import About
from assurance.models import Publication
from assurance.pages import trust
from assurance.selectors import Figures

TERMS = [rules.term_of(day) for day in (date(2025, 4, 1), date(2025, 9, 1), date(2026, 1, 1))]
KINDS = list(rules.CATEGORIES)
True_ = dict[tuple[str, str, int], int]  # unit, kind, place of the term → how many there were
InTime = dict[tuple[str, str, int], tuple[int, int]]  # unit, duty, place of the term → part and whole


def figures(counts: True_, in_time: InTime, units: tuple[str, ...], until: int, company: int) -> Figures:
    """What the tables hold after the term number `until`."""
    every, places = [*units, rules.TRUST_UNIT], range(until + 1)
    cells = {unit: {kind: [cell(unit, counts.get((unit, kind, place), 0)) for place in places] for kind in KINDS} for unit in every}
    said = {
        unit: {duty: [words(duty, in_time.get((unit, duty, at), (0, 0)), [row[at] for row in cells[unit].values()]) for at in places]
               for duty in rules.DUTIES}
        for unit in every
    }
    terms = [Publication(term=one.code, label=one.label, first=one.first, at=moment(one)) for one in TERMS[: until + 1]]
    return Figures(terms, cells, said, company)


def cell(unit: str, count: int) -> disclosure.Cell:
    return disclosure.publish(count, sensitive=unit == rules.TRUST_UNIT)


def words(duty: str, part_and_whole: tuple[int, int], cells) -> str:
    say = disclosure.share if duty == rules.TRIAGE else disclosure.statement
    return say(*part_and_whole, cells)


def moment(term) -> datetime:
    return datetime.combine(term.last + timedelta(days=15), datetime.min.time(), UTC)


def pages(counts: True_, in_time: InTime, units: tuple[str, ...], terms: int, company: int) -> list[tuple[str, dict]]:
    """(unit, page) of every unit and term in turn; the roll-up of each term under the trust's own name."""
    found = []
    for until in range(terms):
        shown = figures(counts, in_time, units, until, company)
        for unit in units:
            found.append((unit, contents.page(About(unit, unit, unit, unit, None, moment(TERMS[until])), shown, [])))
        found.append((rules.TRUST_UNIT, trust.roll_up(shown)))
    return found

"""A closed term is published once: true counts go in, cells and words come out, and only those are kept."""

from collections import Counter, defaultdict
from datetime import date, datetime

from django.db import IntegrityError, transaction

from assurance import disclosure, rules, selectors
from assurance.contents import DEFINITIONS
from assurance.models import Grouping, Publication, PublishedCell, PublishedShare
from foundation.people.selectors import academies, day_of
from foundation.trail.selectors import totals

from .freezing import freeze


def publish_closed_terms(*, at: datetime, since: date) -> list[Publication]:
    """Publish every closed term since `since` that is not published yet, oldest first; gives what is new."""
    known = set(Publication.objects.values_list("term", flat=True))
    new = [publish_term(term, at=at) for term in rules.closed_terms(day_of(at), since) if term.code not in known]
    _catch_up(at)
    return [publication for publication in new if publication]


def _catch_up(at: datetime) -> None:
    """Terms published before pages were frozen: the newest of them gets its pages."""
    newest = Publication.objects.last()
    if newest and not newest.snapshots.exists():
        with transaction.atomic():
            freeze(newest, at=at)


def publish_term(term: rules.Term, *, at: datetime) -> Publication | None:
    """Publish one closed term and freeze each academy's page of it; None when somebody else just has."""
    grouping = grouping_for(term.school_year)
    counts, in_time = _counts(term, grouping), _in_time(term, grouping)
    units = sorted({*grouping.values(), rules.TRUST_UNIT})
    cells = {unit: {category: _cell(unit, counts[unit, category]) for category in rules.CATEGORIES} for unit in units}
    with transaction.atomic():
        try:
            with transaction.atomic():
                publication = Publication.objects.create(
                    term=term.code, label=term.label, first=term.first, at=at, definitions=DEFINITIONS)
        except IntegrityError:
            return None
        PublishedCell.objects.bulk_create(
            PublishedCell(publication=publication, unit=unit, category=category, low=cell.low, high=cell.high)
            for unit, row in cells.items() for category, cell in row.items())
        PublishedShare.objects.bulk_create(
            PublishedShare(publication=publication, unit=unit, measure=duty, shown=_said(duty, in_time[unit, duty], row.values()))
            for unit, row in cells.items() for duty in rules.DUTIES)
        freeze(publication, at=at)
    return publication


def grouping_for(school_year: int) -> dict[str, str]:
    """Academy code → unit, fixed at its first use in a school year (autumn to summer)."""
    kept = dict(Grouping.objects.filter(school_year=school_year).values_list("academy", "unit"))
    if kept:
        return kept
    made = disclosure.groups({academy.code: academy.headcount for academy in academies()})
    Grouping.objects.bulk_create(
        [Grouping(school_year=school_year, academy=code, unit=unit) for code, unit in made.items()], ignore_conflicts=True
    )
    return dict(Grouping.objects.filter(school_year=school_year).values_list("academy", "unit"))


def _cell(unit: str, count: int) -> disclosure.Cell:
    """What went past a head is about very few people: there, one is not told from none."""
    return disclosure.publish(count, sensitive=unit == rules.TRUST_UNIT)


def _said(duty: str, part_and_whole: Counter, cells) -> str:
    part, whole = part_and_whole[True], part_and_whole.total()
    return (disclosure.share if duty == rules.TRIAGE else disclosure.statement)(part, whole, cells)


def _counts(term: rules.Term, grouping: dict[str, str]) -> Counter:
    counts = Counter()
    for (academy, category, tier), amount in totals(rules.REPORTS, months=term.months, by=("academy", "category", "tier")).items():
        known = category if category in rules.CATEGORIES else rules.UNDECIDED
        counts[rules.unit_of(academy, tier, grouping), known] += amount
    return counts


def _in_time(term: rules.Term, grouping: dict[str, str]) -> dict[tuple[str, str], Counter]:
    """(unit, duty) → how many were in time (True) and late (False)."""
    found: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for (duty, academy, category, tier), amount in totals(
        rules.TALLIED, months=term.months, by=("measure", "academy", "category", "tier")
    ).items():
        found[rules.unit_of(academy, tier, grouping), duty][category == "in_time"] += amount
    for (duty, academy, tier, in_time), amount in selectors.clocks_of(term).items():
        found[rules.unit_of(academy, tier, grouping), duty][in_time] += amount
    return found




"""Every write of published figures: a closed term once, and never again."""

from collections import Counter
from datetime import date, datetime

from django.db import IntegrityError, transaction

from foundation.people.selectors import academies, day_of
from foundation.trail.selectors import totals

from . import disclosure, rules
from .models import Grouping, Publication, PublishedCell, PublishedShare

DEFINITIONS = {
    "report": "A concern somebody sent in. It counts once, in the month it was sent, in the family of its main rule.",
    "term": "A whole term. Figures are published two weeks after it ends and do not change afterwards.",
    "small": "Numbers from 1 to 4 are shown as “fewer than 5”. Others are rounded to the nearest 5. "
    "Totals are worked out from what is shown.",
    "share": "How many were decided within their deadline is shown as a range, and only where the numbers beside it are large enough.",
    "elsewhere": "Reports that could not be handled in the academy, because of whom they concern, are counted for the trust only.",
}


def publish_closed_terms(*, at: datetime, since: date) -> list[Publication]:
    """Publish every closed term since `since` that is not published yet; gives what is new."""
    known = set(Publication.objects.values_list("term", flat=True))
    new = [publish_term(term, at=at) for term in rules.closed_terms(day_of(at), since) if term.code not in known]
    return [publication for publication in new if publication]


def publish_term(term: rules.Term, *, at: datetime) -> Publication | None:
    """Publish one closed term; None when somebody else just has. True counts go in, cells come out, and only cells are kept."""
    grouping = grouping_for(term.school_year)
    counts, in_time = _counts(term, grouping), _in_time(term, grouping)
    units = sorted({*grouping.values(), rules.TRUST_UNIT})
    cells = {unit: {category: disclosure.publish(counts[unit, category]) for category in rules.CATEGORIES} for unit in units}
    try:
        with transaction.atomic():
            publication = Publication.objects.create(term=term.code, label=term.label, first=term.first, at=at, definitions=DEFINITIONS)
            PublishedCell.objects.bulk_create(
                PublishedCell(publication=publication, unit=unit, category=category, low=cell.low, high=cell.high)
                for unit, row in cells.items() for category, cell in row.items())
            PublishedShare.objects.bulk_create(
                PublishedShare(publication=publication, unit=unit, measure="triage_in_time",
                               shown=disclosure.share(*in_time.get(unit, (0, 0)), row.values()))
                for unit, row in cells.items())
    except IntegrityError:
        return None
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


def _counts(term: rules.Term, grouping: dict[str, str]) -> Counter:
    counts = Counter()
    for (academy, category, tier), amount in totals(rules.REPORTS, months=term.months, by=("academy", "category", "tier")).items():
        known = category if category in rules.CATEGORIES else rules.UNDECIDED
        counts[rules.unit_of(academy, tier, grouping), known] += amount
    return counts


def _in_time(term: rules.Term, grouping: dict[str, str]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for (academy, category, tier), amount in totals("triage_in_time", months=term.months, by=("academy", "category", "tier")).items():
        unit = rules.unit_of(academy, tier, grouping)
        part, whole = found.get(unit, (0, 0))
        found[unit] = (part + (amount if category == "in_time" else 0), whole + amount)
    return found

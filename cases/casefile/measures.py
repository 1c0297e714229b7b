"""What this room counts: cases opened, by academy, month, clause family and rung (DESIGN 7)."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from foundation.dossiers.models import Dossier

from .models import Case

CASES = "cases"
Delta = tuple[str, str, date, str, int, int]


def month_of(moment) -> date:
    """The first day of the London month of a moment."""
    return timezone.localtime(moment).date().replace(day=1)


def deltas(dossiers: Iterable[Dossier]) -> list[Delta]:
    """What these dossiers add to the totals now: (measure, academy code, month, category, tier, amount)."""
    rows = Case.objects.filter(dossier__in=dossiers).select_related("academy", "dossier").prefetch_related("allegations__clause")
    return [(CASES, row.academy.code if row.academy else "", month_of(row.opened_at), _family(row), row.counted_tier, 1) for row in rows]


def _family(case: Case) -> str:
    return next(row.clause.family for row in case.allegations.all() if row.primary)

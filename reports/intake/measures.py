"""What this room counts: reports, by academy, month they were sent, clause family and rung (DESIGN 7). What is void is not counted, and
what is the same as another is counted with that one."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from foundation.dossiers.models import Dossier

from . import rules
from .models import Report
from .selectors import UNCLASSIFIED

REPORTS = "reports"
Delta = tuple[str, str, date, str, int, int]


def month_of(moment) -> date:
    """The first day of the London month of a moment."""
    return timezone.localtime(moment).date().replace(day=1)


def deltas(dossiers: Iterable[Dossier]) -> list[Delta]:
    """What these dossiers add to the totals now: (measure, academy code, month, category, tier, amount). Used by the recount and,
    subtracted, for figures of a leader who is barred from some of them."""
    rows = (
        Report.objects.filter(dossier__in=dossiers)
        .exclude(state__in=rules.UNCOUNTED)
        .select_related("academy", "dossier")
        .prefetch_related("clauses__clause")
    )
    return [delta(report, _family(report)) for report in rows]


def _family(report: Report) -> str:
    return next((row.clause.family for row in report.clauses.all() if row.primary), UNCLASSIFIED)


def delta(report: Report, category: str, amount: int = 1) -> Delta:
    """One sent report in the totals, under `category`: a clause family, or "unclassified"."""
    return REPORTS, report.academy.code if report.academy else "", month_of(report.submitted_at), category, report.dossier.tier, amount

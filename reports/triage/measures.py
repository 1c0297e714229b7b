"""What this room counts: first decisions, in time or late, by academy, month of the decision and rung (DESIGN 7)."""

from collections.abc import Iterable

from foundation.dossiers.models import Dossier
from reports.intake.measures import Delta

from . import rules
from .models import Timeliness

TRIAGE_IN_TIME = "triage_in_time"


def deltas(dossiers: Iterable[Dossier]) -> list[Delta]:
    """What these dossiers add to the totals now: (measure, academy code, month, category, tier, amount)."""
    rows = Timeliness.objects.filter(report__dossier__in=dossiers).select_related("report__academy")
    return [deltas_of(row) for row in rows]


def deltas_of(row: Timeliness) -> Delta:
    academy = row.report.academy
    return TRIAGE_IN_TIME, academy.code if academy else "", row.month, rules.IN_TIME if row.in_time else rules.LATE, row.tier, 1

"""What this room counts: removals that were checked, in time or late, by academy, month and rung (DESIGN 7)."""

from collections.abc import Iterable

from cases.casefile.measures import Delta, month_of
from foundation.dossiers.models import Dossier

from . import rules
from .models import RemovalRequest

REMOVALS = "removals"


def deltas(dossiers: Iterable[Dossier]) -> list[Delta]:
    """What these dossiers add to the totals now: (measure, academy code, month, category, tier, amount)."""
    rows = RemovalRequest.objects.filter(dossier__in=dossiers, state__in=(rules.VERIFIED, rules.CLOSED), in_time__isnull=False)
    return [delta for row in rows.select_related("case__academy") for delta in deltas_of(row)]


def deltas_of(row: RemovalRequest) -> list[Delta]:
    """One checked request; one on which no clock ran counts nowhere."""
    if row.in_time is None:
        return []
    academy = row.case.academy.code if row.case.academy else ""
    return [(REMOVALS, academy, month_of(row.verified_at), "in_time" if row.in_time else "late", row.case.counted_tier, 1)]

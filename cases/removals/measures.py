"""What this room counts: removals that were checked, in time or late, by academy, month and rung (DESIGN 7)."""

from collections.abc import Iterable

from cases.casefile.measures import Delta, month_of
from foundation.dossiers.models import Dossier

from .models import RemovalRequest

REMOVALS = "removals"


def deltas(dossiers: Iterable[Dossier]) -> list[Delta]:
    """What these dossiers add to the totals now: (measure, academy code, month, category, tier, amount)."""
    rows = RemovalRequest.objects.filter(dossier__in=dossiers, in_time__isnull=False)
    return [delta for row in rows.select_related("case__academy", "counted_in") for delta in deltas_of(row)]


def deltas_of(row: RemovalRequest) -> list[Delta]:
    """One request that was checked, or was not done in time; one on which no clock ran counts nowhere."""
    counted_at = row.not_done_at or row.verified_at
    if row.in_time is None or counted_at is None:
        return []
    place, tier = (row.case.academy, row.case.counted_tier) if row.case else (row.counted_in, row.counted_tier)
    return [(REMOVALS, place.code if place else "", month_of(counted_at), "in_time" if row.in_time else "late", tier, 1)]

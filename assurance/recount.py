"""Do the kept totals say what the dossiers say? Every measure is one function of dossiers, so both can be asked (DESIGN 7)."""

from collections import Counter

from cases.casefile import measures as cases
from cases.removals import measures as removals
from foundation.dossiers.models import Dossier
from foundation.trail.selectors import totals
from reports.intake import measures as reports
from reports.triage import measures as triage

ROOMS = {reports.REPORTS: reports, triage.TRIAGE_IN_TIME: triage, cases.CASES: cases, removals.REMOVALS: removals}
CELL = ("academy", "month", "category", "tier")


def differences() -> list[str]:
    """One line for each cell whose kept total is not what its dossiers add up to; empty when all agree."""
    return [line for measure in ROOMS for line in _of(measure)]


def _of(measure: str) -> list[str]:
    counted = Counter()
    for _, *cell, amount in ROOMS[measure].deltas(Dossier.objects.all()):
        counted[tuple(cell)] += amount
    kept = totals(measure, by=CELL)
    return [f"{measure} {academy or 'trust'} {month:%Y-%m} {category or '-'} rung {tier}: kept {kept.get(cell, 0)}, counted {counted[cell]}"
            for cell in sorted({*counted, *kept}) for academy, month, category, tier in [cell] if kept.get(cell, 0) != counted[cell]]

"""Whoever triages a report has left, or has no role any more with which they could: it goes back to its queue (ADR 48)."""

from datetime import datetime

from foundation.dossiers.rules import TRIAGER, Refused
from foundation.dossiers.selectors import gone_with
from foundation.people.rules import SYSTEM
from reports.intake import rules as intake
from reports.intake.models import Report
from reports.triage import selectors

from .reopening import requeue

_HELD = (intake.IN_TRIAGE, intake.INFO_REQUESTED)


def let_go(*, at: datetime) -> int:
    """Put every such report in front of those who may take it on, and tell them; gives how many. Any number of runs do it once."""
    rows = Report.objects.filter(state__in=_HELD, dossier__in=gone_with((TRIAGER,), at).values("dossier")).order_by("pk")
    left = [row for row in rows.select_related("dossier__academy") if selectors.fit_triager(row, at) is None]
    return sum(_is_back(row, at) for row in left)


def _is_back(row: Report, at: datetime) -> bool:
    """False where somebody was faster, or it cannot go back now: one that cannot must not hold back the others."""
    try:
        requeue(row, by=SYSTEM, at=at)
    except Refused:
        return False
    return True

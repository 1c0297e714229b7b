"""What a request adds to the totals: taken out as it was, put in as it is (DESIGN 7)."""

from collections.abc import Iterator
from contextlib import contextmanager

from cases.removals import measures
from cases.removals.models import RemovalRequest
from foundation.trail import services as trail
from reports.intake.models import Report


@contextmanager
def counted_anew(row: RemovalRequest) -> Iterator[None]:
    """What happens inside can change how the request is counted; it is read anew afterwards."""
    before = measures.deltas_of(_fresh(row))
    yield
    if row.report_id:
        RemovalRequest.objects.filter(pk=row.pk).update(**place_of(row.report))
    after = measures.deltas_of(_fresh(row))
    for sign, deltas in ((-1, before), (1, after)) if before != after else ():
        for measure, academy, month, category, tier, amount in deltas:
            trail.tally(measure, academy=academy, month=month, category=category, tier=tier, amount=sign * amount)


def place_of(report: Report) -> dict[str, object]:
    """Where a request on a report alone counts: there, on the rung where the report stands when it is counted (DESIGN 7)."""
    now = Report.objects.select_related("academy", "dossier").get(pk=report.pk)
    return {"counted_in": now.academy, "counted_tier": now.dossier.tier}


def _fresh(row: RemovalRequest) -> RemovalRequest:
    return RemovalRequest.objects.select_related("case__academy", "counted_in").get(pk=row.pk)

"""What a request adds to the totals: taken out as it was, put in as it is (DESIGN 7)."""

from collections.abc import Iterator
from contextlib import contextmanager

from cases.removals import measures
from cases.removals.models import RemovalRequest
from foundation.trail import services as trail


@contextmanager
def counted_anew(row: RemovalRequest) -> Iterator[None]:
    """What happens inside can change how the request is counted; it is read anew afterwards."""
    before = measures.deltas_of(_fresh(row))
    yield
    after = measures.deltas_of(_fresh(row))
    for sign, deltas in ((-1, before), (1, after)) if before != after else ():
        for measure, academy, month, category, tier, amount in deltas:
            trail.tally(measure, academy=academy, month=month, category=category, tier=tier, amount=sign * amount)


def _fresh(row: RemovalRequest) -> RemovalRequest:
    return RemovalRequest.objects.select_related("case__academy").get(pk=row.pk)

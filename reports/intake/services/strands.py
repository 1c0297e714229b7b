"""What the rooms above run on a report: they write down where it stands."""

from datetime import datetime
from uuid import UUID

from foundation.dossiers.models import Party
from reports.intake.models import Report, ReportStrand


def note_strand(
    report: Report, party: Party, *, uuid: UUID, reference: str, words: str, settled: bool, path: str, at: datetime
) -> ReportStrand:
    """Write where something about `party` that a room above runs on the report now stands; the same `uuid` again changes its row."""
    said = {"report": report, "party": party, "reference": reference, "words": words, "settled": settled, "path": path, "since": at}
    row, _ = ReportStrand.objects.update_or_create(uuid=uuid, defaults=said)
    return row

"""What ends with the case: what was kept is let go, and the person's reading of what they were asked."""

from datetime import datetime

from cases.casefile.models import Case
from cases.cooperation import rules, selectors
from cases.cooperation.models import CooperationRequest
from foundation.dossiers import services as dossiers
from foundation.people.models import Person

from .following import lift


def finish(case: Case, *, by: Person, at: datetime) -> None:
    """The case is closed. What was to be kept need not be any more, and the person may read each request for as long as an appeal may
    take. Call it under the dossier's lock, as whoever manages the case."""
    for row in selectors.of_case(case.dossier):
        if row.state == rules.ACKNOWLEDGED and rules.KINDS[row.kind].kept:
            row = lift(row, by=by, at=at, version=row.version)
        if row.told_at and row.target.person is not None:
            _end(row, by, at)


def _end(row: CooperationRequest, by: Person, at: datetime) -> None:
    until = selectors.end_of_showing(row, at)
    files = [one.exhibit for one in (*selectors.files_of(row), *selectors.captured_of(row)) if one.exhibit]
    for uuid in (row.uuid, *(file.uuid for file in files)):
        dossiers.hide(row.dossier, row.target.person, object_uuid=uuid, by=by, at=at, until=until)

"""What every write of evidence leaves: an event on the dossier's chain; and where the copies of a file all point."""

from datetime import datetime

from foundation.dossiers import services as dossiers
from foundation.evidence.models import Exhibit
from foundation.people.models import Person
from foundation.people.rules import Nobody


def root(exhibit: Exhibit) -> Exhibit:
    """Copies of copies point at the first of them, so that one press seals them all."""
    return exhibit.original or exhibit


def record(
    exhibit: Exhibit, action: str, *, by: Person | Nobody, at: datetime, from_state: str = "", to_state: str = "", reason: str = ""
) -> None:
    # the trail's codes end at 40 letters: 160 bits bind the file as well
    dossiers.record(
        exhibit.dossier,
        action=action,
        by=by,
        at=at,
        from_state=from_state,
        to_state=to_state,
        reason=reason,
        ids={"exhibit": str(exhibit.uuid), "number": exhibit.number, "sha256": exhibit.sha256[:40]},
    )

"""What every write of a letter leaves: an event on the dossier's chain."""

from datetime import datetime

from foundation.dossiers import services as dossiers
from foundation.letters.models import Letter
from foundation.people.models import Person


def record(letter: Letter, action: str, *, by: Person, at: datetime) -> None:
    about = {"letter": letter.reference, "template": f"{letter.template}.{letter.template_version}"}
    # the trail's codes end at 40 letters: 160 bits bind the file as well
    dossiers.record(letter.dossier, action=action, by=by, at=at, ids=about | ({"sha256": letter.sha256[:40]} if letter.frozen else {}))

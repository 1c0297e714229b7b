"""What it means to the things people are asked that a letter was opened with a code: each room looks whether it is about one of its own."""

from datetime import datetime

from cases.cooperation import services as cooperation
from cases.removals import services as removals
from cases.serving.models import Delivery

_ROOMS = (removals.was_opened, cooperation.was_opened)


def reached(delivery: Delivery, *, at: datetime) -> None:
    """The person has the letter now. Call it under the dossier's lock."""
    for was_opened in _ROOMS:
        was_opened(delivery, at=at)

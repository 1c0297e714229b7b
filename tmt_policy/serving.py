"""What the things people are asked have to do with a letter that a code opens: each room looks whether it is about one of its own."""

from datetime import datetime

from cases.cooperation import selectors as requests
from cases.cooperation import services as cooperation
from cases.removals import selectors as addresses
from cases.removals import services as removals
from cases.serving.models import Delivery
from cases.serving.rules import STANDS


def reached(delivery: Delivery, *, at: datetime) -> None:
    """The person has the letter now. Call it under the dossier's lock."""
    for was_opened in (removals.was_opened, cooperation.was_opened):
        was_opened(delivery, at=at)


def stands(delivery: Delivery) -> str:
    """Whether what the letter says still stands: a word of `cases.serving.rules`."""
    return next(filter(None, (ask(delivery.about) for ask in (addresses.letter_stands, requests.letter_stands))), STANDS)


GIVEN = {"reached": reached, "stands": stands}

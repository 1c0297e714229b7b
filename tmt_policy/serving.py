"""What it means to the things people are asked that a letter was opened with a code: each room looks whether it is about one of its own."""

from datetime import datetime

from cases.removals.services import was_opened
from cases.serving.models import Delivery


def reached(delivery: Delivery, *, at: datetime) -> None:
    """The person has the letter now. Call it under the dossier's lock."""
    was_opened(delivery, at=at)

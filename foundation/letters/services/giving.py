"""Giving a letter out, each time with an event."""

from datetime import datetime

from foundation.dossiers.rules import Refused
from foundation.letters import rules, selectors
from foundation.letters.models import Letter
from foundation.people.models import Person

from .recording import record

_MARK = "\ufeff"  # by which Word knows that the text is UTF-8


def download(letter: Letter, *, by: Person, at: datetime) -> bytes:
    """The PDF, with an event that it was taken. One that is no longer what was made is an event too, and is refused."""
    try:
        data = selectors.content(letter)
    except Refused as refused:
        if refused.sentence == rules.CHANGED:
            record(letter, "letter.damaged", by=by, at=at)
        raise
    record(letter, "letter.downloaded", by=by, at=at)
    return data


def take_text(letter: Letter, *, by: Person, at: datetime) -> bytes:
    """The words as a text that Word opens and that can be typed back into a draft, with an event that they were taken."""
    text = f"{_MARK}{selectors.words(letter)}\n".replace("\n", "\r\n").encode()
    record(letter, "letter.taken_as_text", by=by, at=at)
    return text

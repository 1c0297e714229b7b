"""What stands on the page of one's own sessions."""

from datetime import datetime
from typing import NamedTuple

from foundation.face import when
from foundation.people.models import Person
from foundation.people.selectors import sessions_of


class SignedIn(NamedTuple):
    device: str
    since: str
    used: str
    here: bool


def sessions(person: Person, here: str, at: datetime) -> list[SignedIn]:
    """Where somebody is signed in; `here`: the name of the session in hand."""
    return [SignedIn(one.device or "A browser", when.moment(one.since), when.moment(one.used), str(one.name) == here)
            for one in sessions_of(person, at)]

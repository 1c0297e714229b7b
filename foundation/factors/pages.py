"""What stands on the pages of one's own sessions, and of who it is."""

from datetime import datetime
from typing import NamedTuple

from foundation.face import when
from foundation.people.models import Person
from foundation.people.selectors import sessions_of

from . import forms, passkeys, selectors


class SignedIn(NamedTuple):
    device: str
    since: str
    used: str
    here: bool


def sessions(person: Person, here: str, at: datetime) -> list[SignedIn]:
    """Where somebody is signed in; `here`: the name of the session in hand."""
    return [SignedIn(one.device or "A browser", when.moment(one.since), when.moment(one.used), str(one.name) == here)
            for one in sessions_of(person, at)]


def again(user, form) -> dict:
    """What the question who it is needs beside its form."""
    by_code = isinstance(form, forms.CodeAgain)
    asked = passkeys.asked_for(user) if by_code and selectors.PASSKEY in selectors.kinds(user) else ""
    providers = selectors.providers_of(user) if form is None else ()
    return {"form": form, "by_code": by_code, "options": asked, "providers": providers}

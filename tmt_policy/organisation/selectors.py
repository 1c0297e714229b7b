"""Which academies somebody looks after."""

from datetime import datetime

from foundation.people.models import Academy, Person, Setting
from foundation.people.rules import CEO, HEAD, SYSADMIN
from foundation.people.selectors import academies, academies_of, setting_history

KEEP = "academy.keep"


def keeps_all(person: Person, at: datetime) -> bool:
    return bool(academies_of(person, SYSADMIN, at) or academies_of(person, CEO, at))


def academies_for(person: Person, at: datetime) -> list[Academy]:
    """A head's own; all of them for the chief executive and whoever runs the system."""
    everywhere, own = keeps_all(person, at), set(academies_of(person, HEAD, at))
    return [one for one in academies() if everywhere or one.pk in own]


def academy_for(person: Person, code: str, at: datetime) -> Academy | None:
    return next((one for one in academies_for(person, at) if one.code == code), None)


def contact_version(name: str, besides: Setting | None = None) -> int:
    """The key of the newest word on whom to call, one row left out; 0 for none."""
    rows = setting_history(f"contact.{name}")
    newest = (rows.exclude(pk=besides.pk) if besides else rows).first()
    return newest.pk if newest else 0

"""The demo's trust, made: its people, the figures of closed terms, and eighteen months of what happened, by the services themselves."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from assurance.services import publish_closed_terms
from foundation.people.rules import NIGHT, SUPPORT, SYSTEM, WHISTLEBLOWING
from foundation.people.services import set_contact
from foundation.trail.services import seal

from . import cast
from .basics import load_basics
from .clock import Days, live
from .stories import Stories
from .working import asked_how_they_are
from .year import year

LIVED = timedelta(days=560)
_PASSWORD = "demo-password"  # noqa: S105 the name of a file


def password() -> str:
    """The one password of everybody in the demo, made with the trust and kept beside it."""
    return (settings.VAR / _PASSWORD).read_text().strip()


def is_whole() -> bool:
    """Whether a trust was made to its end; the password is written last."""
    return (settings.VAR / _PASSWORD).exists()


def seed(stdout) -> None:
    """Make the whole trust. Not in one transaction: its mails are sent between the changes, as in life."""
    now = timezone.now()
    chosen = f"{secrets.choice(_WORDS)}-{secrets.choice(_WORDS)}-{secrets.choice(_WORDS)}-{secrets.randbelow(90) + 10}"
    load_basics(at=now - LIVED)
    people = cast.load(at=now - LIVED, password=chosen)
    set_contact(SUPPORT, name="Lantern, a support line for people who work in schools", phone="0808 157 0123", by=SYSTEM, at=now - LIVED)
    set_contact(WHISTLEBLOWING, name="The governance professional, Clem Foster", phone="01632 960 118", by=SYSTEM, at=now - LIVED)
    alder = people["hana"].academy
    set_contact(NIGHT, name="Dot Frame, deputy safeguarding lead", phone="01632 960 147", academy=alder, by=SYSTEM, at=now - LIVED)
    since = (now - LIVED).date()

    def weekly(at):
        asked_how_they_are(by=people["rhys"], at=at)
        publish_closed_terms(at=at, since=since)
        seal(at=at)

    steps = live(year(Stories(people, Days(now))), until=now, weekly=weekly)
    (settings.VAR / _PASSWORD).write_text(chosen)
    stdout.write(f"{steps} steps of an invented life.")


def start_over() -> None:
    """Clear away what a start cut short has left of the embedded database. Another database is left alone."""
    connection.close()
    for path in settings.VAR.glob("db.sqlite3*"):
        path.unlink()


_WORDS = (
    "amber birch cedar dapple ember fern garnet heron indigo juniper kestrel linden "
    "maple nectar otter pebble quartz rowan saffron thistle umber violet willow yarrow"
).split()

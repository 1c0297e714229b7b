"""One's own calendar for other programs: what it carries, and the pages on which it is made and stopped."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from foundation.face import when
from foundation.face.rows import MoveLink
from foundation.people.models import Person

from . import holding, pages, selectors
from .rules import feeds


def written_for(person: Person, at: datetime) -> bytes:
    """The person's calendar as a file. Each date leads here by an address that says nothing of what it is about."""
    site, host = settings.SITE_URL, urlsplit(settings.SITE_URL).hostname
    return feeds.written(
        feeds.Entry(
            uid=f"{row.uuid}@{host}",
            revision=row.revision,
            changed_at=row.changed_at,
            due_at=row.due_at,
            reference=row.reference,
            url=f"{site}{reverse('deadlines:open', args=[row.uuid])}",
        )
        for row in holding.for_feed(person, at)
    )


def page(person: Person, rights, at: datetime) -> dict:
    """Whether there is an address, since when, and what can be done about it."""
    row = selectors.feed_of(person)
    make, stop = reverse("deadlines:make-feed"), reverse("deadlines:stop-feed")
    moves = [MoveLink("Make an address", make)]
    if row:
        moves = [MoveLink("Stop it", stop, kind="warning"), MoveLink("Make another address", make, kind="secondary")]
    return {
        "title": "My deadlines in my own calendar",
        "back": reverse("deadlines:mine"),
        "places": pages.places(person, rights, at, "deadlines:feed"),
        "since": when.moment(row.made_at) if row else "",
        "moves": moves,
    }


def make_page(person: Person) -> dict:
    """The page that shows the address, and it alone: the key comes back with its form, and only a hash is kept."""
    return {
        "title": "The address of your calendar",
        "back": reverse("deadlines:feed"),
        "address": f"{settings.SITE_URL}{reverse('deadlines:calendar')}?key=",
        "replaces": selectors.feed_of(person) is not None,
    }


def stop_page() -> dict:
    return {
        "title": "Stop the address of your calendar?",
        "back": reverse("deadlines:feed"),
        "lead": "From then on it opens nothing. What your calendar has read already, it may keep: delete it there.",
    }

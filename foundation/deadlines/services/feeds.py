"""A person's own calendar for other programs: made, made anew, stopped, each by themselves."""

from datetime import datetime

from django.db import transaction

from foundation.deadlines.models import CalendarFeed
from foundation.deadlines.rules import feeds
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.people.models import Person
from foundation.people.services import TRUST, token
from foundation.trail import services as trail


def make_feed(*, key: str, by: Person, at: datetime) -> CalendarFeed:
    """The address that carries `key` opens `by`'s calendar from now on, and the one before opens nothing. Only a keyed hash is kept.

    Raises Refused for what is no key of this house, and for one that was used before.
    """
    if not feeds.is_key(key):
        raise Refused(feeds.NOT_A_KEY)
    with transaction.atomic():
        _stop(by, at)
        row, fresh = CalendarFeed.objects.get_or_create(key_index=sealing.blind(feeds.NAME, key), defaults={"person": by, "made_at": at})
        if not fresh:
            raise Refused(feeds.USED_BEFORE)
        _record("feed.made", row, by, at)
    return row


def stop_feed(*, by: Person, at: datetime) -> None:
    """The address opens nothing any more; where there is none, nothing happens."""
    with transaction.atomic():
        _stop(by, at)


def _stop(by: Person, at: datetime) -> None:
    Person.objects.select_for_update().get(pk=by.pk)  # one address at a time, however often somebody asks at once
    row = CalendarFeed.objects.filter(person=by, ended_at__isnull=True).first()
    if row is not None:
        CalendarFeed.objects.filter(pk=row.pk).update(ended_at=at)
        _record("feed.stopped", row, by, at)


def _record(action: str, row: CalendarFeed, by: Person, at: datetime) -> None:
    chain = by.academy.uuid if by.academy else TRUST
    trail.record(chain, action=action, actor=token(chain, by), at=at, ids={"feed": str(row.uuid)})

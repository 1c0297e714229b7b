"""Who asked for what they may not see (DESIGN 4: refused attempts are events)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from foundation.dossiers import rules
from foundation.dossiers.models import Attempt
from foundation.dossiers.selectors import refused_at
from foundation.people.models import Person

from .keeping import lock, record

KEPT_DAYS = 1  # so that somebody who tries all day is one event a day


def note_attempt(named: str, *, by: Person, at: datetime) -> None:
    """Write down that `named`, a reference or an id, was asked for and answered with nothing. One insert, whether or not it exists;
    whatever is no name of that form is not kept. Twice a day is once."""
    if rules.is_reference(named) or rules.is_id(named):
        row = Attempt(person=by, named=named, day=timezone.localtime(at).date(), at=at)
        Attempt.objects.bulk_create([row], ignore_conflicts=True)


def settle_attempts(*, at: datetime, limit: int = 500) -> int:
    """Make an event of each attempt at something that exists and was not the person's to see; the number of those. Two workers at once
    settle each attempt once. Rows of the day before yesterday go."""
    waiting = Attempt.objects.filter(settled=False).select_related("person").order_by("pk")[:limit]
    made = sum(_settle(attempt, at) for attempt in waiting)
    Attempt.objects.filter(settled=True, day__lt=timezone.localtime(at).date() - timedelta(days=KEPT_DAYS)).delete()
    return made


def _settle(attempt: Attempt, at: datetime) -> bool:
    with transaction.atomic():
        if not Attempt.objects.filter(pk=attempt.pk, settled=False).update(settled=True):
            return False
        if (dossier := refused_at(attempt)) is None:
            return False
        lock(dossier)
        record(dossier, action="access.refused", by=attempt.person, at=at)  # a chain goes forwards
        return True

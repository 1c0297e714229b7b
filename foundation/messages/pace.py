"""How fast mail that is not urgent may leave: what the mail server has refused lately, and what the trust has set (ADR 0051)."""

from datetime import datetime, timedelta
from random import SystemRandom

from django.conf import settings
from django.db import transaction
from django.db.models import Count

from . import rules
from .models import Message, Pace

_MINUTE, _ONE_TROUBLE = timedelta(minutes=1), timedelta(minutes=30)
_LONGER = 1.25  # at most, by chance: others that were refused at the same moment do not all come back at the next
_chance = SystemRandom()


def room(at: datetime, most: int) -> int:
    """How many mails that are not urgent may leave now, at most `most`. Where a limit is set, whoever asks next waits until this
    transaction ends, so that no two workers take the same room."""
    limit = settings.MAILS_PER_MINUTE
    if most <= 0 or held(at, _locked() if limit else Pace.objects.first()):
        return 0
    return min(most, max(limit - _just_left(at), 0)) if limit else most


def hold(at: datetime, *, longer: bool = True) -> datetime:
    """The mail server takes no more for now: what is not urgent waits until the moment this gives. `longer`: for longer and longer, as long
    as nothing leaves in between."""
    with transaction.atomic():
        pace = _locked()
        if held(at, pace):
            return pace.until
        if pace.until is None or at - pace.until > _ONE_TROUBLE:
            pace.since, pace.holds = at, 0
        elif Message.objects.filter(state=rules.SENT, sent_at__gte=pace.until).exists():
            pace.holds = 0
        pace.holds = min(pace.holds + 1, len(rules.HOLDS)) if longer else 1
        pace.until = at + rules.HOLDS[pace.holds - 1] * _chance.uniform(1, _LONGER)
        pace.save()
    return pace.until


def held(at: datetime, pace: Pace | None) -> bool:
    """Whether what is not urgent waits. A clock that was ahead holds nothing for longer than a hold can be."""
    return bool(pace and pace.until) and at < pace.until <= at + rules.HOLDS[-1] * _LONGER


def slowed(at: datetime) -> Pace | None:
    """Why mail waits, where it is the mail server that takes no more; also in the moments in between when it takes some."""
    pace = Pace.objects.first()
    return pace if pace and (held(at, pace) or held(at - 2 * _MINUTE, pace)) else None


def _locked() -> Pace:
    Pace.objects.get_or_create(pk=1)
    return Pace.objects.select_for_update().get(pk=1)


def _just_left(at: datetime) -> int:
    """Mails of the last minute, and those on their way, urgent ones too: the mail server counts them all."""
    sent = Message.objects.filter(state=rules.SENT, sent_at__gt=at - _MINUTE, sent_at__lte=at + _MINUTE)
    leaving = Message.objects.filter(state=rules.CLAIMED)
    return sum(rows.aggregate(number=Count("message_id", distinct=True))["number"] for rows in (sent, leaving))

"""Sweeping and sending at chosen moments, and what should have come of it, worked out from the ladders alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.test.utils import override_settings

from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.ladders import rungs
from foundation.deadlines.selectors import calendar_of
from foundation.deadlines.services import sweep
from foundation.messages.models import Message
from foundation.messages.services import send_due

from .scene import Scene

Told = dict[tuple[str, str], datetime]  # when somebody is reminded, by deadline and rung


@contextmanager
def posting(here: Scene) -> Iterator[None]:
    """What this process sends goes to the scene's mail server."""
    here.mails.start()
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=here.mails.port):
        yield


def every(step: timedelta, first: datetime, last: datetime) -> list[datetime]:
    """Moments from `first` to `last`, both included."""
    return [first + step * number for number in range((last - first) // step + 1)]


def walk(moments: Iterable[datetime]) -> None:
    for at in moments:
        sweep(at=at)
        send_due(at=at)


def expected(deadlines: Iterable[Deadline], moments: Sequence[datetime]) -> Told:
    """At each moment the highest of the rungs that have come since the last time, whichever way the clock went in between."""
    told = {}
    for row in deadlines:
        ahead, came = rungs(row.terms, row.started_at, row.due_at, calendar_of(row.dossier)), None
        rung = next(ahead, None)
        for at in moments:
            while rung and rung.at <= at:
                came, rung = rung, next(ahead, None)
            if came:
                told[str(row.uuid), came.code] = at
                came = None
    return told


def found(deadlines: Iterable[Deadline]) -> tuple[Told, int]:
    """What stands in the outbox, and how often somebody was told twice of the same."""
    ours = {str(row.uuid) for row in deadlines}
    keys = [(key.split(":"), at) for key, at in Message.objects.exclude(key=None).values_list("key", "created_at")]
    told = {(deadline, code): at for (_, deadline, _, code, _), at in keys if deadline in ours}
    people = Counter((deadline, code, person) for (_, deadline, _, code, person), _ in keys)
    return told, people.total() - len(people)

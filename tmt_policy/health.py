"""Is it alive, and is it ready: for machines that watch it. Strangers may ask, so the answers are names and yes or no, never a detail."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import KombuError

from foundation.deadlines import selectors as deadlines
from foundation.evidence import clamd
from foundation.evidence import selectors as evidence
from foundation.people.marks import public

from .celery import app

log = logging.getLogger(__name__)


@public
@require_safe
@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """`/healthz`: this process answers. Asks nothing of the database, so that its trouble does not restart every web process."""
    return JsonResponse({"alive": "ok"})


@public
@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """`/readyz`: 200 when each of `CHECKS` holds, else 503. Nobody asks the mail server, the folder of evidence, or whether there is a
    policy: those show where they are used."""
    found = answers(timezone.now())
    said = {name: "ok" if good else "not ok" for name, good in found.items()}
    if not settings.CLAMAV:
        said["scanner"] = "not set"  # files are not checked for harmful software: a choice of whoever runs it, and said openly
    return JsonResponse(said, status=200 if all(found.values()) else 503)


def answers(now: datetime) -> dict[str, bool]:
    """Whether each of `CHECKS` holds at `now`; one that cannot be made does not."""
    return {name: _holds(name, check, now) for name, check in CHECKS.items()}


def _holds(name: str, check: Callable[[datetime], bool], now: datetime) -> bool:
    try:
        return check(now)
    except (DatabaseError, KombuError, OSError, clamd.Unanswered) as trouble:
        log.error("not ready: %s (%s)", name, type(trouble).__name__)
        return False


def database(now: datetime) -> bool:
    """The database answers. Raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def broker(now: datetime) -> bool:
    """The queue takes work, asked for two seconds at most. Raises OperationalError."""
    with app.connection_for_write() as link:
        link.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=2)
        return link.connected


def migrations(now: datetime) -> bool:
    """The database has every table this code expects. Raises DatabaseError."""
    return _migrated() or bool(_migrated.cache_clear())


@cache
def _migrated() -> bool:  # a yes stays true as long as the process lives; only a no is asked again
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def heartbeat(now: datetime) -> bool:
    """The sweep for what is due ran lately: within five minutes, or four of its rounds where those are longer. Raises DatabaseError."""
    last = deadlines.heartbeat()
    patience = max(timedelta(minutes=5), 4 * settings.CELERY_BEAT_SCHEDULE["beat"]["schedule"])
    return last is not None and now - last <= patience


def scanner(now: datetime) -> bool:
    """Where one is set: clamd answers, and no file has waited for it longer than half an hour. Raises DatabaseError, Unanswered."""
    where = clamd.place(settings.CLAMAV)
    if where is None:
        return True
    oldest = evidence.waiting_since()
    return clamd.answers(where, patience=2) and (oldest is None or now - oldest <= timedelta(minutes=30))


CHECKS = {"database": database, "broker": broker, "migrations": migrations, "heartbeat": heartbeat, "scanner": scanner}

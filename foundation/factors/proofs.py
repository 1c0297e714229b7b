"""What the session in hand remembers: how and when somebody proved that it is they."""

import time
from datetime import datetime

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django.conf import settings

from . import rules

_ACTIVE, _COARSE = "active", 60  # seconds between two notes of the same


def of(request) -> list[dict]:
    return get_authentication_records(request, request.user)


def fresh(request, *, always: bool = False) -> bool:
    """Whether the last proof is young enough for what takes something away. `always`: also where nothing else is asked again."""
    minutes = settings.STEP_UP_MINUTES or (rules.ALWAYS if always else 0)
    return not minutes or rules.is_fresh(of(request), time.time(), minutes)


def since(request, moment: datetime) -> bool:
    """Whether it was proved at that moment or later."""
    return rules.last_proof(of(request)) >= moment.timestamp()


def near(request) -> bool:
    """Whether a case may be opened without asking."""
    minutes = settings.STEP_UP_MINUTES
    return not minutes or rules.is_near(of(request), request.session.get(_ACTIVE, 0), time.time(), minutes)


def note_work(request) -> None:
    """Working on a case goes on."""
    now = time.time()
    if settings.STEP_UP_MINUTES and now - request.session.get(_ACTIVE, 0) > _COARSE:
        request.session[_ACTIVE] = now


def by_password(request) -> None:
    reauthenticate_by_password(request)


def by_new_step(request, kind: str) -> None:
    """Whoever sets up a second step has just shown that they hold it."""
    record_authentication(request, request.user, rules.MFA, type=kind, reauthenticated=True)

"""How often a code may be tried: for whoever tries, and for the account. Nobody's tries hold its owner off in a browser they know."""

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.core.cache import cache

from foundation.people.accounts import known_browser, mark_of
from foundation.people.models import User

_REMEMBERED = 180  # seconds: longer than any code of an app is good for


def spend(request, user: User):
    """Count one try. Gives what takes it back; raises ValidationError when there were too many."""
    browser, marks = known_browser(request)
    mark = mark_of(user.email)
    if mark in marks:
        limits = (("code_known", f"{mark}:{browser}"), ("code_known_account", mark))
    else:
        limits = (("code_failed", f"{mark}:{get_adapter().get_client_ip(request)}"), ("code_account", mark))
    used = []
    for action, key in limits:
        spent = ratelimit.consume(request, app="allauth.account", action=action, key=key)
        if not spent:
            raise get_adapter().validation_error("too_many_login_attempts")
        used.append(spent)
    return lambda: [one.rollback() for one in used]


def first_use(user: User, code: str) -> bool:
    """Whether this code was not used a moment ago: whoever looked over a shoulder cannot use it again."""
    return cache.add(f"step-used:{user.pk}:{mark_of(code)}", True, timeout=_REMEMBERED)

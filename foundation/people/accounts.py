"""How allauth behaves here: nobody signs themselves up, who has left does not sign in, and wrong tries hold off those who make them."""

import re
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from foundation.face.signing_in import REFUSALS

from .models import Invitation, Person, User

_SALT = "people.known-browser"
_HEX = re.compile(r"[0-9a-f]{32}")
_KEPT, _ACCOUNTS = 180 * 24 * 3600, 8


class Adapter(DefaultAccountAdapter):
    """Wrong tries count for an account from one address, and for the account from everywhere. A browser in which somebody has signed in
    before counts for itself: no stranger, in the same building or far away, holds them off. What the limits are stands in the settings."""

    error_messages = DefaultAccountAdapter.error_messages | REFUSALS

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        """An address that cannot be read is none to go on to."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def pre_login(self, request, user, **kwargs):
        left = user.person.left_on
        if left is not None and left < timezone.localdate():
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def pre_authenticate(self, request, **credentials):
        login = credentials.get("email", "").lower()
        browser, marks = known_browser(request)
        if (mark := mark_of(login)) in marks:
            spent = self._spend(request, "login_known", f"{mark}:{browser}")
            spent.usage.extend(self._spend(request, "login_known_account", mark).usage)
        else:
            spent = self._spend(request, "login_failed", f"{mark}:{self.get_client_ip(request)}")
            spent.usage.extend(self._spend(request, "login_account", mark).usage)
        self._login_failed_rl_usage = spent  # allauth gives it back when the password was right

    def post_login(self, request, user, **kwargs):
        answer = super().post_login(request, user, **kwargs)
        remember(answer, request, user.email)
        return answer

    def _spend(self, request, action, key):
        spent = ratelimit.consume(request, app="allauth.account", action=action, key=key)
        if not spent:
            raise self.validation_error("too_many_login_attempts")
        return spent

    def _get_login_attempts_cache_key(self, request, **credentials):
        return f"{mark_of(credentials.get('email', '').lower())}:{self.get_client_ip(request)}"


def known_browser(request) -> tuple[str, list[str]]:
    """The browser's id, the same for as long as it is known, and marks of the accounts that have signed in in it, newest first; ("", [])
    for a cookie that is old or not ours."""
    try:
        browser, *marks = signing.loads(request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE, ""), salt=_SALT, max_age=_KEPT)
    except (signing.BadSignature, ValueError):
        return "", []
    return browser, marks


def remember(answer, request, email: str) -> None:
    """Mark the browser as one in which this account has signed in; the mark tells nobody which account it is. Its id stays, whoever
    signs in between: tries are counted by it."""
    browser, known = known_browser(request)
    marks = list(dict.fromkeys([mark_of(email.lower()), *known]))[:_ACCOUNTS]
    answer.set_cookie(
        settings.KNOWN_BROWSER_COOKIE, signing.dumps([browser or get_random_string(22), *marks], salt=_SALT), max_age=_KEPT,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )


def reset_path(person: Person) -> str:
    """Where the person chooses a new password: made with a token that is fresh now. "" for somebody without a sign-in."""
    user = User.objects.filter(person_id=person.pk, is_active=True).first() if person.pk else None
    if user is None:
        return ""
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=parts)


def invitation_path(person: Person) -> str:
    """Where somebody who was invited chooses how they sign in. "" where the newest invitation has been used. Nobody can make it out of the
    database alone, and a new address of theirs makes an old link worthless."""
    newest = Invitation.objects.filter(person_id=person.pk).order_by("-pk").first() if person.pk else None
    if newest is None or newest.used_at is not None:
        return ""
    return reverse("entry:invited", args=[f"{newest.uuid.hex}-{_seal(newest.uuid, person.email)}"])


def invited_by(token: str) -> Invitation | None:
    """The invitation whose link carried `token`, usable or not."""
    uuid, _, seal = token.partition("-")
    found = Invitation.objects.filter(uuid=UUID(uuid)).select_related("person").first() if _HEX.fullmatch(uuid) else None
    return found if found and constant_time_compare(seal, _seal(found.uuid, found.person.email)) else None


def _seal(uuid: UUID, email: str) -> str:
    return salted_hmac("people.invitation", f"{uuid.hex} {email.lower()}", algorithm="sha256").hexdigest()


def mark_of(login: str) -> str:
    """What stands for an account where it must not be told which it is."""
    return salted_hmac(_SALT, login).hexdigest()[:20]

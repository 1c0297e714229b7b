"""Signing in with an account people have already, and choosing a first sign-in. Nobody is told who has one."""

import logging

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.rules import Refused
from foundation.factors.passkeys import asked_for_new
from foundation.people.marks import public

from . import pending, rules, selectors, services
from .forms import FirstPasskey, FirstPassword
from .openid import journey
from .openid.refusals import PASSING, NotProven

log = logging.getLogger(__name__)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request, provider):
    """To the provider; a GET asks first, because only a sent form shows that somebody wants it. Whoever is signed in goes there only to
    show once more who they are."""
    found, signed_in = settings.OIDC.get(provider), request.user.is_authenticated
    again = signed_in and "again" in request.POST and found is not None and selectors.may_show_it_there(request.user, found.issuer)
    if found is None or (signed_in and not again):
        return _nowhere(request)
    if request.method != "POST":
        return render(request, "entry/begin.html", {"provider": found, "next": get_next_redirect_url(request) or ""})
    if too_many := ratelimit.consume_or_429(request, action="login"):
        return too_many
    invited = pending.opened_invitation(request.session) if "invited" in request.POST else ""
    try:
        begun = journey.begin(found, back=_back_to(found), choose=bool(invited), fresh=again)
    except NotProven as wrong:
        return _refused(request, found, wrong)
    pending.keep(request.session, begun, provider=found.key, at=timezone.now().timestamp(), invited=invited, fresh=again,
                 onward=get_next_redirect_url(request) or "")
    return redirect(begun.address)


@public
@never_cache
@require_safe
def back(request, provider):
    """From the provider: whoever proves to be somebody we know is signed in; whoever was invited is joined first."""
    found = settings.OIDC.get(provider)
    begun = pending.take(request.session, request.GET.get("state", ""), found.key) if found else None
    if found is None or (request.user.is_authenticated and not (begun and begun.fresh)):
        return _nowhere(request)
    now = timezone.now()
    try:
        subject = journey.finish(found, begun, request.GET.dict(), back=_back_to(found), now=now.timestamp())
        user = _joined(begun, found, subject, now) if begun.invited else selectors.user_of(found.issuer, subject, now)
    except NotProven as wrong:
        return _refused(request, found, wrong)
    except Refused as refused:
        return _say(request, found, refused.sentence)
    if begun.fresh:
        return _shown_again(request, user, found, begun)
    if user is None:
        return _say(request, found, rules.NOT_OURS)
    return _signed_in(request, user, onward=begun.onward, method="openid", provider=found.key, second_step=found.second_step)


@public
@never_cache
@require_safe
def invited(request, token):
    """The mailed link. It leaves the address at once, and is used up only by a choice."""
    if request.user.is_authenticated:
        return redirect("home")
    found = selectors.invitation_for(token, timezone.now())
    if found is None:
        return render(request, "entry/over.html")
    pending.open_invitation(request.session, str(found.uuid))
    return redirect("entry:first")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first(request):
    """What whoever was invited signs in with from now on."""
    found = _invitation(request)
    if found is None:
        return _nowhere(request)
    form = FirstPassword(request.POST if request.method == "POST" else None)
    if settings.PASSWORDS and form.is_valid():
        try:
            user = services.choose_password(found, password=form.cleaned_data["password1"], at=timezone.now())
            return _signed_in(request, user, onward="", method="password")
        except Refused as refused:
            form.refuse(refused.sentence)
    context = {"form": form, "providers": settings.OIDC.values(), "passwords": settings.PASSWORDS, "person": found.person}
    return render(request, "entry/first.html", context, status=422 if request.method == "POST" else 200)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_passkey(request):
    """A passkey on this device, for whoever was invited. Only when it is made the invitation is used up."""
    found = _invitation(request)
    if found is None:
        return _nowhere(request)
    user, asked = selectors.user_to_be(found.person), pending.take_passkey(request.session) == str(found.uuid)
    form = FirstPasskey(request.POST if request.method == "POST" else None, user=user, asked=asked)
    if form.is_valid():
        try:
            made = services.choose_passkey(found, **form.cleaned_data, at=timezone.now())
            pending.forget(request.session)
            return perform_passwordless_login(request, made, Login(user=made.user))
        except Refused as refused:
            form.refuse(refused.sentence)
    pending.ask_passkey(request.session, str(found.uuid))
    context = {"form": form, "person": found.person, "options": asked_for_new(user), "others": settings.PASSWORDS or settings.OIDC}
    return render(request, "entry/first_passkey.html", context, status=422 if request.method == "POST" else 200)


def _invitation(request):
    """The one this browser has opened, as long as it can be used by whoever is not signed in."""
    found = selectors.invitation_still_open(pending.opened_invitation(request.session), timezone.now())
    return None if request.user.is_authenticated else found


def _joined(begun, provider, subject, now):
    found = selectors.invitation_still_open(begun.invited, now)
    if found is None:
        raise Refused(rules.OVER)
    return services.join(found, issuer=provider.issuer, subject=subject, at=now)


def _signed_in(request, user, *, onward, method, **how):
    """By allauth, so that a second factor, the known browser and the session are what they are with a password."""
    pending.forget(request.session)
    record_authentication(request, user, method=method, **how)
    return perform_login(request, Login(user=user, redirect_url=onward or None))


def _shown_again(request, user, provider, begun):
    """Whoever is signed in has signed in there once more, as the same person."""
    if not request.user.is_authenticated or user != request.user:
        return _say(request, provider, rules.ANOTHER)
    record_authentication(request, user, method="openid", provider=provider.key, second_step=provider.second_step, reauthenticated=True)
    return redirect(begun.onward or "home")


def _nowhere(request):
    return redirect("home" if request.user.is_authenticated else "account_login")


def _refused(request, provider, wrong: NotProven):
    log.warning("A sign-in with %s was refused. %s", provider.key, wrong.sentence)
    return _say(request, provider, wrong.sentence, again=wrong.why in PASSING)


def _say(request, provider, sentence: str, *, again: bool = False):
    return render(request, "entry/refused.html", {"provider": provider, "sentence": sentence, "again": again}, status=422)


def _back_to(provider) -> str:
    return settings.SITE_URL.rstrip("/") + rules.BACK.format(provider.key)

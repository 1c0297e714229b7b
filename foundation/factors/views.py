"""Once more who it is, and the second step being set up."""

import json

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.models import Login
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login, remove_authenticator
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic.edit import FormView

from foundation.people.selectors import sessions_of
from foundation.people.sessions import NAME

from . import forms, pages, passkeys, proofs, selectors, services


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def again(request):
    """Ask once more who it is, and go on to where they wanted."""
    form = forms.again(request.user, request.POST if request.method == "POST" else None)
    if form is not None and form.is_valid():
        form.prove()
        return redirect(_wanted(request))
    page = pages.again(request.user, form) | {"next": _wanted(request)}
    return render(request, "factors/again.html", page, status=422 if form is not None and form.errors else 200)


@require_safe
def needed(request):
    """Why a second step is needed, and what is open without."""
    return render(request, "factors/needed.html")


@require_safe
def sessions(request):
    """Where I am signed in."""
    return render(request, "factors/sessions.html", {"sessions": pages.sessions(request.person, _here(request), timezone.now())})


@require_http_methods(["GET", "HEAD", "POST"])
def end_sessions(request):
    """Sign out in one other place, or in all of them."""
    others = [one for one in sessions_of(request.person, timezone.now()) if str(one.name) != _here(request)]
    if not others:
        return redirect("sessions")
    form = forms.EndSession(request.POST if request.method == "POST" else None, sessions=others)
    if form.is_valid():
        services.sign_out(request.person, form.cleaned_data["which"], here=_here(request), at=timezone.now())
        messages.success(request, "It is done: whoever has that page open is signed out at their next click.")
        return redirect("sessions")
    return render(request, "form_page.html", {"form": form, "title": "Sign out somewhere else", "back": reverse("sessions")},
                  status=422 if form.errors else 200)


class SetUpApp(ActivateTOTPView):
    """allauth's page; whoever has just typed the app's first code is not asked for the second one a moment later."""

    def form_valid(self, form):
        answer = super().form_valid(form)
        proofs.by_new_step(self.request, selectors.APP)
        return answer


class SecondStep(AuthenticateView):
    """allauth's page between the password and the first page."""

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        has_one = selectors.PASSKEY in selectors.kinds(self.stage.login.user)
        return page | {"own_passkeys": json.dumps(page["js_data"]["request_options"]) if has_one else ""}


class AddPasskey(AddWebAuthnView):
    """allauth's page, with one kind of passkey: one that signs in by itself."""

    template_name = "factors/passkey_add.html"

    def get_context_data(self, **kwargs):
        return FormView.get_context_data(self, **kwargs) | {"options": passkeys.asked_for_new(self.request.user)}

    def form_valid(self, form):
        answer = super().form_valid(form)
        proofs.by_new_step(self.request, selectors.PASSKEY)
        return answer


class SignInByPasskey(LoginWebAuthnView):
    """allauth's, and it leads on to where somebody wanted."""

    def form_valid(self, form):
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=_wanted(self.request))
        return perform_passwordless_login(self.request, authenticator, login)


@require_http_methods(["GET", "HEAD", "POST"])
def take_passkey_away(request):
    """One of my passkeys no longer works."""
    own = {str(one.pk): one for one in selectors.passkeys(request.user)}
    if not own:
        return redirect("mfa_index")
    raise_if_reauthentication_required(request, app="allauth.mfa")
    form = forms.TakePasskeyAway(request.POST if request.method == "POST" else None, passkeys=own.values(),
                                 only=selectors.only_passkey(request.user))
    if form.is_valid():
        remove_authenticator(request, own[form.cleaned_data["which"]])
        return redirect("mfa_index")
    return render(request, "form_page.html", {"form": form, "title": "Take a passkey away", "back": reverse("mfa_index")},
                  status=422 if form.errors else 200)


def _here(request) -> str:
    return request.session.get(NAME, "")


def _wanted(request) -> str:
    """Where to go on: an address of this site, or home."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()) else "/"

"""Once more who it is, and the second step being set up."""

from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from foundation.people.selectors import sessions_of
from foundation.people.sessions import NAME

from . import forms, pages, proofs, selectors, services


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def again(request):
    """Ask once more who it is, and go on to where they wanted."""
    form = forms.again(request.user, request.POST if request.method == "POST" else None)
    if form is not None and form.is_valid():
        form.prove()
        return redirect(_wanted(request))
    page = {"form": form, "next": _wanted(request), "by_code": isinstance(form, forms.CodeAgain)}
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


def _here(request) -> str:
    return request.session.get(NAME, "")


def _wanted(request) -> str:
    """Where to go on: an address of this site, or home."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()) else "/"

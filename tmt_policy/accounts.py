"""The sign-in pages of allauth that are in use, each with its mark. The rest of allauth has no address here."""

from functools import wraps

from allauth.account import views
from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from django.conf import settings
from django.shortcuts import redirect
from django.urls import include, path, re_path
from django.utils import timezone

from foundation.messages.resets import ask_reset
from foundation.people.marks import public, signed_in


def by_password(view):
    """A page about passwords, in a trust that has them; elsewhere it leads to the sign-in page."""

    @wraps(view)
    def where_there_are_any(request, *args, **kwargs):
        return view(request, *args, **kwargs) if settings.PASSWORDS else redirect("account_login")

    return where_there_are_any


def with_one(view):
    """A page about somebody's own password; whoever has none is led to how they sign in."""

    @wraps(view)
    def where_there_is_one(request, *args, **kwargs):
        return view(request, *args, **kwargs) if request.user.has_usable_password() else redirect("mfa_index")

    return where_there_is_one


class SignIn(views.LoginView):
    """The trust's providers, and the form for a password where there are any."""

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if settings.PASSWORDS else redirect("account_login")

    def get_context_data(self, **kwargs):
        onward = get_next_redirect_url(self.request) or ""
        return super().get_context_data(**kwargs) | {"providers": settings.OIDC.values(), "passwords": settings.PASSWORDS, "next": onward}


class ForgottenPassword(views.PasswordResetView):
    """The same steps for an address somebody has and for one nobody has: whoever sends the mail finds out."""

    def form_valid(self, form):
        address = form.cleaned_data["email"]
        if ratelimit.consume(self.request, action="reset_password", key=address):
            ask_reset(address, at=timezone.now())  # beyond that nobody is held off by a stranger's tries: the links that were sent work
        return redirect("account_reset_password_done")


urlpatterns = [
    path("login/", public(SignIn.as_view()), name="account_login"),
    path("logout/", public(views.logout), name="account_logout"),
    path("inactive/", public(views.account_inactive), name="account_inactive"),
    path("signup/", public(views.signup), name="account_signup"),  # closed: says whom to ask
    path("password/change/", signed_in(by_password(with_one(views.password_change))), name="account_change_password"),
    path("password/reset/", public(by_password(ForgottenPassword.as_view())), name="account_reset_password"),
    path("password/reset/done/", public(views.password_reset_done), name="account_reset_password_done"),
    re_path(r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", public(by_password(views.password_reset_from_key)),
            name="account_reset_password_from_key"),
    path("password/reset/key/done/", public(views.password_reset_from_key_done), name="account_reset_password_from_key_done"),
    path("", include("foundation.factors.urls")),
]

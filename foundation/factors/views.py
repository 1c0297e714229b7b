"""Once more who it is, and the second step being set up."""

from allauth.mfa.totp.views import ActivateTOTPView
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from . import forms, proofs, selectors


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


class SetUpApp(ActivateTOTPView):
    """allauth's page; whoever has just typed the app's first code is not asked for the second one a moment later."""

    def form_valid(self, form):
        answer = super().form_valid(form)
        proofs.by_new_step(self.request, selectors.APP)
        return answer


def _wanted(request) -> str:
    """Where to go on: an address of this site, or home."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()) else "/"

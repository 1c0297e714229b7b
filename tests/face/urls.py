"""Two pages to stand on: every question, and every part."""

from django.http import Http404
from django.shortcuts import render
from django.urls import include, path

from foundation.face.forms import TmtForm
from tests.face import parts, questions


def form(request):
    form = questions.EveryQuestion(request.POST or None, request.FILES or None)
    return render(request, "form_page.html", {"form": form, "title": "Every question", "back": "/"}, status=422 if form.is_bound else 200)


def shown(request):
    request.nav, request.who, request.heartbeat = parts.NAV, "Sasha Reed", "Reminders last ran today at 8:15am."
    return render(request, "every_part.html", parts.EVERY)


def missing(request, rest=""):
    raise Http404(f"hidden {rest}")


def broken(request):
    raise RuntimeError("a secret")


def plain(request):
    return render(request, "base.html", {"form": TmtForm()})


handler400 = "tmt_policy.errors.unreadable"
handler404 = "tmt_policy.errors.not_found"
handler500 = "tmt_policy.errors.server_error"
urlpatterns = [
    path("form/", form), path("parts/", shown), path("plain/", plain), path("gone/<path:rest>", missing), path("broken/", broken),
    path("accounts/", include("tmt_policy.accounts")),
]

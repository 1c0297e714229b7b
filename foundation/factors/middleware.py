"""Before a page that is guarded: the second step, and once more who it is (ADR 46). One place asks the mark of the view; no view asks."""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from foundation.dossiers.selectors import Rights
from foundation.people.rules import guarded

from . import forms, pages, proofs, rules, selectors


class ProofMiddleware:
    """Stands after the door, which puts the rights on the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        now = timezone.now()
        request.asleep = request.person is not None and _is_asleep(request, now)
        if request.asleep and request.method != "POST" and not rules.is_awakening(request.path):
            logout(request)
            request.person, request.rights, request.asleep = None, Rights(None, now), False
        elif request.person and not request.asleep:
            request.session.note_use(now)
        response = self.get_response(request)
        if request.asleep and request.person and proofs.since(request, now):  # nothing but a proof wakes it
            request.session.note_use(timezone.now())
        return response

    def process_view(self, request, view, args, kwargs):
        mark = getattr(view, "mark", None)
        if request.person is None or mark is None or mark.kind == "public":
            return None
        if request.asleep and not rules.is_awakening(request.path):  # something was typed for too long: asked here, it is not lost
            answer = _ask(request)
            if answer is not None:
                return answer
        if not _asks():
            return None
        if not _is_guarded(request, mark):
            return None
        if settings.SECOND_FACTOR and not rules.stepped(proofs.of(request)):
            return _ask(request) if selectors.kinds(request.user) else redirect(_led("step-needed", request))
        enough = proofs.fresh(request) if mark.fresh else proofs.near(request) if rules.names_one(kwargs) else True
        answer = None if enough else _ask(request)
        if answer is None and rules.names_one(kwargs):
            proofs.note_work(request)
        return answer


def _is_asleep(request, now) -> bool:
    """Whether nobody has used this session for so long that somebody else may sit there: of whoever holds a guarded right."""
    limit, used = settings.IDLE_MINUTES, request.session.used
    return bool(limit and used and now - used > timedelta(minutes=limit) and request.rights.guarded)


def _asks() -> bool:
    return settings.SECOND_FACTOR or settings.STEP_UP_MINUTES > 0


def _is_guarded(request, mark) -> bool:
    """Whether this page shows its visitor what only a guarded right shows. Where the view has no right of its own and asks the door, it
    is, for whoever holds such a right, unless it is one of the few that are everybody's own."""
    if mark.kind == "right":
        return guarded({mark.right}) and mark.right in request.rights
    return not rules.is_open(request.resolver_match.view_name, request.path) and request.rights.guarded


def _ask(request):
    """Ask on a page of its own, or, of what was typed already, on a page that carries it: nothing is lost and nothing is kept here.
    None once the answer came along and is right."""
    if request.method != "POST":
        return redirect(_led("account_reauthenticate", request))
    sent = any(name.startswith("proof-") for name in request.POST)
    form = forms.again(request.user, request.POST if sent else None)
    if form is not None and form.is_valid():
        form.prove()
        return None
    typed = [(name, value) for name, values in request.POST.lists() if not name.startswith("proof-") and name != "csrfmiddlewaretoken"
             for value in values]
    page = pages.again(request.user, form) | {"typed": typed, "files": list(request.FILES)}
    return render(request, "factors/in_place.html", page, status=422)


def _led(name: str, request) -> str:
    wanted = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    return f"{reverse(name)}?{urlencode({'next': wanted})}"

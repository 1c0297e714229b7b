"""Serving a request in writing on somebody who cannot sign in, and what became of it: each its own page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.casefile.asking import ask, found, offer
from cases.casefile.listing import party_name
from cases.removals import rules, selectors, services
from cases.removals.services.telling import path
from cases.serving.forms import FateForm, ServeForm, fate, sending
from cases.serving.pages import CAME_BACK, before_serving
from cases.serving.rules import new_code
from cases.serving.selectors import to_serve
from foundation.dossiers.asking import sent_before
from foundation.people.marks import needs

asked = require_http_methods(["GET", "HEAD", "POST"])


@needs("report.read")
@asked
@sent_before("removal.serve")
def serve(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "serve")
    letter = to_serve(row.dossier, row.uuid, back=path(row))
    form = ServeForm(request.POST or None, initial={"version": row.version, "code": new_code()})

    def act(cleaned, now):
        services.serve(row, **sending(cleaned), by=request.person, at=now, version=cleaned["version"])
        return path(row)

    return ask(
        request,
        form,
        act,
        purpose="removal.serve",
        title="Serve it in writing",
        back=path(row),
        version=lambda: _version(request, reference),
        template="serving/serve.html",
        **before_serving(letter, name=party_name(row.target), code=form["code"].value()),
    )


@needs("report.read")
@asked
@sent_before("removal.fate")
def record_fate(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "fate")
    form = FateForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.record_fate(row, **fate(cleaned), by=request.person, at=now, version=cleaned["version"])
        return path(row)

    return ask(
        request,
        form,
        act,
        purpose="removal.fate",
        title="What became of the letter",
        back=path(row),
        version=lambda: _version(request, reference),
        lead=CAME_BACK,
    )


def _row(request: HttpRequest, reference: str, move: str):
    now = timezone.now()
    row = found(selectors.removal_for(request.person, reference, now))
    offer(request, rules.REMOVAL, row.state, move, selectors.standing(row, request.person, now))
    return row


def _version(request: HttpRequest, reference: str) -> int:
    return found(selectors.removal_for(request.person, reference, timezone.now())).version

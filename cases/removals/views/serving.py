"""Serving a request in writing on somebody who cannot sign in, and what became of it: each its own page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.casefile.asking import ask, found, offer, sent_before
from cases.casefile.listing import party_name
from cases.removals import rules, selectors, services
from cases.removals.services.telling import path
from cases.serving.forms import FateForm, ServeForm
from cases.serving.rules import new_code
from cases.serving.selectors import made
from foundation.dossiers.rules import Refused
from foundation.face import when
from foundation.letters.pages import href
from foundation.people.marks import needs

asked = require_http_methods(["GET", "HEAD", "POST"])
_NO_LETTER = "Write the letter and make it first: what is served is the letter as it stands."


@needs("case.read")
@asked
@sent_before("removal.serve")
def serve(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "serve")
    letter = made(row.dossier, row.uuid)
    if letter is None:
        raise Refused(_NO_LETTER, back=path(row))
    form = ServeForm(request.POST or None, initial={"version": row.version, "code": new_code()})

    def act(cleaned, now):
        given = {"way": cleaned["way"], "proof": cleaned["proof"], "code": cleaned["code"], "version": cleaned["version"]}
        services.serve(row, sent_at=when.at(cleaned["day"], cleaned["time"]), **given, by=request.person, at=now)
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
        name=party_name(row.target),
        letter=href(letter),
        code=form["code"].value(),
        address=f"{settings.SITE_URL}/served/",
    )


@needs("case.read")
@asked
@sent_before("removal.fate")
def record_fate(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "fate")
    form = FateForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        came = when.at(cleaned["day"], cleaned["time"]) if cleaned["day"] and cleaned["time"] else None
        given = {"fate": cleaned["fate"], "proof": cleaned["proof"], "version": cleaned["version"]}
        services.record_fate(row, arrived_at=came, **given, by=request.person, at=now)
        return path(row)

    return ask(
        request,
        form,
        act,
        purpose="removal.fate",
        title="What became of the letter",
        back=path(row),
        version=lambda: _version(request, reference),
        lead="Where it came back nothing was served: the clock stops, and they are to be told anew.",
    )


def _row(request: HttpRequest, reference: str, move: str):
    now = timezone.now()
    row = found(selectors.removal_for(request.person, reference, now))
    offer(request, rules.REMOVAL, row.state, move, selectors.standing(row, request.person, now))
    return row


def _version(request: HttpRequest, reference: str) -> int:
    return found(selectors.removal_for(request.person, reference, timezone.now())).version

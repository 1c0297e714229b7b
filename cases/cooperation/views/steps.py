"""What every step of a request shares: one page, one small form, one service."""

import dataclasses
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.casefile.asking import ask, found, only_if
from cases.cooperation import links, rules, selectors
from cases.cooperation.models import CooperationRequest
from cases.cooperation.services.telling import path
from foundation.face.forms import TmtForm

asked = require_http_methods(["GET", "HEAD", "POST"])


def of_case(request: HttpRequest, reference: str, move: str) -> CooperationRequest:
    """The request for those who read its case; on opening the page, one that offers the move."""
    return _offering(request, found(selectors.request_for(request.person, reference, timezone.now())), move)


def of_either(request: HttpRequest, reference: str, *moves: str) -> CooperationRequest:
    """The request for the person it is asked of, or for whoever writes down what they say."""
    now = timezone.now()
    row = selectors.mine_for(request.person, reference, now) or selectors.request_for(request.person, reference, now)
    return _offering(request, found(row), *moves)


def of_those_there(request: HttpRequest, reference: str, move: str) -> CooperationRequest:
    """The request for whoever is there on the day; those who read its case are told why the step is not theirs."""
    now = timezone.now()
    row = selectors.attended_for(request.person, reference, now) or selectors.request_for(request.person, reference, now)
    return _offering(request, found(row), move)


def of_those_agreeing(request: HttpRequest, reference: str, *moves: str) -> CooperationRequest:
    """A session for HR and data protection while it waits for them; those who read its case are told why the step is not theirs."""
    now = timezone.now()
    row = found(selectors.to_agree_for(request.person, reference, now) or selectors.request_for(request.person, reference, now))
    return _offering(request, row, *moves)


def of_anybody_there(request: HttpRequest, reference: str, move: str) -> CooperationRequest:
    """The request for the person, or for whoever is there with them."""
    row = selectors.mine_for(request.person, reference, timezone.now())
    return _offering(request, row, move) if row else of_those_there(request, reference, move)


def step(
    request: HttpRequest, row: CooperationRequest, form: TmtForm, act: Callable[[dict, datetime], object], *, purpose: str, title: str,
    leads: bool = False, **context,
) -> HttpResponse:  # fmt: skip
    """Ask, do it once, and go back to the request; `leads`: to where `act` says."""

    def done(cleaned: dict, now: datetime) -> str:
        to = act(cleaned, now)
        return str(to) if leads else path(row)

    return ask(request, form, done, purpose=purpose, title=title, back=path(row), version=lambda: version_of(row), **context)


def version_of(row: CooperationRequest) -> int:
    return selectors.of_case(row.dossier).get(pk=row.pk).version


def by(request: HttpRequest, cleaned: dict, now: datetime) -> dict[str, object]:
    """Who does it, when, having seen which version, and whether they say that it is no password."""
    return {"by": request.person, "at": now, "version": cleaned["version"], "sure": bool(cleaned.get("not_password"))}


def written(cleaned: dict) -> dict[str, object]:
    """What is asked and why; of a supervised session also exactly what is looked at."""
    said = {"what": cleaned["what"], "why": cleaned["why"]}
    if "necessity" not in cleaned:
        return said
    scope = {field.name: cleaned[field.name] for field in dataclasses.fields(rules.Scope)}
    return said | {"scope": rules.Scope(**scope | {"kinds": tuple(scope["kinds"])})}


def plainly(request: HttpRequest, cleaned: dict, now: datetime) -> dict[str, object]:
    """`by` of a step in which nothing is typed."""
    return {"by": request.person, "at": now, "version": cleaned["version"]}


def _offering(request: HttpRequest, row: CooperationRequest, *moves: str) -> CooperationRequest:
    only_if(request, lambda: bool(set(moves) & set(links.offered(row, request.person, timezone.now()))))
    return row



"""What every step of a hearing shares: one page, one small form, one service."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.casefile.asking import ask, found, only_if
from cases.disciplinary import links, selectors
from cases.disciplinary.models import Disciplinary
from cases.disciplinary.services.telling import path
from foundation.face.forms import TmtForm

asked = require_http_methods(["GET", "HEAD", "POST"])


def of_work(request: HttpRequest, reference: str, move: str) -> Disciplinary:
    """The process for those who read its case or hear it; on opening the page, one that offers the move."""
    return _offering(request, found(selectors.process_for(request.person, reference, timezone.now())), move)


def of_either(request: HttpRequest, reference: str, move: str) -> Disciplinary:
    """The process for the person it is about, or for HR, who write down what they say."""
    now = timezone.now()
    row = selectors.mine_for(request.person, reference, now) or selectors.process_for(request.person, reference, now)
    return _offering(request, found(row), move)


def step(
    request: HttpRequest, row: Disciplinary, form: TmtForm, act: Callable[[dict, datetime], object], *, purpose: str, title: str, **context
) -> HttpResponse:
    """Ask, do it once, and go back to the process, or where `act` says."""

    def done(cleaned: dict, now: datetime) -> str:
        led = act(cleaned, now)
        return led if isinstance(led, str) else path(row)

    return ask(request, form, done, purpose=purpose, title=title, back=path(row), version=lambda: version_of(row), **context)


def version_of(row: Disciplinary) -> int:
    return selectors.of_case(row.dossier).version


def by(request: HttpRequest, cleaned: dict, now: datetime) -> dict[str, object]:
    """Who does it, when, having seen which version."""
    return {"by": request.person, "at": now, "version": cleaned["version"]}


def _offering(request: HttpRequest, row: Disciplinary, move: str) -> Disciplinary:
    only_if(request, lambda: move in links.offered(row, request.person, timezone.now()))
    return row

"""One move, one page, one small form: shown, checked, done once, and nothing typed is lost when it is refused (DESIGN 4)."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from foundation.dossiers.asking import ask_once
from foundation.dossiers.rules import Machine, Refused, offered
from foundation.face.forms import TmtForm


def found(row):
    """`row`, or the answer for what does not exist."""
    if row is None:
        raise Http404
    return row


def only_if(request: HttpRequest, theirs: Callable[[], bool], *, back: str = "") -> None:
    """On opening a move's page: raises Refused where it is not `theirs` now. A POST is left to the service, which keeps what was typed.
    `back`: where to go on, if not to the thing above it."""
    if request.method in ("GET", "HEAD") and not theirs():
        raise Refused("This step is not yours to take now: it belongs to somebody else, or it has been taken.", back=back)


def offer(request: HttpRequest, machine: Machine, state: str, name: str, standing, *, back: str = "") -> None:
    """The same for a move of a machine."""
    only_if(request, lambda: name in offered(machine, state, standing), back=back)


def ask(
    request: HttpRequest,
    form: TmtForm,
    act: Callable[[dict, object], str],
    *,
    purpose: str,
    title: str,
    back: str,
    version: Callable[[], int] | None = None,
    template: str = "form_page.html",
    **context,
) -> HttpResponse:
    """Show `form`; when it is sent and good, do `act(cleaned, at)` once and go to the address it gives.

    `version` tells the row's present version, for a page that has been overtaken.
    """
    return ask_once(
        request, form, lambda: act(form.cleaned_data, timezone.now()),
        purpose=purpose, version=version, template=template, title=title, back=back, **context,
    )

"""A small form on a page of its own: shown, checked, done once, and nothing typed is lost when it is refused (DESIGN 4)."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.face.forms import TmtForm

from .rules import Refused, Stale
from .selectors import spent
from .services import once


def ask_once(
    request: HttpRequest,
    form: TmtForm,
    make: Callable[[], str],
    *,
    purpose: str,
    version: Callable[[], int] | None = None,
    template: str = "form_page.html",
    **context,
) -> HttpResponse:
    """Show `form` in `template` with `context`; sent and good, `make` it under its one-time key and go to the address that gives. Sent
    again it leads there again; refused it says why and keeps what was typed (422). `version` tells the row's present version, for a page
    that has been overtaken."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(form.cleaned_data["once"], purpose=purpose, by=request.person, at=timezone.now(), make=make))
        except Stale as overtaken:
            form.stale(overtaken.sentence, version() if version else 0)
        except Refused as refused:
            form.refuse(refused.sentence, refused.field)
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)


def sent_before(purpose: str) -> Callable:
    """A form sent a second time leads where the first one led, even when its sender may no longer see the page (DESIGN 4)."""

    def wrap(view: Callable) -> Callable:
        @wraps(view)
        def answered(request, *args, **kwargs):
            if request.method == "POST" and (address := spent(_key(request), purpose, request.person)):
                return redirect(address)
            return view(request, *args, **kwargs)

        return answered

    return wrap


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None

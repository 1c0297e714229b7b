"""What the system has told me, and the way from there to what it is about."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.dossiers.rules import Refused
from foundation.people.marks import signed_in

from . import inbox, pages


@signed_in
@require_safe
def mine(request):
    context = pages.mine(request.person, request.rights, timezone.now(), request.GET.get("after", ""))
    return render(request, "messages/mine.html", context)


@signed_in
@require_safe
def open_thing(request, uuid):
    """Where a message leads; where that page has closed to the reader since, a sentence says so."""
    row = inbox.one(request.person, uuid, timezone.now())
    if row is None:
        raise Http404
    if _still_opens(request, row.path):
        return redirect(row.path)
    messages.info(request, pages.OVER)
    return redirect("messages:mine")


def _still_opens(request, path: str) -> bool:
    """The page itself is asked: a dozen rooms have doors of their own to what hangs on a dossier, and each stands in its room only."""
    try:
        view = resolve(path)
        return view.func(request, *view.args, **view.kwargs).status_code != 404
    except Refused:
        return True
    except Http404:
        return False

"""One's own calendar for other programs: made and stopped by whoever's it is, read by whoever has its address, without a session."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.deadlines import feeding, holding, selectors, services
from foundation.deadlines.forms import MakeForm, StopForm
from foundation.deadlines.rules import feeds
from foundation.dossiers.asking import ask_once, sent_before
from foundation.face.forms import TmtForm
from foundation.face.pages import as_file
from foundation.people.marks import fresh, public, signed_in

_PURPOSE = "feed"
_form_page = require_http_methods(["GET", "HEAD", "POST"])


@public
@require_safe
def calendar(request):
    """Whose it is says what it carries and nothing else: no session, no cookie; an address that was stopped is like one never made."""
    now = timezone.now()
    person = selectors.fed_by(request.GET.get("key", ""), now)
    if person is None:
        raise Http404
    return as_file(feeding.written_for(person, now), feeds.MEDIA_TYPE, feeds.FILE_NAME)


@signed_in
@require_safe
def open_thing(request, uuid):
    """Where an entry of a calendar leads: to the thing itself, for whoever may still open it."""
    row = holding.read_by(request.person, uuid, timezone.now())
    if row is None:
        raise Http404
    return redirect(row.opens)


@signed_in
@require_safe
def feed(request):
    return render(request, "deadlines/feed.html", feeding.page(request.person, request.rights, timezone.now()))


@fresh
@signed_in
@_form_page
def make_feed(request):
    form = MakeForm(request.POST if request.method == "POST" else None, initial={"key": feeds.new_key()})

    def act():
        services.make_feed(key=form.cleaned_data["key"], by=request.person, at=timezone.now())
        messages.success(request, "The address works from now on. Give it to your calendar.")

    return _ask(request, form, act, "deadlines/make_feed.html", feeding.make_page(request.person))


@signed_in
@_form_page
@sent_before(_PURPOSE)
def stop_feed(request):
    if selectors.feed_of(request.person) is None:
        raise Http404
    form = StopForm(request.POST if request.method == "POST" else None)

    def act():
        services.stop_feed(by=request.person, at=timezone.now())
        messages.success(request, "The address opens nothing any more.")

    return _ask(request, form, act, "form_page.html", feeding.stop_page())


def _ask(request, form: TmtForm, act: Callable[[], None], template: str, context: dict):
    return ask_once(request, form, lambda: _done(act), purpose=_PURPOSE, template=template, **context)


def _done(act: Callable[[], None]) -> str:
    act()
    return reverse("deadlines:feed")

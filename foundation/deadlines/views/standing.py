"""How a clock stands, for whoever leads where it runs; more time for it, or none asked of it any more, by whoever it goes to when late."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.deadlines import holding, services
from foundation.deadlines import pages as lists
from foundation.deadlines import standing as pages
from foundation.deadlines.forms import LetGoForm, MoreTimeForm
from foundation.deadlines.rules import giving
from foundation.deadlines.rules.calendar import moment
from foundation.dossiers.asking import ask_once, sent_before
from foundation.dossiers.rules import Refused
from foundation.people.marks import needs

_form_page = require_http_methods(["GET", "HEAD", "POST"])


@needs(lists.LEADS)
@require_safe
def standing(request, uuid):
    now = timezone.now()
    return render(request, "deadlines/standing.html", pages.show(_read(request, uuid, now), request.person, now))


@needs(lists.LEADS)
@_form_page
@sent_before("more-time")
def more_time(request, uuid):
    now = timezone.now()
    row, page = _given(request, uuid, now, giving.cannot_extend)
    form = MoreTimeForm(request.POST if request.method == "POST" else None, initial={"version": row.revision})

    def act():
        said = form.cleaned_data
        services.extend(
            row.about, row.kind, until=moment(said["until"]), at=now, by=request.person, reason=said["reason"], revision=said["version"])
        messages.success(request, "There is more time. Whether it was in time is still judged by the date it had at first.")
        return page

    return ask_once(
        request, form, act, purpose="more-time", version=lambda: _read(request, uuid, now).revision, title="Until when?", back=page,
        lead=pages.asked(row, now),
    )


@needs(lists.LEADS)
@_form_page
@sent_before("let-go")
def let_go(request, uuid):
    now = timezone.now()
    row, page = _given(request, uuid, now, giving.cannot_waive)
    form = LetGoForm(request.POST if request.method == "POST" else None)

    def act():
        services.waive(row.about, row.kind, at=now, by=request.person, reason=form.cleaned_data["reason"])
        messages.success(request, "Nobody is reminded of it any more.")
        return reverse("deadlines:led")

    return ask_once(request, form, act, purpose="let-go", title="Why need it not be met?", back=page, lead=pages.asked(row, now))


def _read(request, uuid, now):
    row = holding.led_one(request.person, uuid, now)
    if row is None:
        raise Http404
    return row


def _given(request, uuid, now, cannot):
    """The clock, and the page it is shown on; Refused where it is not for this person to give."""
    row = _read(request, uuid, now)
    page = reverse("deadlines:standing", args=[uuid])
    if not pages.may_give(row, request.person, now):
        raise Refused("Only somebody it goes to when it is late can decide this, and nobody who has to meet it.", back=page)
    if sentence := cannot(row.kind, row.owner):
        raise Refused(sentence, back=page)
    return row, page

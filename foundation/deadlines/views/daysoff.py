"""The days nobody works: kept by whoever leads an academy, and by whoever keeps the settings."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_http_methods, require_safe

from foundation.deadlines import daysoff as pages
from foundation.deadlines import selectors, services
from foundation.deadlines.forms import ClosingForm, HolidayForm, PickForm, ReopenForm
from foundation.deadlines.rules.calendar import local_day
from foundation.dossiers.asking import ask_once, sent_before
from foundation.dossiers.rules import Stale
from foundation.face import when
from foundation.people.marks import needs

_COUNTED = "What runs and may wait is counted anew."  # whether anything does: whoever keeps the days need not know
_form_page = require_http_methods(["GET", "HEAD", "POST"])


@needs(pages.KEEP)
@require_safe
def days_off(request):
    return render(request, "deadlines/days_off.html", pages.index(request.person, request.rights, timezone.now()))


@needs(pages.KEEP)
@require_safe
def days_off_of(request, code):
    now = timezone.now()
    return render(request, "deadlines/days_off_of.html", pages.show(_academy(request, code, now), now))


@needs(pages.KEEP)
@_form_page
def close(request, code):
    """A file, or days as somebody types them; then, at the same address, what was found, to be picked from."""
    now = timezone.now()
    academy, today = _academy(request, code, now), local_day(now) + timedelta(days=1)  # what was due today was due
    if "found" in request.POST:
        return _pick(request, PickForm(request.POST, today=today), academy, now)
    form = ClosingForm(request.POST, request.FILES, today=today) if request.method == "POST" else ClosingForm(today=today)
    if form.is_bound and form.is_valid():
        return _pick(request, PickForm(initial=PickForm.offer(form.cleaned_data["found"]), today=today), academy, now)
    context = {"form": form, "title": f"When is {academy.name} closed?", "back": _page(academy)}
    return render(request, "form_page.html", context, status=422 if form.errors else 200)


def _pick(request, form, academy, now):
    """The days found, with what they would move: shown until they are sent with the first button, then kept."""
    context = {
        "title": f"Days off at {academy.name}: is this right?",
        "back": reverse("deadlines:add-days-off", args=[academy.code]),
        "preview": SimpleLazyObject(lambda: pages.preview(academy, request.person, now, closing=form.picked())),  # not where it is kept
    }
    if not form.is_bound or "look" in request.POST:
        return render(request, "deadlines/pick.html", {"form": form, **context})

    def act():
        services.close(academy, form.picked(), by=request.person, at=now)
        messages.success(request, f"{academy.name} is closed on these days. {_COUNTED}")
        return _page(academy)

    return ask_once(request, form, act, purpose="closing", template="deadlines/pick.html", **context)


@needs(pages.KEEP)
@_form_page
@sent_before("reopening")
def reopen(request, code, begins):
    now = timezone.now()
    academy = _academy(request, code, now)
    closing = pages.stretch(academy, _day(begins), now)
    if closing is None:
        raise Http404
    form = ReopenForm(request.POST if request.method == "POST" else None, initial={"version": closing.last.toordinal()})

    def act():
        if form.cleaned_data["version"] != closing.last.toordinal():
            raise Stale
        services.reopen(academy, closing, by=request.person, at=now)
        messages.success(request, f"{academy.name} is open on these days. {_COUNTED}")
        return _page(academy)

    context = {
        "title": f"Is {academy.name} open after all?",
        "back": _page(academy),
        "lead": pages.span(closing),
        "preview": SimpleLazyObject(lambda: pages.preview(academy, request.person, now, opening=[closing])),
    }
    return ask_once(
        request, form, act, purpose="reopening", version=closing.last.toordinal, template="deadlines/pick.html", **context
    )


@needs(pages.CHANGE)
@_form_page
def add_holiday(request):
    form, page = HolidayForm(request.POST if request.method == "POST" else None), reverse("deadlines:days-off")

    def act():
        said = form.cleaned_data
        services.declare_holiday(said["day"], said["name"], by=request.person, at=timezone.now())
        messages.success(request, f"{when.day(said['day'])} is a bank holiday. What runs is counted anew.")
        return page

    return ask_once(request, form, act, purpose="holiday", title="Add a bank holiday", back=page)


def _academy(request, code: str, now):
    found = next((one for one in selectors.kept_by(request.person, now) if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _page(academy) -> str:
    return reverse("deadlines:days-off-of", args=[academy.code])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None

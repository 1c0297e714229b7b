"""One move, one page, one small form: shown, checked, done once, and nothing typed is lost when it is refused (DESIGN 4)."""

from collections.abc import Callable
from functools import partial, wraps
from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from foundation.dossiers.models import Stateful
from foundation.dossiers.rules import Refused, Stale
from foundation.dossiers.selectors import spent, standing
from foundation.dossiers.services import once
from foundation.face.forms import TmtForm
from foundation.people.marks import needs
from foundation.people.models import Person
from reports.intake.models import Report
from reports.intake.selectors import report_for

from . import rules
from .selectors import ground

T = TypeVar("T")
TAKEN = "This step is not yours to take now: it belongs to somebody else, or it has been taken already."


def move_page(purpose: str, right: str = "report.triage") -> Callable:
    """Marks a view as the page of one move. The view gets the report, through the door; for everybody else it does not exist.

    A form sent a second time leads where the first one led, even when its sender may no longer see the page. A move that is not
    offered now is refused on opening, one whose ground is missing leads to what comes first; a POST is left to the service, which keeps
    what was typed.
    """

    def wrap(view: Callable) -> Callable:
        @needs(right)
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def page(request, reference, **kwargs):
            if request.method == "POST" and (address := spent(_key(request), purpose, request.person)):
                return redirect(address)
            report = report_for(request.person, reference, timezone.now())
            if report is None:
                raise Http404
            if request.method != "POST" and not rules.is_offered(
                purpose, report.state, standing(request.person, report.dossier, timezone.now())
            ):
                raise Refused(TAKEN)
            if request.method != "POST" and purpose in rules.BUILD_ON_OTHERS and (first := rules.ground_of(purpose, ground(report))):
                return redirect(f"/triage/{reference}/{first}/")
            return view(request, report, **kwargs)

        return page

    return wrap


def ask(
    request: HttpRequest,
    report: Report,
    form: TmtForm,
    act: Callable[[dict, object], str],
    *,
    purpose: str,
    template: str = "form_page.html",
    beside: Callable[[Report], Stateful | None] | None = None,
    **context,
) -> HttpResponse:
    """Show `form`; when it is sent and good, do `act(cleaned, at)` once and go to the address it gives. `beside`: reads the record whose
    version the form carries, where that is not the report's. Once the step is nobody's of this reader, the way back is to the report."""
    if request.method == "POST" and form.is_valid():
        now, cleaned = timezone.now(), form.cleaned_data
        make = partial(once, cleaned["once"], purpose=purpose, by=request.person, at=now, make=lambda: act(cleaned, now))
        if (address := attempt(form, report, request.person, make, beside)) is not None:
            return redirect(address)
    return again(request, report, form, purpose=purpose, template=template, **context)


def attempt(
    form: TmtForm, report: Report, person: Person, make: Callable[[], T], beside: Callable[[Report], Stateful | None] | None = None
) -> T | None:
    """What `make` gives; None where it is refused or overtaken, which the form then says."""
    try:
        return make()
    except Stale as overtaken:
        present = beside(report) if beside else report_for(person, report.reference, timezone.now())
        form.stale(overtaken.sentence, present.version if present else 0)
    except Refused as refusal:
        form.refuse(refusal.sentence, refusal.field)
    return None


def again(request: HttpRequest, report: Report, form: TmtForm, *, purpose: str, template="form_page.html", **context) -> HttpResponse:
    """The form's page; one that was overtaken leads back to the report, because the step before it may be gone as well."""
    if form.errors and not _offered(request, report, purpose):
        context["back"] = f"/triage/{report.reference}/"
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)


def _offered(request: HttpRequest, report: Report, purpose: str) -> bool:
    now = timezone.now()
    present = report_for(request.person, report.reference, now)
    return present is None or rules.is_offered(purpose, present.state, standing(request.person, present.dossier, now))


def sent(request: HttpRequest):
    """What was posted, None on a GET."""
    return request.POST if request.method == "POST" else None


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None

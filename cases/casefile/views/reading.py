"""The list of cases, and one case. Every page goes through the door first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.casefile import listing, page, reading, selectors
from cases.casefile.asking import found
from foundation.dossiers.services import see
from foundation.people.marks import needs

asked = require_http_methods(["GET", "HEAD", "POST"])


@needs("case.read")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    everything = request.GET.get("show") == "all"
    part = selectors.queue(request.person, now, before=request.GET.get("after", ""), open_only=not everything)
    return render(request, "cases/queue.html", listing.queue(part, now, everything=everything, first=not request.GET.get("after")))


@needs("case.read")
@require_safe
def case(request: HttpRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    read = found(reading.found_for(request.person, reference, now))
    if not read.seen_today:
        see(read.case.dossier, request.person, now)
    return render(request, "cases/case.html", page.context(read, request.person, now))


@needs("case.read")
@require_safe
def happened(request: HttpRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    row = found(selectors.case_for(request.person, reference, now))
    see(row.dossier, request.person, now)
    return render(request, "cases/happened.html", page.happened(row, reading.steps_of(row)))

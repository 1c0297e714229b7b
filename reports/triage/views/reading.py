"""The queue and a report's page. They hold no form; a GET writes nothing but that the report was read."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.deadlines.selectors import calendar
from foundation.dossiers.services import see
from foundation.face.rows import Empty
from foundation.people.marks import needs
from reports.triage import page, selectors
from reports.triage.reading import found_for
from reports.triage.rows import further_href, task_rows

_NOTHING = {
    False: Empty("Nothing is open here", "When a report reaches you, it appears here, and you get a mail with its reference."),
    True: Empty("Nothing has been decided yet", "What has been decided can be read here."),
}


@needs("report.read")
@require_safe
def queue(request):
    """What is open, or what was decided, newest first."""
    now, decided = timezone.now(), request.GET.get("show") == "decided"
    found = selectors.queue(request.person, now, decided=decided, after=request.GET.get("after", ""))
    rows = task_rows(found.rows, request.person, now, calendar(request.person.academy_id)) if found.rows else []
    return render(
        request,
        "triage/queue.html",
        {
            "title": "Reports that are decided" if decided else "Reports to triage",
            "rows": rows,
            "decided": decided,
            "small": "concern.read" in request.rights,
            "care": "care.ask" in request.rights,
            "empty": _NOTHING[decided],
            "further": further_href(found.further, decided=decided),
        },
    )


@needs("report.read")
@require_safe
def report(request, reference):
    """One report: what came in, what has been judged, what may be done now."""
    now = timezone.now()
    found = found_for(request.person, reference, now)
    if found is None:
        raise Http404
    if not found.report.seen_today:
        see(found.report.dossier, request.person, now)
    return render(request, "triage/report.html", page.page(found))

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.rules import Refused
from foundation.dossiers.services import once
from foundation.face.pages import as_file, refused
from foundation.people.marks import needs

from . import selectors, services
from .forms import MeetingForm
from .models import Snapshot
from .pages import governing, operations, trust


@needs("assurance.read")
@require_safe
def academy(request, code: str = ""):
    """What a governor sees of their own academy: the newest frozen page, and nothing else, anywhere."""
    own = selectors.governed(request.person, timezone.now())
    chosen = next((one for one in own if one.code == code or not code), None)
    if chosen is None:
        raise Http404
    return render(request, "assurance/academy.html", governing.newest(chosen, own, timezone.now()))


@needs("assurance.frozen")
@require_safe
def snapshot(request, uuid):
    return render(request, "assurance/academy.html", governing.shown(_through_the_door(request, uuid)))


@needs("assurance.frozen")
@require_safe
def pdf(request, uuid):
    return _copy(request, uuid, services.pdf_copy, "application/pdf", "pdf")


@needs("assurance.frozen")
@require_safe
def json(request, uuid):
    return _copy(request, uuid, services.json_copy, "application/json", "json")


@needs("assurance.trust")
@require_safe
def roll_up(request):
    """What the Board and the chief executive see: ranges of published cells, and each academy's frozen page."""
    return render(request, "assurance/trust.html", trust.page(timezone.now()))


@needs("assurance.freeze")
@require_safe
def meetings(request):
    """The clerk's list: the newest page of each governing body."""
    return render(request, "assurance/meetings.html", governing.meetings())


@needs("assurance.freeze")
@require_http_methods(["GET", "HEAD", "POST"])
def for_a_meeting(request):
    """The clerk has a page made for a meeting."""
    now, by = timezone.now(), request.person
    form = MeetingForm(request.POST if request.method == "POST" else None, academies=selectors.read_by(by, now))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data

        def make():
            academy = selectors.academy_of(said["academy"])
            return governing.href(services.freeze_for_meeting(academy, meeting=said["meeting"], by=by, at=now))

        try:
            return redirect(once(said["once"], purpose="assurance", by=by, at=now, make=make))
        except Refused as why:
            form.refuse(why.sentence, why.field)
    return render(request, "assurance/for_a_meeting.html", governing.for_a_meeting(form), status=422 if form.errors else 200)


@needs("operations.read")
@require_safe
def live(request):
    """Live figures of what this leader may open; each is the length of the list it leads to."""
    return render(request, "assurance/operations.html", operations.operations_page(request.person, timezone.now()))


@needs("operations.read")
@require_safe
def overdue(request):
    found = operations.overdue_page(request.person, timezone.now(), request.GET.get("after", ""))
    return render(request, "assurance/list.html", found)


@needs("operations.read")
@require_safe
def removals(request):
    found = operations.removals_page(request.person, timezone.now(), request.GET.get("after", ""))
    return render(request, "assurance/list.html", found)


def _through_the_door(request, uuid) -> Snapshot:
    row = selectors.snapshot_for(request.person, uuid, timezone.now())
    if row is None:
        raise Http404
    return row


def _copy(request, uuid, give, media_type: str, ending: str):
    row = _through_the_door(request, uuid)
    try:
        data = give(row, by=request.person, at=timezone.now())
    except Refused as why:
        return refused(request, why.sentence, back=governing.href(row))
    return as_file(data, media_type, f"assurance-{row.academy.code}-{row.publication.term}.{ending}")

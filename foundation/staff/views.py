"""The directory, for whoever keeps it: who works here, a list of staff, and nothing of what anybody reported."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.asking import ask_once, sent_before
from foundation.dossiers.rules import Refused
from foundation.people.marks import fresh, needs
from foundation.people.staff_file import Wrong, is_utf8, read

from . import pages, rules, selectors, services, staging
from .forms import FileForm, FindForm, KeepForm, LeavingForm
from .planning import planned

OVER = "What you looked at is no longer kept: it is for an hour. Choose the file again."
_form_page = require_http_methods(["GET", "HEAD", "POST"])


@needs(rules.KEEP)
@_form_page
def index(request):
    """Everybody, found by name: names are typed and sent, never in an address."""
    form, now = FindForm(request.POST if request.method == "POST" else None), timezone.now()
    context = {"form": form, **pages.index(now)}
    if form.is_bound and form.is_valid():
        context |= pages.found(selectors.people_called(form.cleaned_data["who"]), now)
    return render(request, "staff/index.html", context, status=422 if form.errors else 200)


@needs(rules.KEEP)
@require_safe
def person(request, uuid):
    row = selectors.person_by(uuid)
    if row is None:
        raise Http404
    return render(request, "staff/person.html", pages.person(row, request.person, timezone.now()))


@fresh
@needs(rules.KEEP)
@_form_page
def leaving(request, uuid):
    """Their last day. Whether anything is open with them is said neither before nor after."""
    row = selectors.person_by(uuid)
    if row is None:
        raise Http404
    page, known = reverse("staff:person", args=[uuid]), {"leaves": "yes" if row.left_on else None, "last": row.left_on}
    form = LeavingForm(request.POST if request.method == "POST" else None, initial=known)

    def act():
        services.leave(row, last=form.cleaned_data["last"], by=request.person, at=timezone.now())
        messages.success(request, "It has been kept. Whatever is open with them is asked for by those who lead it.")
        return page

    lead = "You need not know what is open with them: those who lead where something is are asked in time to name somebody else."
    return ask_once(request, form, act, purpose="staff.leaving", title=f"When does {row.name} leave?", lead=lead, back=page)


@fresh
@needs(rules.KEEP)
@_form_page
@sent_before("staff.import")
def take_in(request):
    """A file; then, at the same address, every change it would make; then those changes."""
    if "kept" in request.POST:
        return _keep(request, KeepForm(request.POST))
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        try:
            found = planned(form.cleaned_data["rows"], by=request.person, at=timezone.now())
        except Wrong as wrong:
            form.wrong(wrong)
        else:
            kept = KeepForm(initial={"kept": staging.hold(form.cleaned_data["data"]), "agreed": found.digest})
            return render(request, "staff/preview.html", {"form": kept, **_shown(found, form.cleaned_data["data"])})
    return render(request, "staff/file.html", {"form": form, **pages.asked_for()}, status=422 if form.errors else 200)


@needs(rules.KEEP)
@require_safe
def sample(request):
    """A list to begin with; with the mark by which Excel knows its letters."""
    answer = HttpResponse(pages.sample().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="staff-sample.csv"'
    return answer


def _keep(request, form):
    """What was shown is done; where it is not what would be done any more, it is shown anew."""
    data, now = staging.held(request.POST["kept"]), timezone.now()
    if data is None:
        raise Refused(OVER, back=reverse("staff:import"))
    rows = read(data)

    def act():
        did = services.take_in(rows, by=request.person, at=now, agreed=form.cleaned_data["agreed"] or "nothing")
        staging.drop(request.POST["kept"])
        messages.success(request, f"The list has been taken in: {pages.preview(did)['counts']}.")
        return reverse("staff:index")

    try:
        found = planned(rows, by=request.person, at=now)
        form.shown = found.digest
        return ask_once(request, form, act, purpose="staff.import", template="staff/preview.html", **_shown(found, data))
    except Wrong as wrong:
        raise Refused(f"Somebody has changed people since this was shown. {wrong.sentences[0]}", back=reverse("staff:import")) from wrong


def _shown(found, data: bytes) -> dict:
    return {"title": "Is this right?", "back": reverse("staff:import"), "preview": pages.preview(found), "guessed": not is_utf8(data)}

"""Looking at evidence: blurred until asked for, downloaded never as a page, sealed with one button."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.dossiers.services import see
from foundation.face import when
from foundation.face.pages import SAFE, as_file
from foundation.people.marks import fresh, signed_in

from . import pages, selectors, services
from .forms import CoverForm, MayShowChildForm
from .models import Exhibit
from .rules import covering


@signed_in
@require_safe
def show(request: HttpRequest, uuid, *, back: Callable[..., str], clear: bool = False) -> HttpResponse:
    exhibit, now = _through_the_door(request, uuid), timezone.now()
    see(exhibit.dossier, request.person, now)
    page = {"back": back(exhibit, request.person, now)} | _page(request, exhibit, clear, now)
    return render(request, "evidence/show.html", page)


def _page(request: HttpRequest, exhibit: Exhibit, clear: bool, now: datetime) -> dict:
    address, closed = sealing.read_one(exhibit)["address_sealed"], selectors.closed_because(exhibit)
    works = selectors.may_cover(request.person, exhibit, now)
    page = pages.show(exhibit, address, closed, clear=clear, works=works) | (pages.custody(selectors.custody(exhibit)) if works else {})
    if closed and selectors.may_advise(request.person, exhibit, now):
        return pages.with_advice(page, exhibit, selectors.advice_on(exhibit))
    return page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def police(request: HttpRequest, uuid, *, form_class: type) -> HttpResponse:
    exhibit, now = _through_the_door(request, uuid), timezone.now()
    selectors.check_advises(request.person, exhibit, now, offer=request.method != "POST")
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid() and (noted := _noted(request, exhibit, form, now)):
        return redirect("evidence:show", noted)
    return render(request, "form_page.html", pages.police(form, exhibit), status=422 if form.errors else 200)


def _noted(request: HttpRequest, exhibit: Exhibit, form, now: datetime) -> str:
    """The exhibit's uuid; "" where it was refused."""
    said = {name: form.cleaned_data[name] for name in ("decision", "spoken_with", "reference", "words")}
    spoken_at = when.at(form.cleaned_data["day"], form.cleaned_data["time"])
    try:
        return services.note_police(exhibit, **said, spoken_at=spoken_at, by=request.person, at=now, key=form.cleaned_data["once"])
    except Refused as refused:
        form.refuse(refused.sentence, refused.field)
        return ""


@signed_in
@require_safe
def blurred(request: HttpRequest, uuid) -> HttpResponse:
    return _picture(selectors.blurred(_through_the_door(request, uuid)))


@signed_in
@require_safe
def preview(request: HttpRequest, uuid) -> HttpResponse:
    exhibit = _through_the_door(request, uuid)
    return _picture(services.look(exhibit, by=request.person, at=timezone.now()))


@signed_in
@require_safe
def words(request: HttpRequest, uuid) -> HttpResponse:
    exhibit = _through_the_door(request, uuid)
    said = services.read(exhibit, by=request.person, at=timezone.now())
    return render(request, "evidence/words.html", pages.words(exhibit, said))


@fresh
@signed_in
@require_safe
def download(request: HttpRequest, uuid) -> HttpResponse:
    exhibit = _through_the_door(request, uuid)
    data = services.download(exhibit, by=request.person, at=timezone.now())
    return as_file(data, exhibit.media_type, exhibit.file_name)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def may_show_child(request: HttpRequest, uuid, *, alert: Callable[..., object]) -> HttpResponse:
    exhibit = _through_the_door(request, uuid)
    form = MayShowChildForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.mark_may_show_child(exhibit, by=request.person, at=timezone.now(), alert=alert)
        return redirect("evidence:show", exhibit.uuid)
    return render(request, "evidence/may_show_child.html", pages.question(form, exhibit))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: HttpRequest, uuid) -> HttpResponse:
    exhibit, now = _through_the_door(request, uuid), timezone.now()
    selectors.check_cover(request.person, exhibit, now)
    form = CoverForm(request.POST if request.method == "POST" else None, rows=selectors.grid_rows(exhibit), initial={"how": covering.BLACK})
    if form.is_valid() and (made := _covered(request, exhibit, form, now)):
        return redirect("evidence:show", made)
    return render(request, "evidence/cover.html", pages.cover(form, exhibit), status=422 if form.errors else 200)


def _covered(request: HttpRequest, exhibit: Exhibit, form: CoverForm, now: datetime) -> str:
    """The copy's uuid; "" where it was refused."""
    said = form.cleaned_data
    try:
        return services.cover(exhibit, ticked=said["cells"], how=said["how"], by=request.person, at=now, key=said["once"])
    except Refused as refused:
        form.refuse(refused.sentence, refused.field)
        return ""


def _through_the_door(request: HttpRequest, uuid) -> Exhibit:
    exhibit = selectors.exhibit_for(request.person, uuid, timezone.now())
    if exhibit is None:
        raise Http404
    return exhibit


def _picture(data: bytes) -> HttpResponse:
    """A picture that a browser shows, and never runs."""
    return HttpResponse(data, content_type="image/jpeg", headers=SAFE | {"Content-Disposition": "inline"})

"""The pages of a letter: read, changed while it is a draft, made, written anew, taken away as a file."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.rules import Refused, Stale
from foundation.dossiers.services import once, see
from foundation.face.forms import TmtForm
from foundation.face.pages import as_file
from foundation.people.marks import fresh, signed_in

from . import forms, pages, rules, selectors, services
from .models import Letter

_asked = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def show(request: HttpRequest, uuid) -> HttpResponse:
    letter, now = _through_the_door(request, uuid), timezone.now()
    see(letter.dossier, request.person, now)
    writes = selectors.may_write(request.person, letter, now)
    page = pages.show(letter, selectors.template_of(letter), selectors.words(letter), selectors.versions(letter), writes=writes)
    return render(request, "letters/show.html", page | pages.history(selectors.history(letter)))


@signed_in
@_asked
def edit(request: HttpRequest, uuid) -> HttpResponse:
    letter = _to_write(request, uuid)
    form = forms.TextForm(_sent(request), initial={"version": letter.version, "text": selectors.words(letter)})

    def act(said, now):
        return services.edit(letter, text=said["text"], version=said["version"], by=request.person, at=now)

    return _ask(request, letter, form, act, "Change the text")


@signed_in
@_asked
def make(request: HttpRequest, uuid) -> HttpResponse:
    letter = _to_write(request, uuid)
    form = forms.MakeForm(_sent(request), initial={"version": letter.version})

    def act(said, now):
        return services.freeze(letter, version=said["version"], by=request.person, at=now)

    return _ask(request, letter, form, act, "Read it through and make the letter", text=selectors.words(letter))


@signed_in
@_asked
def revise(request: HttpRequest, uuid) -> HttpResponse:
    letter = _to_write(request, uuid, made=True)

    def act(said, now):
        return services.revise(letter, by=request.person, at=now)

    return _ask(request, letter, forms.ReviseForm(_sent(request)), act, "Write a new version")


@fresh
@signed_in
@require_safe
def download(request: HttpRequest, uuid) -> HttpResponse:
    """For those who work on it, and for the person it is written to."""
    letter = selectors.copy_for(request.person, uuid, timezone.now())
    if letter is None:
        raise Http404
    return as_file(services.download(letter, by=request.person, at=timezone.now()), "application/pdf", letter.file_name)


@signed_in
@require_safe
def text(request: HttpRequest, uuid) -> HttpResponse:
    letter = _through_the_door(request, uuid)
    data = services.take_text(letter, by=request.person, at=timezone.now())
    return as_file(data, "text/plain; charset=utf-8", f"{letter.reference}.txt")


def _through_the_door(request: HttpRequest, uuid) -> Letter:
    letter = selectors.letter_for(request.person, uuid, timezone.now())
    if letter is None:
        raise Http404
    return letter


def _to_write(request: HttpRequest, uuid, *, made: bool = False) -> Letter:
    """A letter for a page that changes it. On opening raises Refused where it is not theirs, or not in that state; a POST is left to the
    service, which keeps what was typed."""
    letter = _through_the_door(request, uuid)
    selectors.check_writes(request.person, letter.dossier, letter.right, timezone.now())
    if request.method != "POST" and letter.frozen != made:
        raise Refused(rules.NOT_YET if made else rules.FROZEN)
    return letter


def _sent(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _ask(request: HttpRequest, letter: Letter, form: TmtForm, act: Callable, title: str, *, text: str = "") -> HttpResponse:
    """Show `form`; when it is sent and good, do `act(cleaned, at)` and go to the page of the letter it gives. Under its key a form is done
    once; one without a key is so by itself."""
    if form.is_bound and form.is_valid():
        now, key = timezone.now(), form.cleaned_data.get("once")

        def made() -> str:
            return pages.href(act(form.cleaned_data, now))

        try:
            return redirect(once(key, purpose="letter", by=request.person, at=now, make=made) if key else made())
        except Stale as overtaken:
            form.stale(overtaken.sentence, _through_the_door(request, letter.uuid).version)
        except Refused as refused:
            form.refuse(refused.sentence, refused.field)
    page = pages.question(form, letter, selectors.template_of(letter), title, text=text)
    return render(request, "letters/ask.html", page, status=422 if form.errors else 200)

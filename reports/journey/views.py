"""Reporting, page by page, and what became of it. Everything here is the reporter's own; for others it does not exist."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.rules import Refused, Stale
from foundation.face.pages import as_file
from foundation.people.marks import public, signed_in
from foundation.people.selectors import is_open
from foundation.signatures.services import sign_text
from reports.intake import rules, services
from reports.intake.selectors import status_words

from . import pages, steps
from . import services as sending
from .forms import DiscardForm, SendForm, StartForm
from .selectors import draft_of

_form_page = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def mine(request):
    """My reports: what I began and what I sent."""
    return render(request, "reports/mine.html", pages.mine(request.person, timezone.now()))


@public
@require_safe
def protection(request):
    """What somebody who reports may expect, and whom to turn to where it does not happen; for anybody, before they report."""
    return render(request, "reports/protection.html", pages.protection(timezone.now()))


@signed_in
@_form_page
def start(request):
    """The first page: is anybody in danger, and when somebody will read this. Nothing is kept until the answer is sent."""
    if not is_open():
        page = pages.not_taken(request.person, timezone.now())
        return render(request, "reports/not_taken.html", page, status=422 if request.method == "POST" else 200)
    form = StartForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        draft = services.start_draft(
            by=request.person, at=timezone.now(), danger=form.cleaned_data["danger"], key=form.cleaned_data["once"]
        )
        return redirect("reports:step", draft.reference, "conduct")
    return _show(request, "reports/start.html", form, **pages.start(request.person, timezone.now()))


@signed_in
@_form_page
def step(request, reference, slug):
    """One question of the journey: show it, keep its answer, go on to the next that is open."""
    draft = _own(request, reference)
    page = steps.find(slug)
    if draft.report.state != rules.DRAFT:
        return _too_late(request, draft, page)
    if page is None or not page.applies(draft):
        raise Http404
    if (first := steps.earlier(page, draft)) is not None:
        return redirect("reports:step", reference, first.slug)
    files = request.FILES if request.method == "POST" else None
    form = page.form(draft)(_sent(request), files, draft=draft, initial=steps.shown(page, draft))
    if request.method == "POST" and form.is_valid() and _keep(request, draft, page, form):
        return redirect(_onwards(request, reference, page, form))
    return _show(request, page.template, form, **pages.step(page, draft, changing="change" in request.GET))


@signed_in
@_form_page
def check(request, reference):
    """Check answers, read who will read it, confirm, send."""
    draft = _own(request, reference)
    if draft.report.state != rules.DRAFT:
        return redirect("reports:received", reference)
    form = SendForm(_sent(request), initial={"version": draft.report.version})
    if request.method == "POST" and form.is_valid() and _send(request, draft, form):
        return redirect("reports:received", reference)
    return _show(request, "reports/check.html", form, **pages.check(draft))


@signed_in
@require_safe
def received(request, reference):
    """The receipt: reference, what happens next, and by when."""
    draft = _own(request, reference)
    if draft.report.state in rules.UNSENT:
        return redirect("reports:own", reference)
    return render(request, "reports/received.html", pages.received(draft))


@signed_in
@require_safe
def receipt(request, reference):
    """The receipt as a file, signed, for as long as the report is there."""
    draft = _own(request, reference)
    if draft.report.submitted_at is None:
        raise Http404
    return as_file(sign_text(pages.receipt(draft), at=draft.at), "text/plain; charset=utf-8", "receipt.txt")


@signed_in
@require_safe
def own(request, reference):
    """One of my reports: where it stands, what I wrote, what happens next."""
    draft = _own(request, reference)
    template = "reports/unsent.html" if draft.report.state == rules.DRAFT else "reports/own.html"
    return render(request, template, pages.own(draft, status_words(draft.report)))


@signed_in
@_form_page
def discard(request, reference):
    """Throw a draft away."""
    draft = _own(request, reference)
    if draft.report.state != rules.DRAFT:
        return redirect("reports:own", reference)
    if request.method == "POST":
        services.discard(draft.report, by=request.person, at=timezone.now())
        messages.success(request, "The draft has been thrown away.")
        return redirect("reports:mine")
    back = reverse("reports:own", args=[reference])
    return _show(request, "reports/discard.html", DiscardForm(), title="Throw this draft away?", back=back, sealed=draft.sealed)


def _sent(request):
    return request.POST if request.method == "POST" else None


def _own(request, reference):
    draft = draft_of(request.person, reference, timezone.now())
    if draft is None:
        raise Http404
    return draft


def _show(request, template, form, **context):
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)


def _keep(request, draft, page, form) -> bool:
    """Keep the answer, unless another page has given a different one since. A page sent without its mark is taken at its word."""
    mark = form.cleaned_data["version"]
    try:
        services.answer(
            draft.report, page.slug, form.cleaned_data, by=request.person, at=timezone.now(), mark=mark if mark >= 0 else None
        )
    except Stale as overtaken:
        _overtake(request, page, form, overtaken)
    except Refused as refused:
        form.refuse(refused.sentence, refused.field or None)
    return not form.errors


def _too_late(request, draft, page):
    """The report was sent meanwhile, from another window: what was typed into this one is shown, so that it can be added to it."""
    if request.method != "POST" or page is None:
        return redirect("reports:own", draft.report.reference)
    form = page.form(draft)(request.POST, request.FILES, draft=draft, initial=steps.shown(page, draft))
    form.refuse("This report has been sent since, so this page cannot be. What you typed is still here: add it on the report's own page.")
    return _show(request, page.template, form, **pages.step(page, draft, changing=False) | {"back": _own_page(draft)})


def _own_page(draft) -> str:
    return reverse("reports:own", args=[draft.report.reference])


def _overtake(request, page, form, overtaken) -> None:
    """What was typed stays, what stands is shown beside it; a second click, which says the same again, has done no harm."""
    present = _own(request, form.draft.report.reference)
    again = page.form(present)(request.POST, request.FILES, draft=present, initial=steps.shown(page, present))
    if again.has_changed():
        form.stale(overtaken.sentence, present.mark(page.slug))
        form.saved = steps.saved(page, present)


def _send(request, draft, form) -> bool:
    try:
        shown = form.cleaned_data["version"]
        sending.send(draft.report, by=request.person, at=timezone.now(), declaration=rules.DECLARATION, version=shown)
    except Stale as overtaken:
        form.stale(overtaken.sentence, draft.report.version)
    except Refused as refused:
        form.refuse(refused.sentence)
    return not form.errors


def _onwards(request, reference, page, form) -> str:
    """Where an answered page leads: away for later, again to the readers when they changed, else to what is still open."""
    if "later" in request.POST:
        messages.success(request, "Your answers are saved. You can go on from here.")
        return reverse("reports:mine")
    draft = _own(request, reference)
    following = page if "not_these" in form.changed_data else steps.next_open(draft)
    return reverse("reports:step", args=[reference, following.slug]) if following else reverse("reports:check", args=[reference])

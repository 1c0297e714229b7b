"""Reporting without signing in, page by page, and coming back to an answer. No session, no address, no list of people (ADR 0019).

What opens a draft or a report is the passphrase: a cookie holds it while somebody writes, they type it when they come back.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.rules import Refused, Stale
from foundation.dossiers.services import once
from foundation.face.pages import as_file
from foundation.people.marks import public
from foundation.people.selectors import is_open
from foundation.signatures.services import sign_text
from reports.intake import rules as intake
from reports.intake import services
from reports.intake.selectors import anonymous_allowed
from reports.journey import pages as journey
from reports.journey import steps
from reports.journey.forms import DiscardForm
from reports.mailbox import rules as mailbox
from reports.mailbox.adding import add_file
from reports.mailbox.forms import WriteBackForm
from reports.mailbox.pages import own_rows
from reports.mailbox.selectors import open_question
from reports.mailbox.services import write_back

from . import forms, pages, rules, selectors

PATH = "/reports/anonymous/"
_form_page = require_http_methods(["GET", "HEAD", "POST"])


def holding(*, sent: bool) -> Callable:
    """Marks a view as a page of whoever holds the passphrase of a draft, or of a report that was `sent`; everybody else, signed in or
    not, is led to where one begins or comes back."""

    def wrap(view: Callable) -> Callable:
        @public
        @_form_page
        @wraps(view)
        def page(request, *args, **kwargs):
            holder = selectors.holder(request.COOKIES.get(settings.ANONYMOUS_COOKIE, ""))
            draft = selectors.held_by(holder, timezone.now()) if holder.proof else None
            if draft is None:
                return redirect("anonymous:return" if sent else "anonymous:start")
            if (draft.report.submitted_at is not None) != sent:
                return redirect("anonymous:check" if sent else "anonymous:own")
            return view(request, draft, holder, *args, **kwargs)

        return page

    return wrap


@public
@_form_page
def start(request):
    """What staying unnamed means and what it cannot promise, before anything is asked; then whether anybody is in danger."""
    if not is_open():
        page = journey.not_taken(None, timezone.now())
        return render(request, "reports/not_taken.html", page, status=422 if request.method == "POST" else 200)
    if not anonymous_allowed():
        raise Refused(rules.OFF)
    form = forms.BeginForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        phrase = rules.passphrase()
        try:
            services.start_unnamed(by=selectors.holder(phrase), at=timezone.now(), danger=form.cleaned_data["danger"])
            return _hold(redirect("anonymous:step", "conduct"), phrase)
        except Refused as refused:
            form.refuse(refused.sentence)
    return _show(request, "anonymous/start.html", form, **pages.start(timezone.now()))


@public
@require_safe
def limits(request):
    """What nobody can promise."""
    return render(request, "anonymous/limits.html", {"title": "What staying unnamed cannot promise", "back": reverse("anonymous:start")})


@holding(sent=False)
def step(request, draft, holder, slug):
    """One question: show it, keep its answer, go on to the next that is open."""
    page = steps.find(slug)
    if page is None or not page.applies(draft):
        raise Http404
    if (first := steps.earlier(page, draft)) is not None:
        return redirect("anonymous:step", first.slug)
    files = request.FILES if request.method == "POST" else None
    form = page.form(draft)(_sent(request), files, draft=draft, initial=steps.shown(page, draft))
    form.also = ()  # there is no "later" without a passphrase
    if request.method == "POST" and form.is_valid() and _keep(draft, holder, page, form):
        following = steps.next_open(selectors.held_by(holder, timezone.now()))
        return redirect("anonymous:step", following.slug) if following else redirect("anonymous:check")
    return _show(request, page.template, form, **pages.step(page, draft, changing="change" in request.GET))


@holding(sent=False)
def check(request, draft, holder):
    """Check answers, confirm, send."""
    form = forms.CheckForm(_sent(request), initial={"version": draft.report.version})
    if request.method == "POST" and form.is_valid():
        try:
            shown = form.cleaned_data["version"]
            services.submit(draft.report, by=holder, at=timezone.now(), declaration=intake.DECLARATION, version=shown)
            return redirect("anonymous:receipt")
        except Stale as overtaken:
            form.stale(overtaken.sentence, draft.report.version)
        except Refused as refused:
            form.refuse(refused.sentence)
    return _show(request, "reports/check.html", form, **pages.check(draft))


@holding(sent=False)
def discard(request, draft, holder):
    """Throw away what was written; nothing of it is left here or in this browser."""
    if request.method == "POST":
        services.discard(draft.report, by=holder, at=timezone.now())
        return _let_go(redirect("anonymous:thrown-away"))
    context = {"title": "Throw this away?", "back": reverse("anonymous:check"), "sealed": draft.sealed}
    return _show(request, "reports/discard.html", DiscardForm(), **context)


@public
@require_safe
def thrown_away(request):
    """Said once it is done; to whoever comes here without that it says nothing about anybody."""
    return render(request, "anonymous/thrown_away.html", {"title": "It has been thrown away"})


@holding(sent=True)
def receipt(request, draft, holder):
    """Reference and passphrase, until they are typed back."""
    phrase = request.COOKIES[settings.ANONYMOUS_COOKIE]
    form = forms.NotedForm(_sent(request), shown=phrase)
    if request.method == "POST" and form.is_valid():
        return _let_go(redirect("anonymous:noted"))
    return _show(request, "anonymous/receipt.html", form, title="Report received", reference=draft.report.reference, phrase=phrase)


@holding(sent=True)
def receipt_file(request, draft, holder):
    """The receipt as a file, signed. The passphrase is not in it."""
    return as_file(sign_text(journey.receipt(draft), at=draft.at), "text/plain; charset=utf-8", "receipt.txt")


@public
@require_safe
def noted(request):
    """The end of it: nothing is left in this browser."""
    return render(request, "anonymous/noted.html", {"title": "That is all"})


@public
@_form_page
def come_back(request):
    """Reference and passphrase; which of them is wrong is not said."""
    form = forms.ReturnForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        phrase = form.cleaned_data["passphrase"]
        if selectors.found_by(selectors.holder(phrase), form.cleaned_data["reference"]):
            return _hold(redirect("anonymous:own"), rules.plain(phrase))
        form.refuse(rules.NOT_FOUND, "passphrase")
    return _show(request, "anonymous/return.html", form, title="Come back to a report", back=reverse("anonymous:start"))


@holding(sent=True)
def own(request, draft, holder):
    """Where it stands, what was written, what they told."""
    return render(request, "reports/own.html", pages.own(draft, holder))


@holding(sent=True)
def write(request, draft, holder):
    """Answer what was asked, or add something."""
    report = draft.report
    if request.method != "POST" and not mailbox.may_write_back(report.state, finished=report.finished_at is not None):
        raise Refused(mailbox.FINISHED, back=reverse("anonymous:own"))
    asked = open_question(report)
    form = WriteBackForm(_sent(request), question=asked and asked.uuid)
    if request.method == "POST" and form.is_valid() and (address := _written(report, holder, form)):
        return redirect(address)
    letters = [one for one in own_rows(holder, report) if one.kind == "wait"][-1:] if asked else []
    title = "Answer the question" if asked else "Add something to your report"
    return _show(request, "mailbox/write.html", form, back=reverse("anonymous:own"), title=title, asked=asked is not None, letters=letters)


@holding(sent=True)
def file(request, draft, holder):
    """A file that comes later; its hidden details are taken out before it is kept."""
    return add_file(request, draft.report, holder, back=reverse("anonymous:own"), done=lambda _: None)


@public
@require_safe
def close(request):
    """Take the passphrase out of this browser."""
    return _let_go(redirect("anonymous:return"))


def _sent(request):
    return request.POST if request.method == "POST" else None


def _show(request, template, form, **context):
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)


def _hold(answer, phrase: str):
    answer.set_cookie(
        settings.ANONYMOUS_COOKIE,
        phrase,
        max_age=rules.HELD_FOR,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


def _let_go(answer):
    answer.delete_cookie(settings.ANONYMOUS_COOKIE, path=PATH, samesite="Strict")
    return answer


def _keep(draft, holder, page, form) -> bool:
    mark = form.cleaned_data["version"]
    try:
        services.answer(draft.report, page.slug, form.cleaned_data, by=holder, at=timezone.now(), mark=mark if mark >= 0 else None)
    except Stale as overtaken:
        form.stale(overtaken.sentence, draft.mark(page.slug))
    except Refused as refused:
        form.refuse(refused.sentence, refused.field or None)
    return not form.errors


def _written(report, holder, form) -> str:
    """Where it led; "" where it was refused."""
    now, said = timezone.now(), form.cleaned_data

    def keep() -> str:
        write_back(report, words=said["words"], question=said["asked"], by=holder, at=now)
        return reverse("anonymous:own")

    try:
        return once(said["once"], purpose="write-back", by=holder, at=now, make=keep)
    except Stale as overtaken:
        asked = open_question(selectors.held_by(holder, now).report)
        form.overtaken(overtaken.sentence, asked and asked.uuid)
    except Refused as refused:
        form.refuse(refused.sentence)
    return ""

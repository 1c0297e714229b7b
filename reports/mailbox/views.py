"""The reporter answers, or adds something unasked. For everybody else the page does not exist; triage's pages are in its own room."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from foundation.dossiers.rules import Refused, Stale
from foundation.dossiers.services import once
from foundation.people.marks import signed_in
from reports.intake.rules import UNSENT
from reports.intake.selectors import own_report

from . import adding, pages, rules, services
from .forms import WithdrawForm, WriteBackForm
from .selectors import open_question

WITHDRAWN = "You have taken your report back. Whoever looks at it is told."
SENT = "Thank you. What you wrote has been sent to whoever looks at your report."


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request, reference):
    """What was asked, and one box for the answer; without a question, one box for anything else."""
    report = _own(request, reference)
    asked = open_question(report)
    form = WriteBackForm(request.POST if request.method == "POST" else None, question=asked and asked.uuid)
    if request.method == "POST" and form.is_valid() and (address := _write(request, report, form)):
        return redirect(address)
    context = {"form": form, "back": reverse("reports:own", args=[reference]), "asked": asked is not None}
    context |= {"title": "Answer the question" if asked else "Add something to your report", "letters": _question(request, report, asked)}
    return render(request, "mailbox/write.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, reference):
    """What taking a report back does, and what it does not, before it is done."""
    report = _own(request, reference)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (address := _withdraw(request, report, form)):
        return redirect(address)
    context = {"form": form, "title": "Take your report back?", "back": reverse("reports:own", args=[reference])}
    return render(request, "mailbox/withdraw.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def file(request, reference):
    """A file that comes later."""
    report = _own(request, reference)
    back = reverse("reports:own", args=[reference])
    return adding.add_file(request, report, request.person, back=back, done=lambda told: messages.success(told, adding.ADDED))


def _own(request, reference):
    report = own_report(request.person, reference)
    if report is None or report.state in UNSENT:
        raise Http404
    if request.method != "POST" and not rules.may_write_back(report.state, finished=report.finished_at is not None):
        raise Refused(rules.FINISHED)
    return report


def _withdraw(request, report, form) -> str:
    """Where it led; "" where it was refused."""
    now = timezone.now()

    def take_back() -> str:
        services.withdraw(report, words=form.cleaned_data["words"], by=request.person, at=now)
        messages.success(request, WITHDRAWN)
        return reverse("reports:own", args=[report.reference])

    try:
        return once(form.cleaned_data["once"], purpose="withdraw", by=request.person, at=now, make=take_back)
    except Refused as refused:
        form.refuse(refused.sentence)
    return ""


def _write(request, report, form) -> str:
    """Where it led; "" where it was refused."""
    now, key = timezone.now(), form.cleaned_data["once"]
    try:
        return once(key, purpose="write-back", by=request.person, at=now, make=lambda: _kept(request, report, form, now))
    except Stale as overtaken:
        asked = open_question(own_report(request.person, report.reference))
        form.overtaken(overtaken.sentence, asked and asked.uuid)
    except Refused as refused:
        form.refuse(refused.sentence)
    return ""


def _kept(request, report, form, now) -> str:
    said = form.cleaned_data
    services.write_back(report, words=said["words"], question=said["asked"], by=request.person, at=now)
    messages.success(request, SENT)
    return reverse("reports:own", args=[report.reference])


def _question(request, report, asked) -> list[pages.Row]:
    return [one for one in pages.own_rows(request.person, report) if one.kind == "wait"][-1:] if asked else []

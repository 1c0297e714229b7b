"""A file that a reporter hands in after the report: asked first whether it could show a child, with a page each (DOMAIN 4.2). Signed in or
not, it is the same story; the rooms above give it its addresses."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.dossiers.rules import Refused, Stale
from foundation.dossiers.services import once
from foundation.evidence.rules import STOP
from foundation.people.models import Person
from foundation.people.rules import Nobody
from reports.intake.models import Report

from . import rules, services
from .forms import FileForm, FileQuestionForm
from .selectors import open_question

TITLE = "Add a file to your report"
ADDED = "Thank you. Your file has been added to your report."


def add_file(request: HttpRequest, report: Report, by: Person | Nobody, *, back: str, done: Callable[[HttpRequest], None]) -> HttpResponse:
    """The question, and after a plain no the file; after anything else what to do now, and the safeguarding lead is told. `back`: the
    reporter's page of the report; `done`: says there that it was kept."""
    if request.method != "POST" and not rules.may_write_back(report.state, finished=report.finished_at is not None):
        raise Refused(rules.FINISHED, back=back)
    if "said_no" in request.POST:
        return _file(request, report, by, back, done)
    form = FileQuestionForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _show(request, form, back)
    if form.cleaned_data["image"] == "no":
        asked = open_question(report)
        return _show(request, FileForm(initial={"asked": asked and asked.uuid}), back)
    now = timezone.now()
    once(form.cleaned_data["once"], purpose="add-file", by=by, at=now, make=lambda: services.not_sent(report, by=by, at=now) and back)
    return render(request, "mailbox/not_sent.html", {"title": "Do not send it", "stop": STOP, "back": back})


def _file(request: HttpRequest, report: Report, by: Person | Nobody, back: str, done: Callable[[HttpRequest], None]) -> HttpResponse:
    form, now = FileForm(request.POST, request.FILES), timezone.now()

    def keep() -> str:
        said = {name: form.cleaned_data[name] for name in ("how_seen", "visibility", "words")}
        services.add_file(report, upload=form.cleaned_data["picture"], **said, question=form.cleaned_data["asked"], by=by, at=now)
        return back

    if form.is_valid():
        try:
            answer = redirect(once(form.cleaned_data["once"], purpose="add-file", by=by, at=now, make=keep))
            done(request)
            return answer
        except Stale as overtaken:
            asked = open_question(report)
            form.overtaken(overtaken.sentence, asked and asked.uuid)
        except Refused as refused:
            form.refuse(refused.sentence, refused.field or None)
    return _show(request, form, back)


def _show(request: HttpRequest, form, back: str) -> HttpResponse:
    return render(request, "mailbox/file.html", {"form": form, "title": TITLE, "back": back}, status=422 if form.errors else 200)

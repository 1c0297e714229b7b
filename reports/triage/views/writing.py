"""Asking the reporter, writing to them, and notes. What goes to the reporter is shown as they will see it before it goes."""

from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone

from reports.intake.rules import INFO_REQUESTED, status_words
from reports.mailbox import pages, rules, services
from reports.mailbox.forms import GoOnForm, LetterForm, NoteForm, QuestionForm, ReceiveForm
from reports.triage.asking import ask, move_page, sent

from .taking import page_of


@move_page("ask")
def ask_reporter(request, report):
    form = QuestionForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        services.ask(report, words=cleaned["words"], by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "Your question has gone to the reporter. If no answer comes in time, the report is yours again.")
        return page_of(report)

    lead = "The report then waits for the answer, but not for ever: the reporter is given a date. If it is urgent, its clock does not stop."
    return _previewed(request, report, form, act, rules.QUESTION, purpose="ask", title="Ask the reporter", lead=lead)


@move_page("write")
def write(request, report):
    form = LetterForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        services.write(report, words=cleaned["words"], by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "Your message has gone to the reporter.")
        return page_of(report)

    lead = "For example: thank them, say how far it is, or tell them what happens next. It needs no answer."
    return _previewed(request, report, form, act, rules.FREE, purpose="write", title="Write to the reporter", lead=lead)


@move_page("receive")
def receive(request, report):
    form = ReceiveForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        services.receive(report, by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "The reporter now sees that you have read it.")
        return page_of(report)

    lead = "The reporter sees your name and that you have read what they wrote. To say more, write to them instead."
    return ask(request, report, form, act, purpose="receive", title="Say that you have read it", back=page_of(report), lead=lead)


@move_page("go-on")
def go_on(request, report):
    form = GoOnForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        services.go_on(report, by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "The report is yours again. If the reporter still answers, you see it here.")
        return page_of(report)

    lead = "For example, because you have learned it another way, or because it cannot wait. The reporter may still answer."
    return ask(request, report, form, act, purpose="go-on", title="Go on without an answer?", back=page_of(report), lead=lead)


@move_page("note")
def note(request, report):
    form = NoteForm(sent(request))

    def act(cleaned, now):
        services.note(report, words=cleaned["words"], by=request.person, at=now)
        messages.success(request, "Your note has been kept.")
        return page_of(report)

    return ask(request, report, form, act, purpose="note", title="Write a note", back=page_of(report))


def _previewed(request, report, form, act, kind, **context):
    """First the words, then how the reporter will see them, then the sending. Nothing is kept before that."""
    context["back"] = page_of(report)
    if request.method != "POST" or "send" in request.POST or not form.is_valid():
        return ask(request, report, form, act, **context)
    if "change" in request.POST:
        return render(request, "form_page.html", {"form": form, **context})
    return render(request, "mailbox/preview.html", _preview(request, report, form, kind) | {"back": context["back"]})


def _preview(request, report, form, kind) -> dict:
    asks = kind == rules.QUESTION
    carried = [(name, form[name].value()) for name in ("once", "version", "words")]
    return {
        "title": "This is what the reporter will see",
        "reference": report.reference,
        "status": status_words(INFO_REQUESTED, finished=False) if asks else "",
        "letters": [pages.preview(kind, form.cleaned_data["words"], request.person, timezone.now())],
        "told": "Nothing has gone yet. The reporter gets a mail with the reference and a link, and reads this on the page of their report.",
        "carried": carried + ([("not_password", "on")] if form.cleaned_data.get("not_password") else []),
        "send": "Send the question" if asks else "Send the message",
    }

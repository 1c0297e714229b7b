"""A report ends without a case, each way on a page of its own; who agrees to it; and how it is opened again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from reports.care.rules import READY
from reports.intake.selectors import report_for
from reports.triage import endings, services
from reports.triage.asking import ask, move_page, sent
from reports.triage.forms import (
    AskLeadForm,
    ConcurForm,
    ConfirmVoidForm,
    EndForm,
    NoBreachForm,
    ReferForm,
    ReopenForm,
    SettleForm,
    VoidForm,
)

from .deciding import rationale_of
from .taking import page_of

_TOLD = "The reporter is told that their report is finished, and not how."
_ENDED = "{} The reporter is told that it is finished."


@move_page("end")
def end(request, report):
    """Only a question: each answer has its page."""
    form = EndForm(sent(request), offered=endings.OFFERED)
    if request.method == "POST" and form.is_valid():
        return redirect(reverse(f"triage:{form.cleaned_data['how']}", args=[report.reference]))
    context = {"form": form, "title": "How does it end?", "back": page_of(report)}
    return render(request, "form_page.html", context, status=422 if form.errors else 200)


@move_page("no-breach")
def no_breach(request, report):
    form = NoBreachForm(sent(request), initial=_initial(report))

    def act(cleaned, now):
        services.no_breach(report, **_said(cleaned), by=request.person, at=now)
        messages.success(request, _ENDED.format("You have decided that there is no breach."))
        return page_of(report)

    title = "Decide that there is no breach"
    return ask(request, report, form, act, purpose="no-breach", title=title, back=_back(report), lead=_TOLD)


@move_page("settle")
def settle(request, report):
    form = SettleForm(sent(request), initial=_initial(report))

    def act(cleaned, now):
        services.settle(report, **_said(cleaned), by=request.person, at=now)
        messages.success(request, _ENDED.format("You have written down that it is settled."))
        return page_of(report)

    lead = f"For something that a conversation has put right. It is no warning, and nothing formal follows. {_TOLD}"
    return ask(request, report, form, act, purpose="settle", title="It is settled informally", back=_back(report), lead=lead)


@move_page("refer")
def refer(request, report):
    form = ReferForm(sent(request), initial=_initial(report))

    def act(cleaned, now):
        passed = {name: cleaned[name] for name in ("passed_to", "passed_on", "reference")}
        services.refer(report, **passed, **_said(cleaned), by=request.person, at=now)
        messages.success(request, _ENDED.format("You have written down that it is passed on."))
        return page_of(report)

    lead = f"Pass it on first; this page keeps to whom and when. {_TOLD}"
    return ask(request, report, form, act, purpose="refer", title="It is passed on", back=_back(report), lead=lead)


@move_page("void")
def void(request, report):
    form = VoidForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        services.propose_void(report, reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "A second person is asked to confirm that it is void.")
        return page_of(report)

    lead = "Only for a test, or a report with nothing in it. Somebody else has to confirm it; then it counts nowhere."
    return ask(request, report, form, act, purpose="void", title="This report is void", back=_back(report), lead=lead)


@move_page("confirm-void")
def confirm_void(request, report):
    form = ConfirmVoidForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        verb = services.void if cleaned["answer"] == "void" else services.keep
        verb(report, reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "Your answer has been kept.")
        return page_of(report)

    lead = "Read what came in, and why it is said to be void. If you are not sure, keep it."
    return ask(request, report, form, act, purpose="confirm-void", title="Confirm that it is void", back=page_of(report), lead=lead)


@move_page("ask-lead")
def ask_lead(request, report):
    form = AskLeadForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        services.ask_lead(report, reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "The safeguarding lead is asked. You can go on when they have answered.")
        return page_of(report)

    title, lead = "Ask the safeguarding lead first", "A rule about safeguarding is chosen, so they agree before it ends without a case."
    return ask(request, report, form, act, purpose="ask-lead", title=title, back=page_of(report), lead=lead)


@move_page("concur", right="report.read")
def concur(request, report):
    form = ConcurForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        agreed = cleaned["agreed"] == "yes"
        services.concur(report, agreed=agreed, reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "Your answer has been kept. Whoever triages the report is told that there is one.")
        return page_of(report)

    lead = "A rule about safeguarding is chosen. Read what came in, and how whoever triages it means to end it."
    return ask(request, report, form, act, purpose="concur", title="May it end without a case?", back=page_of(report), lead=lead)


@move_page("reopen", right="report.read")
def reopen(request, report):
    form = ReopenForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        services.reopen(report, new=cleaned["new"], by=request.person, at=now, version=cleaned["version"])
        gone = report_for(request.person, report.reference, now) is None
        also = " It has gone to somebody more senior, so you no longer see it." if gone else ""
        messages.success(request, f"The report is open again, and the reporter is told.{also}")
        return reverse("triage:queue") if gone else page_of(report)

    lead = "Its clock begins anew today. It goes to whoever may read it now, and the reporter is told that it is looked at again."
    return ask(request, report, form, act, purpose="reopen", title="Open this report again", back=page_of(report), lead=lead)


def _initial(report) -> dict:
    return {"version": report.version, "rationale": rationale_of(report), "note": READY}


def _said(cleaned) -> dict:
    return {name: cleaned[name] for name in ("rationale", "note", "version")}


def _back(report) -> str:
    return reverse("triage:end", args=[report.reference])

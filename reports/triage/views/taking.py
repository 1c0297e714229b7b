"""Who works on a report: take it on, hand it back, step back, let in somebody who was kept out."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from reports.intake.selectors import report_for
from reports.targets.selectors import gives_in
from reports.triage import selectors, services
from reports.triage.asking import ask, move_page, sent
from reports.triage.forms import HandBackForm, LetInForm, StepBackForm, TakeOnForm

_EITHER = "You look after somebody it was aimed at. Whoever works on it looks after nobody in it: if you take it on, somebody else does."
STEPPED_BACK = "You have stepped back. You can no longer see the report, and it has gone to somebody else."


@move_page("take-on")
def take_on(request, report):
    form = TakeOnForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        conflict = cleaned["words"] if cleaned["conflict"] == "some" else ""
        taken = services.claim(report, conflict=conflict, by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "You have taken this report on. The reporter is told that you have it." if taken else STEPPED_BACK)
        return page_of(report) if taken else reverse("triage:queue")

    lead = _EITHER if gives_in(request.person, report, timezone.now()) else ""
    title = f"Take on report {report.reference}"
    return ask(request, report, form, act, purpose="take-on", title=title, back=page_of(report), lead=lead)


@move_page("hand-back")
def hand_back(request, report):
    form = HandBackForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        services.hand_back(report, by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "You have handed the report back. It waits for somebody to take it on.")
        return page_of(report)

    lead = "It goes back to the queue, and those who may take it on are told. What you have answered stays."
    if report.proposed_at:
        lead += " The case you proposed is taken back."
    return ask(request, report, form, act, purpose="hand-back", title="Hand this report back?", back=page_of(report), lead=lead)


@move_page("step-back", right="report.read")
def step_back(request, report):
    form = StepBackForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        services.step_back(report, words=cleaned["words"], by=request.person, at=now)
        messages.success(request, STEPPED_BACK)
        return reverse("triage:queue")

    lead = "For a conflict of interest, or what might look like one. You no longer see the report; somebody else is told that it waits."
    return ask(request, report, form, act, purpose="step-back", title="Step back from this report", back=page_of(report), lead=lead)


@move_page("let-in")
def let_in(request, report, party):
    kept_out = selectors.barred_party(report, party, timezone.now())
    if kept_out is None:
        raise Http404
    form = LetInForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        services.let_in(report, kept_out, reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        gone = report_for(request.person, report.reference, now) is None
        also = " It has gone back to the rung that reads it first, so you no longer see it." if gone else ""
        messages.success(request, f"{kept_out.person.name} may read the report again. The reporter is told that this happened.{also}")
        return reverse("triage:queue") if gone else page_of(report)

    lead = f"The reporter asked that {kept_out.person.name} does not read this report. They may have a good reason they did not write down."
    return ask(request, report, form, act, purpose="let-in", title=f"Let {kept_out.person.name} in?", back=page_of(report), lead=lead)


def page_of(report) -> str:
    return reverse("triage:report", args=[report.reference])

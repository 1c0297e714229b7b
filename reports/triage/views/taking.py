"""Who works on a report: take it on, hand it back, step back, let in somebody who was kept out."""

from itertools import chain

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from foundation.dossiers.selectors import seen_by
from foundation.people.selectors import person_by
from reports.intake.selectors import directory, report_for
from reports.targets.selectors import gives_in
from reports.triage import selectors, services
from reports.triage.asking import ask, move_page, sent
from reports.triage.forms import HandBackForm, LetInForm, NameForm, StepBackForm, TakeOnForm, TargetForm

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


@move_page("name")
def name(request, report, party):
    now = timezone.now()
    unnamed = selectors.unnamed_party(report, party, now)
    if unnamed is None:
        raise Http404
    form = NameForm(sent(request), initial={"version": report.version}, people=people_to_name(request.person, now))

    def act(cleaned, now):
        who = person_by(cleaned["who"])
        services.name_person(report, unnamed, who=who, by=request.person, at=now, version=cleaned["version"])
        gone = report_for(request.person, report.reference, now) is None
        also = " It has gone to somebody else, so you no longer see it." if gone else ""
        messages.success(request, f"{who.name} is named. They, and those close to them, see nothing of it.{also}")
        return reverse("triage:queue") if gone else page_of(report)

    return ask(request, report, form, act, purpose="name", title="Say who it is", back=page_of(report), lead=_NAMING)


@move_page("targets")
def targets(request, report):
    now = timezone.now()
    form = TargetForm(sent(request), initial={"version": report.version}, people=people_to_name(request.person, now))

    def act(cleaned, now):
        who = person_by(cleaned["who"])
        services.name_target(report, who=who, by=request.person, at=now, version=cleaned["version"])
        gone = report_for(request.person, report.reference, now) is None
        also = " The report has gone to somebody else, so you no longer see it." if gone else ""
        messages.success(request, f"{who.name} is named, and somebody is asked to look after them.{also}")
        return reverse("triage:queue") if gone else page_of(report)

    title = "Who is targeted?"
    read = [one.person.name for one in seen_by(report.dossier)]
    lead = f"{_TARGETING} It has been read by {', '.join(dict.fromkeys(read))}." if read else _TARGETING
    return ask(request, report, form, act, purpose="targets", title=title, back=page_of(report), lead=lead)


_TARGETING = (
    "Whoever it is aimed at is offered support: somebody is asked to talk to them, and reads nothing of the report. From now on they see "
    "nothing of the report themselves, and it goes past them."
)
_NAMING = (
    "The report goes at once to whoever may read it when it is about them. It can go past you: then you no longer see it. Whoever you "
    "name, and those close to them, see nothing of it from that moment on."
)


def people_to_name(person, now) -> list[tuple[str, str]]:
    own, elsewhere = directory(person, now)
    return [(str(one.uuid), f"{one.name}, {one.job}" if one.job else one.name) for one in chain(own, *(people for _, people in elsewhere))]


def page_of(report) -> str:
    return reverse("triage:report", args=[report.reference])

"""The decision, HR's agreement, and the safeguarding lead's view."""

from django.contrib import messages
from django.http import Http404
from django.utils import timezone

from foundation.dossiers.rules import Refused
from reports.concerns import services as concerns
from reports.concerns.selectors import flagged_for, safeguarding_of
from reports.intake.rules import HEAVIEST
from reports.intake.selectors import words
from reports.triage import services
from reports.triage.asking import TAKEN, ask, move_page, sent
from reports.triage.forms import AgreeForm, ProposeForm, ReviewForm, SendBackForm

from .taking import page_of


@move_page("propose")
def propose(request, report):
    form = ProposeForm(sent(request), initial={"version": report.version, "rationale": rationale_of(report)})

    def act(cleaned, now):
        services.propose(report, rationale=cleaned["rationale"], by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "You have proposed a case.")
        return page_of(report)

    critical = " It is critical, so HR has to agree as well." if report.severity == HEAVIEST else ""
    return ask(
        request,
        report,
        form,
        act,
        purpose="propose",
        title="Propose a case",
        back=page_of(report),
        lead=f"Whoever may open a case is told and decides.{critical}",
    )


@move_page("agree", right="report.read")
def agree(request, report):
    form = AgreeForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        services.agree(report, by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "You have agreed. Whoever may open the case is told.")
        return page_of(report)

    return ask(
        request,
        report,
        form,
        act,
        purpose="agree",
        title="Agree to a case",
        back=page_of(report),
        lead="A case has been proposed about something critical. If you do not agree, send the proposal back and say what is missing.",
    )


@move_page("send-back", right="report.read")
def send_back(request, report):
    form = SendBackForm(sent(request), initial={"version": report.version})

    def act(cleaned, now):
        services.send_back(report, reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "The proposal has gone back. Whoever triages the report is told.")
        return page_of(report)

    lead = "Whoever triages it reads what you write, and decides anew. The reporter and the person it is about are told nothing."
    return ask(request, report, form, act, purpose="send-back", title="Send the proposal back", back=page_of(report), lead=lead)


@move_page("safeguarding", right="safeguarding.read")
def safeguarding(request, report):
    record = flagged_for(request.person, report.reference, timezone.now())
    if record is None and request.method != "POST":
        raise Refused(TAKEN)
    if record is None:
        raise Http404
    form = ReviewForm(sent(request), initial={"version": record.version})

    def act(cleaned, now):
        said = {name: cleaned[name] for name in ("outcome", "reason", "elsewhere", "restricted", "version")}
        concerns.review(record, **said, by=request.person, at=now)
        messages.success(request, "Your decision has been kept. Whoever triages the report is told that there is one.")
        return page_of(report)

    return ask(
        request,
        report,
        form,
        act,
        purpose="safeguarding",
        beside=safeguarding_of,  # the form carries the version of the record
        title="Is a child at risk?",
        back=page_of(report),
        lead="Look at what came in first. If a child may be in danger now, call the police or children's services before you answer.",
    )


def rationale_of(report) -> str:
    return words(report)["rationale_sealed"] if report.rationale_sealed else ""

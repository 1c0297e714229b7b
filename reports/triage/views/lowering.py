"""A report ends as a low-level concern: proposed by whoever triages it, agreed to by the headteacher."""

from django.contrib import messages
from django.urls import reverse

from reports.care.rules import READY
from reports.intake.selectors import report_for
from reports.triage import services
from reports.triage.asking import ask, move_page, sent
from reports.triage.forms import AgreeLowForm, LowForm

from .deciding import rationale_of
from .taking import page_of


@move_page("low")
def low(request, report):
    form = LowForm(sent(request), initial={"version": report.version, "rationale": rationale_of(report)})

    def act(cleaned, now):
        services.propose_low(report, rationale=cleaned["rationale"], by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "The headteacher is asked to agree.")
        return page_of(report)

    lead = (
        "Something small about somebody who works with children, below the threshold of harm. The headteacher agrees first; then it is "
        "kept with other small things about the same person, for few eyes."
    )
    back = reverse("triage:end", args=[report.reference])
    return ask(request, report, form, act, purpose="low", title="It is a low-level concern", back=back, lead=lead)


@move_page("agree-low", right="report.read")
def agree_low(request, report):
    form = AgreeLowForm(sent(request), initial={"version": report.version, "note": READY})

    def act(cleaned, now):
        given = {"reason": cleaned["reason"], "by": request.person, "at": now, "version": cleaned["version"]}
        if cleaned["answer"] == "yes":
            services.low_level(report, note=cleaned["note"], **given)
            messages.success(request, "It is kept as a low-level concern. The reporter is told that their report is finished.")
        else:
            services.not_low(report, **given)
            messages.success(request, "Your answer has been kept. Whoever triages the report is told.")
        return page_of(report) if report_for(request.person, report.reference, now) else reverse("triage:queue")

    lead = "Read what came in, and the earlier concerns about the same person. You decide afterwards what is done about it."
    return ask(request, report, form, act, purpose="agree-low", title="Is it a low-level concern?", back=page_of(report), lead=lead)

"""Putting a case on hold, looking again, going on: each its own page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.casefile import forms, rules, selectors, services
from cases.casefile.asking import ask, found
from foundation.dossiers.asking import sent_before
from foundation.people.marks import needs

from .gate import case_to, version

asked = require_http_methods(["GET", "HEAD", "POST"])


@needs("case.manage")
@asked
@sent_before("case.hold")
def hold(request: HttpRequest, reference: str) -> HttpResponse:
    row = case_to(request, reference, "hold")
    form = forms.HoldForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        given = {"reason": cleaned["reason"], "words": cleaned["words"], "version": cleaned["version"]}
        services.hold(row, by=request.person, at=now, **given)
        return selectors.path(row)

    return ask(
        request,
        form,
        act,
        purpose="case.hold",
        title="Put the case on hold",
        back=selectors.path(row),
        version=lambda: version(request, reference),
        lead="Deadlines that may wait stop; what law or guidance sets runs on. Nobody is told more than they know already, "
        "the person the report is about neither. You are asked every ten working days whether it still has to wait.",
    )


@needs("case.manage")
@asked
@sent_before("case.review_hold")
def review_hold(request: HttpRequest, reference: str) -> HttpResponse:
    row = case_to(request, reference, "review_hold")
    form = forms.ReviewHoldForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.review_hold(row, words=cleaned["words"], by=request.person, at=now, version=cleaned["version"])
        return selectors.path(row)

    return ask(
        request,
        form,
        act,
        purpose="case.review_hold",
        title="Look at the hold again",
        back=selectors.path(row),
        version=lambda: version(request, reference),
        lead="If it need not wait any more, go on with the case instead.",
    )


@needs("case.manage")
@asked
@sent_before("case.release")
def release(request: HttpRequest, reference: str) -> HttpResponse:
    row = found(selectors.case_for(request.person, reference, timezone.now()))
    row = case_to(request, reference, rules.release_to(row.held_from))
    form = forms.ReleaseForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.release(row, advice=cleaned["advice"], by=request.person, at=now, version=cleaned["version"])
        return selectors.path(row)

    return ask(
        request,
        form,
        act,
        purpose="case.release",
        title="Go on with the case",
        back=selectors.path(row),
        version=lambda: version(request, reference),
        lead="It goes on where it was. Deadlines that stopped get the working days they waited.",
    )

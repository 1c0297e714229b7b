"""Who holds a case, and telling the person: each its own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.casefile import forms, listing, rules, selectors, services
from cases.casefile.asking import ask, found
from foundation.dossiers.asking import sent_before
from foundation.people.marks import needs

from .gate import case_to, version

asked = require_http_methods(["GET", "HEAD", "POST"])


@needs("case.read")
@asked
@sent_before("case.tell")
def tell(request: HttpRequest, reference: str) -> HttpResponse:
    row = case_to(request, reference, "tell")
    form = forms.TellForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.tell(row, by=request.person, at=now, version=cleaned["version"], how=cleaned["how"], why_not=cleaned["why_not"] or "")
        return selectors.path(row)

    return ask(
        request,
        form,
        act,
        purpose="case.tell",
        title="Tell the person",
        back=selectors.path(row),
        version=lambda: version(request, reference),
        lead="Nobody learns from a mail that there is a case about them. Tell them yourself, say what support there is, then record it.",
    )


@needs("case.read")
@asked
@sent_before("case.take_on")
def take_on(request: HttpRequest, reference: str) -> HttpResponse:
    row = case_to(request, reference, "take_on")
    form = forms.TakeOnForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        taken = services.take_on(row, by=request.person, at=now, version=cleaned["version"], conflict=forms.declared(cleaned))
        return selectors.path(row) if taken else "/cases/stepped-back/"

    return ask(
        request,
        form,
        act,
        purpose="case.take_on",
        title="Take this case on",
        back=selectors.path(row),
        version=lambda: version(request, reference),
        lead=f"The case is about {listing.party_name(row.subject)}.",
    )


@needs("case.read")
@asked
@sent_before("case.step_back")
def step_back(request: HttpRequest, reference: str) -> HttpResponse:
    row = found(selectors.case_for(request.person, reference, timezone.now()))
    rules.check_step_back(row.state)
    form = forms.StepBackForm(request.POST or None)

    def act(cleaned, now):
        services.step_back(row, by=request.person, at=now, words=cleaned["words"])
        return "/cases/stepped-back/"

    return ask(
        request,
        form,
        act,
        purpose="case.step_back",
        title="Step back from this case",
        back=selectors.path(row),
        lead="You will no longer see it, from the next page on. Whoever holds it after you is told that it waits, and not why.",
    )


@needs("case.read")
@require_safe
def stepped_back(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/stepped_back.html", {"title": "You have stepped back"})

"""Asking somebody to take a case over, and answering: each its own page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.casefile import forms, listing, selectors, services
from cases.casefile.asking import ask, found
from foundation.dossiers.asking import sent_before
from foundation.dossiers.rules import Refused
from foundation.people.marks import needs, signed_in

from .gate import case_to, version

asked = require_http_methods(["GET", "HEAD", "POST"])


@needs("case.manage")
@asked
@sent_before("case.hand_over")
def hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    row = case_to(request, reference, "hand_over")
    people = selectors.successors(row, timezone.now())
    if not people and request.method != "POST":
        raise Refused("There is nobody else who may manage this case.")
    form = forms.HandOverForm(request.POST or None, people=listing.person_options(people), initial={"version": row.version})

    def act(cleaned, now):
        chosen = next(one for one in people if str(one.uuid) == cleaned["who"])
        services.hand_over(row, chosen, reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        return selectors.path(row)

    return ask(
        request,
        form,
        act,
        purpose="case.hand_over",
        title="Hand the case over",
        back=selectors.path(row),
        version=lambda: version(request, reference),
        lead="They are told whom it is about and declare whether they have a conflict. Until they accept, you go on managing it.",
    )


@signed_in
@asked
@sent_before("case.take_over")
def take_over(request: HttpRequest, reference: str) -> HttpResponse:
    row = found(selectors.hand_over_for(request.person, reference, timezone.now()))
    form = forms.TakeOverForm(request.POST or None)

    def act(cleaned, now):
        yes = cleaned["answer"] == "yes"
        answered = services.answer_hand_over(row, yes=yes, conflict=forms.declared(cleaned), by=request.person, at=now)
        return selectors.path(row.case) if answered.answer == "taken_over" else "/cases/asked/thank-you/"

    return ask(
        request,
        form,
        act,
        purpose="case.take_over",
        title="You are asked to take a case over",
        back="/",
        template="cases/asked.html",
        rows=listing.asked_rows(row.case, row.asked_by, row.asked_at, timezone.now()),
    )

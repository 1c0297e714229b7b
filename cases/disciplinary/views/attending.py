"""The pages of the person the hearing is about; HR writes down what somebody without a sign-in says."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.casefile.asking import found
from cases.disciplinary import forms, page, selectors, services
from foundation.dossiers.asking import sent_before
from foundation.face import when
from foundation.people.marks import signed_in

from .steps import asked, by, of_either, step


@signed_in
@require_safe
def mine(request: HttpRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    row = found(selectors.mine_for(request.person, reference, now))
    return render(request, "hearings/mine.html", page.mine(row, request.person, now))


@signed_in
@asked
@sent_before("disciplinary.say")
def say(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_either(request, reference, "say")
    form = forms.SayForm(request.POST or None, initial=page.said_before(row))

    def act(cleaned, now):
        said = {"companion": cleaned["companion"], "companion_name": cleaned["companion_name"], "statement": cleaned["statement"]}
        services.say(row, **said, **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="disciplinary.say", title="Who comes with you, and what you wish to say",
        lead="A colleague or somebody from a trade union may come with you. They may speak for you, and may not answer for you.",
    )  # fmt: skip


@signed_in
@asked
@sent_before("disciplinary.ask_day")
def ask_day(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_either(request, reference, "ask_day")
    form = forms.DayForm(request.POST or None, submit="Ask for another day", place=False, initial={"version": row.version})

    def act(cleaned, now):
        said = {"why": cleaned["why"], "reason": cleaned["reason"] or ""}
        services.ask_day(row, new_at=when.at(cleaned["day"], cleaned["clock"]), **said, **by(request, cleaned, now))

    return step(request, row, form, act, purpose="disciplinary.ask_day", title="Ask for another day", lead=page.right_to_another(row))

"""The pages of the person who is asked; the issuer uses the same for somebody without a sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.casefile.asking import ask, found, offer
from cases.removals import forms, page, rules, selectors, services
from cases.removals.services.telling import path
from foundation.dossiers.asking import sent_before
from foundation.letters.selectors import copies_about
from foundation.people.marks import signed_in

asked = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def mine(request: HttpRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    row = found(selectors.mine_for(request.person, reference, now))
    until = selectors.shown_until(row, request.person, now)
    copies = copies_about(request.person, row.uuid, now)
    return render(request, "removals/mine.html", page.mine(row, selectors.standing(row, request.person, now), now, copies, until=until))


@signed_in
@asked
@sent_before("removal.ack")
def acknowledge(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "ack")
    form = forms.AcknowledgeForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.acknowledge(row, by=request.person, at=now, version=cleaned["version"])
        return path(row)

    return ask(
        request,
        form,
        act,
        purpose="removal.ack",
        title="Acknowledge the request",
        back=path(row),
        version=lambda: _version(request, reference),
        lead="It says that you have read it, not that you agree.",
    )


@signed_in
@asked
@sent_before("removal.claim")
def claim(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "claim")
    form = forms.ClaimForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.claim(row, by=request.person, at=now, version=cleaned["version"], method=cleaned["method"], words=cleaned["words"])
        return path(row)

    return ask(
        request,
        form,
        act,
        purpose="removal.claim",
        title="Say that it is removed",
        back=path(row),
        version=lambda: _version(request, reference),
        lead="Somebody else then looks whether it is gone. Keep a copy for yourself, and do not delete anything else.",
    )


@signed_in
@asked
@sent_before("removal.contest")
def contest(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "contest")
    form = forms.ContestForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.contest(row, by=request.person, at=now, version=cleaned["version"], reason=cleaned["reason"])
        return path(row)

    return ask(
        request,
        form,
        act,
        purpose="removal.contest",
        title="Contest the request",
        back=path(row),
        version=lambda: _version(request, reference),
        lead="The clock stops. A senior leader who did not ask for it decides, by the end of the next working day.",
    )


def _row(request: HttpRequest, reference: str, move: str):
    now = timezone.now()
    row = _either(request, reference)
    offer(request, rules.REMOVAL, row.state, move, selectors.standing(row, request.person, now))
    return row


def _either(request: HttpRequest, reference: str):
    now = timezone.now()
    return found(selectors.mine_for(request.person, reference, now) or selectors.removal_for(request.person, reference, now))


def _version(request: HttpRequest, reference: str) -> int:
    return _either(request, reference).version

"""The pages of a day that is arranged: for whoever asks, for those who are there, and for the person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.casefile.asking import found
from cases.casefile.forms import PlainForm, ReasonForm
from cases.cooperation import forms, page, rules, selectors, services
from foundation.dossiers.asking import sent_before
from foundation.dossiers.services import see
from foundation.letters.pages import href
from foundation.people.marks import needs, signed_in
from foundation.people.selectors import person_by

from .steps import asked, by, of_case, of_either, of_those_there, plainly, step


@signed_in
@require_safe
def attend(request: HttpRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    row = found(selectors.attended_for(request.person, reference, now))
    see(row.dossier, request.person, now)
    return render(request, "cooperation/attend.html", page.attending(row, request.person, now))


@needs("coop.lead")
@asked
@sent_before("coop.schedule")
def schedule(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "schedule")
    form = forms.DayForm(request.POST or None, **page.choices(row, timezone.now()))

    def act(cleaned, now):
        those = {name: person_by(cleaned[name]) for name in ("led_by", "note_taker")}
        services.schedule(row, day=cleaned["day"], clock=cleaned["clock"], place=cleaned["place"], **those, **by(request, cleaned, now))

    return step(request, row, form, act, purpose="coop.schedule", title="Arrange a day", lead=page.wish(row, timezone.now()))


@needs("coop.lead")
@asked
@sent_before("coop.letter")
def letter(request: HttpRequest, reference: str) -> HttpResponse:
    row = found(selectors.request_for(request.person, reference, timezone.now()))
    form = PlainForm(request.POST or None, submit="Write the letter", initial={"version": row.version})
    return step(
        request, row, form, lambda _, now: href(services.write_letter(row, by=request.person, at=now)), purpose="coop.letter",
        title="Write the letter", lead=page.before_lettering(row, timezone.now()), leads=True,
    )  # fmt: skip


@signed_in
@asked
@sent_before("coop.companion")
def companion(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_either(request, reference, "companion")
    form = forms.CompanionForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.bring(row, companion=cleaned["companion"], **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="coop.companion", title="Say who comes with you",
        lead="You need not bring anybody. Whoever comes may speak for you, and not answer in your place.",
    )  # fmt: skip


@needs("coop.lead")
@asked
@sent_before("coop.missed")
def missed(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "missed")
    form = ReasonForm(
        request.POST or None, submit="Ask HR", question="What happened?", initial={"version": row.version},
        hint="How long you waited, and whether anybody heard from them. HR asks first whether they were away or unwell.",
    )  # fmt: skip

    def act(cleaned, now):
        services.missed(row, reason=cleaned["reason"], **by(request, cleaned, now))

    return step(request, row, form, act, purpose="coop.missed", title="Record that they did not come")


@signed_in
@asked
@sent_before("coop.minute")
def minute(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_those_there(request, reference, "minute")
    written = forms.SessionMinutesForm if rules.KINDS[row.kind].session else forms.MinutesForm
    form = written(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        out = bool(cleaned.get("logged_out"))
        services.minute(row, words=cleaned["words"], logged_out=out, **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="coop.minute", title="Write the minutes",
        lead="Both sides read and sign them. What you type here is not kept before you hand it over.",
    )  # fmt: skip


@signed_in
@asked
@sent_before("coop.sign")
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_either(request, reference, "sign")
    form = forms.SignForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.sign(row, missing=cleaned["missing"] or "", **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="coop.sign", title="Read and sign the minutes", template="cooperation/sign.html",
        lead=page.READ_FIRST, **page.minutes(row),
    )  # fmt: skip


@signed_in
@asked
@sent_before("coop.sign_not")
def sign_not(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_either(request, reference, "sign_not")
    form = ReasonForm(
        request.POST or None, submit="I do not sign", question="Why do you not sign?", initial={"version": row.version},
        hint="It stands beside the minutes for good. You need not agree with them.",
    )  # fmt: skip

    def act(cleaned, now):
        services.sign_not(row, reason=cleaned["reason"], **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="coop.sign_not", title="Say why you do not sign", template="cooperation/sign.html",
        **page.minutes(row),
    )  # fmt: skip


@signed_in
@asked
@sent_before("coop.countersign")
def countersign(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_those_there(request, reference, "countersign")
    form = PlainForm(request.POST or None, submit="Sign for the trust", initial={"version": row.version})
    return step(
        request, row, form, lambda cleaned, now: services.countersign(row, **plainly(request, cleaned, now)), purpose="coop.countersign",
        title="Read and sign the minutes", template="cooperation/sign.html", **page.minutes(row),
    )  # fmt: skip


@needs("coop.lead")
@asked
@sent_before("coop.complete")
def complete(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "complete")
    form = PlainForm(request.POST or None, submit="It is done", initial={"version": row.version})
    return step(
        request, row, form, lambda cleaned, now: services.complete(row, **plainly(request, cleaned, now)), purpose="coop.complete",
        title=f"{rules.KINDS[row.kind].label}: say that it is done", template="cooperation/sign.html",
        lead="Nothing more is asked of the person here. The minutes are kept with the case.", **page.minutes(row),
    )  # fmt: skip

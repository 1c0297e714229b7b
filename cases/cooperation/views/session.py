"""The pages of a supervised session, and of what comes back to the trust."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cases.casefile.forms import PlainForm, ReasonForm
from cases.cooperation import forms, page, rules, selectors, services
from cases.cooperation.services.telling import path
from foundation.dossiers.asking import sent_before
from foundation.dossiers.services import see
from foundation.people.marks import needs, signed_in
from foundation.people.selectors import person_by

from .steps import asked, by, of_anybody_there, of_case, of_those_agreeing, of_those_there, plainly, step

AFTERWARDS = "/cooperation/"  # data protection reads it no more


@needs("coop.agree")
@asked
@sent_before("coop.agree")
def agree(request: HttpRequest, reference: str) -> HttpResponse:
    row, now = of_those_agreeing(request, reference, "agree_hr", "agree_dpo"), timezone.now()
    form = PlainForm(request.POST or None, submit="I agree", initial={"version": row.version})
    see(row.dossier, request.person, now)
    side = selectors.side_of(row, request.person, now)

    def act(cleaned, now):
        services.agree(row, side=side, **plainly(request, cleaned, now))
        return AFTERWARDS

    return step(
        request, row, form, act, purpose="coop.agree", title="Do you agree to this supervised session?",
        template="cooperation/agree.html", leads=True, **page.before_agreeing(row, now),
    )  # fmt: skip


@needs("coop.agree")
@asked
@sent_before("coop.object")
def too_far(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_those_agreeing(request, reference, "object")
    form = ReasonForm(
        request.POST or None, submit="It goes too far", question="What would be enough?", initial={"version": row.version},
        hint="Whoever investigates reads it and changes the request. Then it comes before both of you again.",
    )  # fmt: skip

    def act(cleaned, now):
        services.finds_too_far(row, reason=cleaned["reason"], **by(request, cleaned, now))
        return AFTERWARDS

    return step(request, row, form, act, purpose="coop.object", title="Say that it goes too far", leads=True)


@signed_in
@asked
@sent_before("coop.capture")
def capture(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_those_there(request, reference, "capture")
    answer = request.POST.get("image", "")
    if answer in ("yes", "unsure"):
        return render(request, "removals/stop.html", {"title": "Do not take this picture", "back": path(row)})
    if answer != "no":
        form, title = forms.ImageForm(request.POST or None), "Before you add what was shown"
        said = {"form": form, "title": title, "back": path(row), "lead": page.INSIDE}
        return render(request, "form_page.html", said, status=422 if form.errors else 200)
    given = (request.POST, request.FILES) if "once" in request.POST else (None, None)
    form = forms.ShownForm(*given, **page.before_capturing(row), initial={"version": row.version})

    def act(cleaned, now):
        said = {name: cleaned[name] for name in ("what", "day", "words")}
        services.capture(row, **said, upload=cleaned["file"] or None, image_answer=cleaned["image"], **by(request, cleaned, now))

    return step(request, row, form, act, purpose="coop.capture", title="Add what was shown", lead=page.INSIDE)


@signed_in
@asked
@sent_before("coop.stop")
def stop(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_anybody_there(request, reference, "stop")
    form = PlainForm(request.POST or None, submit="Stop now", initial={"version": row.version})
    return step(
        request, row, form, lambda cleaned, now: services.stop(row, **plainly(request, cleaned, now)), purpose="coop.stop",
        title="Stop the session", lead="Nobody has to say why. Nothing more is looked at, and nothing follows from that by itself.",
    )  # fmt: skip


@needs("coop.lead")
@asked
@sent_before("coop.hand_over")
def hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "hand_over")
    account = row.kind == rules.TRUST_ACCOUNT_TRANSFER
    people = page.witnesses(row, request.person, timezone.now())
    form = forms.HandOverForm(request.POST or None, account=account, witnesses=people, initial={"version": row.version})

    def act(cleaned, now):
        said = {"item": cleaned["item"], "words": cleaned["words"] or "", "second_factor": cleaned.get("second_factor") or ""}
        services.hand_over(row, witness=person_by(cleaned["witness"]), **said, **by(request, cleaned, now))

    return step(request, row, form, act, purpose="coop.hand_over", title=f"{rules.KINDS[row.kind].label}: record that it was handed over")

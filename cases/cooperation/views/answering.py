"""The pages of the person who is asked; whoever asks uses the same for somebody without a sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.casefile.asking import ask, found
from cases.casefile.forms import PlainForm, ReasonForm
from cases.cooperation import forms, page, rules, selectors, services
from cases.cooperation.services.telling import path
from foundation.dossiers.asking import sent_before
from foundation.dossiers.rules import Refused, Stale
from foundation.letters.selectors import copies_about
from foundation.people.marks import signed_in

from .steps import asked, by, of_either, plainly, step


@signed_in
@require_safe
def mine(request: HttpRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    row = found(selectors.mine_for(request.person, reference, now))
    until = selectors.shown_until(row, request.person, now)
    copies = copies_about(request.person, row.uuid, now)
    return render(request, "cooperation/mine.html", page.mine(row, request.person, now, until=until, copies=copies))


@signed_in
@asked
@sent_before("coop.ack")
def acknowledge(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_either(request, reference, "ack")
    form = PlainForm(request.POST or None, submit="I have read this", initial={"version": row.version})
    return step(
        request, row, form, lambda cleaned, now: services.acknowledge(row, **plainly(request, cleaned, now)), purpose="coop.ack",
        title="Acknowledge the request", lead="It says that you have read it, not that you agree.",
    )  # fmt: skip


@signed_in
@asked
@sent_before("coop.supply")
def supply(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_either(request, reference, "supply")
    account = row.kind == rules.WRITTEN_ACCOUNT
    form = forms.SupplyForm(request.POST or None, account=account, initial={"version": row.version})

    def act(cleaned, now):
        said = {"words": cleaned["words"] or "", "whole": cleaned["whole"] == "yes", "missing": cleaned["missing"] or ""}
        try:
            services.supply(row, **said, **by(request, cleaned, now))
        except Stale:
            raise
        except Refused as refused:
            raise Refused(refused.sentence, field=refused.field or ("" if said["words"] else "words")) from None

    return step(
        request, row, form, act, purpose="coop.supply", title="Your answer", template="cooperation/answer.html",
        **page.before_answering(row),
    )  # fmt: skip


@signed_in
@asked
def file(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_either(request, reference, "supply", "paper")
    answer, back = request.POST.get("image", ""), path(row)
    if answer in ("yes", "unsure"):
        return render(request, "removals/stop.html", {"title": "Do not send this file", "back": back})
    if answer != "no":
        form = forms.ImageForm(request.POST or None)
        return render(
            request, "form_page.html", {"form": form, "title": "Before you add a file", "back": back}, status=422 if form.errors else 200
        )
    copies = row.kind == rules.SUBMIT_COPIES
    form = forms.FileForm(request.POST if "once" in request.POST else None, request.FILES or None, copies=copies)

    def act(cleaned, at):
        seen = cleaned.get("visibility") or "unknown"
        services.add_file(row, upload=cleaned["file"], image_answer=cleaned["image"], visibility=seen, by=request.person, at=at)
        return page.answers_at(row, request.person, at)

    return ask(request, form, act, purpose="coop.file", title="Add a file", back=back)


@signed_in
@asked
@sent_before("coop.decline")
def decline(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_either(request, reference, "decline")
    form = ReasonForm(
        request.POST or None, submit="Decline", question="Why do you decline?", hint=page.WHAT_FOLLOWS, initial={"version": row.version}
    )

    def act(cleaned, now):
        services.decline(row, reason=cleaned["reason"], **by(request, cleaned, now))

    return step(request, row, form, act, purpose="coop.decline", title="Decline, and say why")


@signed_in
@asked
@sent_before("coop.ask_date")
def ask_date(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_either(request, reference, "ask_date")
    form = forms.DateForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.ask_date(row, reason=cleaned["reason"], wished=cleaned["wished"], **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="coop.ask_date", title="Ask for another date",
        lead="The date stands until you have an answer.",
    )  # fmt: skip


@signed_in
@asked
@sent_before("coop.reconsider")
def reconsider(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_either(request, reference, "reconsider")
    form = PlainForm(request.POST or None, submit="Answer it after all", initial={"version": row.version})
    return step(
        request, row, form, lambda cleaned, now: services.reconsider(row, **plainly(request, cleaned, now)), purpose="coop.reconsider",
        title="Answer it after all", lead="HR then need not decide anything. You have the same time for it as at the beginning.",
    )  # fmt: skip

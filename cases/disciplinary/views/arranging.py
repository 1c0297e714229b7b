"""HR arranges, invites, names others, answers about the day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cases.casefile.asking import found
from cases.casefile.forms import TellForm
from cases.disciplinary import forms, page, selectors, services
from cases.disciplinary.services.telling import path
from foundation.dossiers.asking import sent_before
from foundation.face import when
from foundation.letters.pages import href
from foundation.people.marks import needs

from .steps import asked, by, of_work, step


@needs("hearing.arrange")
@asked
def worst(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_work(request, reference, "schedule")
    form = forms.WorstForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("hearings:arrange-for", reference=reference, most=page.slug(form.cleaned_data["worst"]))
    title = "The most it could lead to"
    return render(request, "form_page.html", {"form": form, "title": title, "back": path(row)}, status=422 if form.errors else 200)


@needs("hearing.arrange")
@asked
@sent_before("disciplinary.schedule")
def schedule(request: HttpRequest, reference: str, most: str) -> HttpResponse:
    row = of_work(request, reference, "schedule")
    most = found(page.worst_by(most))
    now = timezone.now()
    form = forms.ScheduleForm(request.POST or None, **page.to_choose(row, most, now), initial={"version": row.version})

    def act(cleaned, at):
        services.schedule(
            row, starts_at=when.at(cleaned["day"], cleaned["clock"]), place=cleaned["place"], worst=most,
            reveals=cleaned.get("reveals") or "", no_evidence=cleaned["no_evidence"] or "",
            **page.chosen(row, most, cleaned, at), **by(request, cleaned, at),
        )  # fmt: skip

    return step(
        request, row, form, act, purpose="disciplinary.schedule", title="Arrange the hearing", template="hearings/arrange.html",
        **page.before_arranging(row, most, now),
    )  # fmt: skip


@needs("hearing.arrange")
@asked
@sent_before("disciplinary.invitation")
def invitation(request: HttpRequest, reference: str) -> HttpResponse:
    row = found(selectors.process_for(request.person, reference, timezone.now()))
    lead = "You get a draft to read and change. They can download the letter once it is made and somebody has spoken to them."
    return step(
        request, row, forms.LetterForm(request.POST or None),
        lambda _, now: href(services.write_invitation(row, by=request.person, at=now)),
        purpose="disciplinary.invitation", title="Write the invitation", lead=lead,
    )  # fmt: skip


@needs("hearing.arrange")
@asked
@sent_before("disciplinary.invite")
def invite(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_work(request, reference, "invite")
    form = TellForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.invite(row, how=cleaned["how"], why_not=cleaned["why_not"] or "", **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="disciplinary.invite", title="Invite the person", template="hearings/tell.html",
        **page.before_inviting(row),
    )  # fmt: skip


@needs("hearing.arrange")
@asked
@sent_before("disciplinary.seat")
def seat(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_work(request, reference, "seat")
    form = forms.SeatForm(request.POST or None, **page.to_seat(row, timezone.now()), initial={"version": row.version})

    def act(cleaned, now):
        services.seat(row, **page.named(row, cleaned, now), **by(request, cleaned, now))

    return step(request, row, form, act, purpose="disciplinary.seat", title="Name somebody else to hear it")


@needs("hearing.arrange")
@asked
@sent_before("disciplinary.keep_day")
def keep_day(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_work(request, reference, "keep_day")
    form = forms.ReasonForm(
        request.POST or None, submit="Keep the day", question="Why does the day stand?", hint="The person reads it.",
        initial={"version": row.version},
    )  # fmt: skip

    def act(cleaned, now):
        services.keep_day(row, reason=cleaned["reason"], **by(request, cleaned, now))

    return step(request, row, form, act, purpose="disciplinary.keep_day", title="Keep the day", lead=page.wish(row))


@needs("hearing.arrange")
@asked
@sent_before("disciplinary.postpone")
def postpone(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_work(request, reference, "postpone")
    form = forms.DayForm(request.POST or None, submit="Postpone it", place=True, initial=page.wished(row))

    def act(cleaned, now):
        said = {"why": cleaned["why"], "reason": cleaned["reason"] or "", "place": cleaned["place"]}
        services.postpone(row, new_at=when.at(cleaned["day"], cleaned["clock"]), **said, **by(request, cleaned, now))

    return step(request, row, form, act, purpose="disciplinary.postpone", title="Postpone the hearing", lead=page.wish(row))

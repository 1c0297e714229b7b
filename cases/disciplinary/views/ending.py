"""The outcome is given, the process concluded or withdrawn."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cases.casefile.asking import found
from cases.casefile.forms import PlainForm, TellForm
from cases.disciplinary import forms, page, selectors, services
from foundation.dossiers.asking import sent_before
from foundation.letters.pages import href
from foundation.people.marks import needs

from .steps import asked, by, of_work, step


@needs("hearing.arrange")
@asked
@sent_before("disciplinary.outcome_letter")
def outcome_letter(request: HttpRequest, reference: str) -> HttpResponse:
    row = found(selectors.process_for(request.person, reference, timezone.now()))
    lead = "You get a draft with the days that hold if it is given out today. Make it on the day on which you give it."
    return step(
        request, row, forms.LetterForm(request.POST or None), lambda _, now: href(services.write_outcome(row, by=request.person, at=now)),
        purpose="disciplinary.outcome_letter", title="Write the outcome letter", lead=lead,
    )  # fmt: skip


@needs("hearing.arrange")
@asked
@sent_before("disciplinary.issue")
def issue(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_work(request, reference, "issue")
    form = TellForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.issue(row, how=cleaned["how"], why_not=cleaned["why_not"] or "", **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="disciplinary.issue", title="Give the person the outcome", template="hearings/issue.html",
        **page.before_issuing(row, timezone.now()),
    )  # fmt: skip


@needs("hearing.arrange")
@asked
@sent_before("disciplinary.conclude")
def conclude(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_work(request, reference, "conclude")
    form = PlainForm(request.POST or None, submit="Conclude it", initial={"version": row.version})
    return step(
        request, row, form, lambda cleaned, now: services.conclude(row, **by(request, cleaned, now)), purpose="disciplinary.conclude",
        title="Conclude the process", lead="Nobody can appeal any more. Those who heard it see nothing of it from now on.",
    )  # fmt: skip


@needs("case.manage")
@asked
@sent_before("disciplinary.ask_withdraw")
def ask_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_work(request, reference, "ask_withdraw")
    form = forms.ReasonForm(
        request.POST or None, submit="Propose to withdraw it", kind="warning", hint="HR reads it and agrees, or does not.",
        initial={"version": row.version},
    )  # fmt: skip

    def act(cleaned, now):
        services.ask_withdraw(row, reason=cleaned["reason"], **by(request, cleaned, now))

    return step(request, row, form, act, purpose="disciplinary.ask_withdraw", title="Propose to withdraw the process")


@needs("hearing.arrange")
@asked
@sent_before("disciplinary.withdraw")
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_work(request, reference, "withdraw")
    form = PlainForm(request.POST or None, submit="Withdraw it", kind="warning", initial={"version": row.version})
    return step(
        request, row, form, lambda cleaned, now: services.withdraw(row, **by(request, cleaned, now)), purpose="disciplinary.withdraw",
        title="Withdraw the process", template="hearings/withdraw.html", rows=page.proposed(row),
    )  # fmt: skip

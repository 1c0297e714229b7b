"""What whoever asked does with an answer, or without one."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cases.casefile.forms import PlainForm, ReasonForm
from cases.cooperation import forms, page, services
from foundation.dossiers.asking import sent_before
from foundation.people.marks import needs

from .steps import asked, by, of_case, plainly, step


@needs("coop.lead")
@asked
@sent_before("coop.give_time")
def give_time(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "give_time")
    form = forms.TimeForm(request.POST or None, initial={"version": row.version, "until": row.date_wished})

    def act(cleaned, now):
        services.give_time(row, until=cleaned["until"], **plainly(request, cleaned, now))

    return step(
        request, row, form, act, purpose="coop.give_time", title="Give more time", lead=page.wish(row, timezone.now())
    )


@needs("coop.lead")
@asked
@sent_before("coop.keep_date")
def keep_date(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "keep_date")
    form = ReasonForm(
        request.POST or None, submit="Keep the date", question="Why does the date stand?", hint="The person reads it.",
        initial={"version": row.version},
    )  # fmt: skip

    def act(cleaned, now):
        services.keep_date(row, reason=cleaned["reason"], **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="coop.keep_date", title="Keep the date", lead=page.wish(row, timezone.now())
    )


@needs("coop.lead")
@asked
@sent_before("coop.overdue")
def overdue(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "overdue")
    form = PlainForm(request.POST or None, submit="Ask HR", initial={"version": row.version})
    return step(
        request, row, form, lambda cleaned, now: services.overdue(row, **plainly(request, cleaned, now)), purpose="coop.overdue",
        title="Ask HR to look why there is no answer",
        lead="HR asks first whether they are away or unwell. The person can still answer until HR has decided.",
    )  # fmt: skip


@needs("coop.draft")
@asked
@sent_before("coop.enough")
def enough(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "enough")
    form = ReasonForm(
        request.POST or None, submit="Say that this is enough", question="Why is it enough?", hint="The person reads it.",
        initial={"version": row.version},
    )  # fmt: skip

    def act(cleaned, now):
        services.enough(row, reason=cleaned["reason"], **by(request, cleaned, now))

    return step(request, row, form, act, purpose="coop.enough", title="Say that this is enough")


@needs("coop.lead")
@asked
@sent_before("coop.ask_review")
def ask_review(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "ask_review")
    form = ReasonForm(
        request.POST or None, submit="Ask HR", question="What is missing, and why does it matter?", initial={"version": row.version}
    )

    def act(cleaned, now):
        services.ask_review(row, reason=cleaned["reason"], **by(request, cleaned, now))

    return step(request, row, form, act, purpose="coop.ask_review", title="Ask HR to look at what is missing")


@needs("coop.lead")
@asked
@sent_before("coop.lift")
def lift(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "lift")
    form = PlainForm(request.POST or None, submit="It need not be kept any more", initial={"version": row.version})
    return step(
        request, row, form, lambda cleaned, now: services.lift(row, **plainly(request, cleaned, now)), purpose="coop.lift",
        title="Say that it need not be kept any more", lead="The person is told. It also ends with the case.",
    )  # fmt: skip

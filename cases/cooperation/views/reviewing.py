"""HR looks at a refusal; the person is told; the case manager may look into it."""

from django.http import HttpRequest, HttpResponse

from cases.casefile.forms import PlainForm
from cases.cooperation import forms, page, rules, services
from foundation.dossiers.asking import sent_before
from foundation.people.marks import needs

from .steps import asked, by, of_case, plainly, step


@needs("coop.review")
@asked
@sent_before("coop.review")
def review(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "accept_refusal")
    silent = row.state == rules.OVERDUE_REVIEW
    form = forms.ReviewForm(request.POST or None, silent=silent, initial={"version": row.version})

    def act(cleaned, now):
        said = {"outcome": cleaned["outcome"], "reason": cleaned["reason"], "absence": cleaned.get("absence") or ""}
        services.review(row, **said, **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="coop.review", title="Is there a good reason?", template="cooperation/review.html",
        **page.before_review(row),
    )  # fmt: skip


@needs("case.read")
@asked
@sent_before("coop.tell_review")
def tell_review(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "tell_review")
    form = forms.TellForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.tell_review(row, how=cleaned["how"], why_not=cleaned["why_not"] or "", **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="coop.tell_review", title="Tell them what HR decided", template="cooperation/tell_outcome.html",
        **page.before_telling_review(row),
    )  # fmt: skip


@needs("coop.approve")
@asked
@sent_before("coop.allege")
def allege(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "allege")
    form = PlainForm(request.POST or None, submit="Look into it", initial={"version": row.version})
    return step(
        request, row, form, lambda cleaned, now: services.allege(row, **plainly(request, cleaned, now)), purpose="coop.allege",
        title="Look into the refusal, too", lead=page.LOOK_INTO,
    )  # fmt: skip

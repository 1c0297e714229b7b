"""Asking for co-operation: the pages of whoever investigates and of the case manager; and the lists."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.casefile import selectors as cases
from cases.casefile.asking import ask, found
from cases.casefile.forms import PlainForm, ReasonForm
from cases.cooperation import forms, offers, page, rules, selectors, services
from cases.cooperation.services.telling import path
from foundation.dossiers.asking import sent_before
from foundation.people.marks import needs, signed_in

from .steps import asked, by, of_case, plainly, step, written


@signed_in
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "cooperation/index.html", offers.everything(request.person, timezone.now()))


@signed_in
@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """One address for everybody: the person and those who read the case each get their own page."""
    now, person = timezone.now(), request.person
    if selectors.mine_for(person, reference, now):
        return redirect("cooperation:mine", reference=reference)
    row = selectors.request_for(person, reference, now)
    if row is None and selectors.attended_for(person, reference, now):
        return redirect("cooperation:attend", reference=reference)
    if row is None and selectors.to_agree_for(person, reference, now):
        return redirect("cooperation:agree", reference=reference)
    return render(request, "cooperation/request.html", page.working(found(row), person, now))


@needs("coop.draft")
@asked
def choose(request: HttpRequest, reference: str) -> HttpResponse:
    case = found(cases.case_for(request.person, reference, timezone.now()))
    form = forms.KindForm(request.POST or None, kinds=page.kinds_for(case))
    if request.method == "POST" and form.is_valid():
        return redirect("cooperation:write", reference=reference, kind=page.slug(form.cleaned_data["kind"]))
    title = "Ask the person to co-operate"
    return render(
        request, "form_page.html", {"form": form, "title": title, "back": cases.path(case)}, status=422 if form.errors else 200
    )


@needs("coop.draft")
@asked
@sent_before("coop.draft")
def write(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    case = found(cases.case_for(request.person, reference, timezone.now()))
    asked_for = found(page.kind_by(kind))
    form = forms.FORMS.get(asked_for.code, forms.RequestForm)(request.POST or None, kind=asked_for)

    def act(cleaned, at):
        said = written(cleaned) | {"trusts_own": bool(cleaned.get("trusts_own")), "sure": bool(cleaned.get("not_password"))}
        return path(services.draft(case, kind=asked_for.code, by=request.person, at=at, **said))

    return ask(
        request, form, act, purpose="coop.draft", title=f"{asked_for.label}: what to ask for", back=f"/cooperation/for/{reference}/",
        lead=page.NOTHING_YET[asked_for.session],
    )  # fmt: skip


@needs("coop.draft")
@asked
@sent_before("coop.rewrite")
def rewrite(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "rewrite")
    draft = forms.FORMS.get(row.kind, forms.RequestForm)
    form = draft(request.POST or None, kind=rules.KINDS[row.kind], initial=page.as_written(row))

    def act(cleaned, now):
        services.rewrite(row, **written(cleaned), **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="coop.rewrite", title="Change the request", template="cooperation/change.html",
        returned=page.returned(row),
    )  # fmt: skip


@needs("coop.approve")
@asked
@sent_before("coop.approve")
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "approve")
    form = PlainForm(request.POST or None, submit="Approve it", initial={"version": row.version})
    return step(
        request, row, form, lambda cleaned, now: services.approve(row, **plainly(request, cleaned, now)), purpose="coop.approve",
        title="Read it through and approve it", template="cooperation/approve.html", **page.before_approving(row, timezone.now()),
    )  # fmt: skip


@needs("coop.approve")
@asked
@sent_before("coop.send_back")
def send_back(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "send_back")
    form = ReasonForm(
        request.POST or None, submit="Send it back", question="What has to change?", initial={"version": row.version}
    )

    def act(cleaned, now):
        services.send_back(row, reason=cleaned["reason"], **by(request, cleaned, now))

    return step(request, row, form, act, purpose="coop.send_back", title="Send it back")


@needs("coop.lead")
@asked
@sent_before("coop.tell")
def tell(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "tell")
    form = forms.TellForm(request.POST or None, session=rules.KINDS[row.kind].session, initial={"version": row.version})

    def act(cleaned, now):
        said = {"how": cleaned["how"], "why_not": cleaned["why_not"] or "", "may_decline": bool(cleaned.get("may_decline"))}
        services.tell(row, **said, **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="coop.tell", title="Tell them", template="cooperation/tell.html",
        **page.before_telling(row, timezone.now()),
    )  # fmt: skip


@needs("coop.lead")
@asked
@sent_before("coop.withdraw")
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "withdraw")
    form = ReasonForm(
        request.POST or None, submit="Withdraw the request", kind="warning", question="Why is it withdrawn?",
        hint="The person reads it, if they were told of the request.", initial={"version": row.version},
    )  # fmt: skip

    def act(cleaned, now):
        services.withdraw(row, reason=cleaned["reason"], **by(request, cleaned, now))

    return step(request, row, form, act, purpose="coop.withdraw", title="Withdraw the request")

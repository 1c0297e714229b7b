"""Asking for a removal and following it: the pages of those who read the case."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.casefile import selectors as cases
from cases.casefile.asking import ask, found, offer, only_if
from cases.casefile.forms import TellForm
from cases.casefile.models import Case
from cases.removals import forms, grounds, offers, page, rules, selectors, services
from cases.removals.models import RemovalRequest
from cases.removals.services.telling import path
from foundation.dossiers.asking import sent_before
from foundation.dossiers.rules import PUPIL, Refused, is_known
from foundation.letters.pages import href
from foundation.people.marks import needs, signed_in
from foundation.people.selectors import can_sign_in
from reports.intake.models import Report
from reports.intake.selectors import report_for

NOTHING_YET = "Nothing goes out yet: you read it through first, and then you tell the person yourself."
NOBODY_KNOWN = "Nobody is known who could be asked. What you write here is for whoever reports it to the platform, and for whoever checks."
asked = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "removals/index.html", offers.everything(request.person, timezone.now()))


@signed_in
@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """One address for everybody: the person, whoever checks or decides, and those who read the case each get their own page."""
    now, person = timezone.now(), request.person
    if selectors.mine_for(person, reference, now):
        return redirect("removals:mine", reference=reference)
    if row := selectors.removal_for(person, reference, now):
        shown = page.working(row, selectors.standing(row, person, now), now, back=selectors.way_back(row, person, now))
        return render(request, "removals/request.html", shown)
    if selectors.to_check_for(person, reference, now):
        return redirect("removals:check", reference=reference)
    if selectors.to_judge_for(person, reference, now):
        return redirect("removals:decide", reference=reference)
    raise Http404


@needs("removal.issue")
@asked
@sent_before("removal.draft")
def write(request: HttpRequest, reference: str) -> HttpResponse:
    return _written(request, found(cases.case_for(request.person, reference, timezone.now())))


@needs("removal.issue")
@asked
@sent_before("removal.draft")
def write_on(request: HttpRequest, reference: str) -> HttpResponse:
    return _written(request, found(report_for(request.person, reference, timezone.now())))


def _written(request: HttpRequest, on: Case | Report) -> HttpResponse:
    ground, now = grounds.under(on), timezone.now()
    if grounds.image_answer(ground) != "no":
        raise Refused(rules.NOT_HERE, back=ground.path)
    only_if(request, lambda: selectors.may_be_written(ground, request.person, now), back=ground.path)
    if isinstance(on, Report) and not on.harm:
        raise Refused(rules.HARM_FIRST, back=ground.path)
    choices = offers.choices(ground, request.person, now)
    if choices.known and not choices.clauses:
        raise Refused(rules.CHOOSE_RULES, back=ground.path)
    form = forms.RequestForm(request.POST or None, **choices.options)

    def act(cleaned, at):
        row = services.draft(on, by=request.person, at=at, **choices.chosen(cleaned))
        return f"{path(row)}{_next(ground, row)}/"

    return ask(
        request,
        form,
        act,
        purpose="removal.draft",
        title=page.about(choices.people),
        back=ground.path,
        lead=NOTHING_YET if choices.known else NOBODY_KNOWN,
    )


def _next(ground: grounds.Ground, row: RemovalRequest) -> str:
    if grounds.waits(ground):
        return "wait"
    return "issue" if is_known(row.target.kind) else "platform"


@needs("removal.issue")
@asked
@sent_before("removal.issue")
def issue(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "issue")
    only_if(request, lambda: is_known(row.target.kind), back=path(row))
    form = forms.IssueForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.issue(row, by=request.person, at=now, version=cleaned["version"])
        return f"{path(row)}tell/"

    return ask(
        request,
        form,
        act,
        purpose="removal.issue",
        title="Read it through and send it",
        back=path(row),
        version=lambda: _version(request, reference),
        template="removals/issue.html",
        letter=page.letter(row, timezone.now()),
        binding=rules.asked.is_binding(row.target.kind),
        object_within=page.object_within(row, timezone.now()),
    )


@needs("removal.issue")
@asked
@sent_before("removal.letter")
def letter(request: HttpRequest, reference: str) -> HttpResponse:
    row = found(selectors.removal_for(request.person, reference, timezone.now()))
    if request.method != "POST" and row.state not in rules.LETTER_IN:
        raise Refused(rules.NO_LETTER)

    def act(cleaned, now):
        return href(services.write_letter(row, by=request.person, at=now))

    return ask(
        request,
        forms.LetterForm(request.POST or None),
        act,
        purpose="removal.letter",
        title="Write the letter",
        back=path(row),
        lead="You get a draft to read and change. They can download the letter once it is made and they have been told.",
    )


@needs("removal.issue")
@asked
@sent_before("removal.tell")
def tell(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "tell")
    form = TellForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.tell(row, by=request.person, at=now, version=cleaned["version"], how=cleaned["how"], why_not=cleaned["why_not"] or "")
        return path(row)

    return ask(
        request,
        form,
        act,
        purpose="removal.tell",
        title="Tell them",
        back=path(row),
        version=lambda: _version(request, reference),
        template="removals/tell.html",
        name=page.party_name(row.target),
        hours=selectors.hours_of(row),
        signs_in=can_sign_in(row.target.person),
        pupil=row.target.kind == PUPIL,
        binding=rules.asked.is_binding(row.target.kind),
        object_within=page.object_within(row, timezone.now()),
    )


@needs("removal.issue")
@asked
@sent_before("removal.name_checker")
def name_checker(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "name_checker")
    people = [one for one in selectors.verifiers(row, row.issuer, timezone.now()) if one != row.verifier]
    form = forms.CheckerForm(request.POST or None, people=page.people_options(people), initial={"version": row.version})

    def act(cleaned, now):
        chosen = next(one for one in people if str(one.uuid) == cleaned["who"])
        services.name_checker(row, chosen, by=request.person, at=now, version=cleaned["version"])
        return path(row)

    return ask(
        request,
        form,
        act,
        purpose="removal.name_checker",
        title="Name somebody else to check",
        back=path(row),
        version=lambda: _version(request, reference),
    )


@needs("removal.issue")
@asked
@sent_before("removal.name_judge")
def name_judge(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "name_judge")
    only_if(request, lambda: not selectors.judge_is_fit(row, timezone.now()), back=path(row))
    form = forms.JudgeForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.name_judge(row, by=request.person, at=now, version=cleaned["version"])
        return path(row)

    return ask(
        request,
        form,
        act,
        purpose="removal.name_judge",
        title="Ask somebody else to decide",
        back=path(row),
        lead="Whoever was asked to decide the objection cannot any more. The next senior leader who has no part in it is asked.",
        version=lambda: _version(request, reference),
    )


@needs("removal.issue")
@asked
@sent_before("removal.withdraw")
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "withdraw")
    form = forms.WithdrawForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.withdraw(row, by=request.person, at=now, version=cleaned["version"], reason=cleaned["reason"])
        return path(row)

    return ask(
        request,
        form,
        act,
        purpose="removal.withdraw",
        title="Withdraw the request",
        back=path(row),
        version=lambda: _version(request, reference),
    )


def _row(request: HttpRequest, reference: str, move: str):
    now = timezone.now()
    row = found(selectors.removal_for(request.person, reference, now))
    offer(request, rules.REMOVAL, row.state, move, selectors.standing(row, request.person, now))
    return row


def _version(request: HttpRequest, reference: str) -> int:
    return found(selectors.removal_for(request.person, reference, timezone.now())).version

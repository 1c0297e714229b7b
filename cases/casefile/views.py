"""The list of cases, one case, and the moves of a case itself. Every page goes through the door first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.rules import Refused
from foundation.dossiers.services import see
from foundation.people.marks import needs

from . import forms, listing, page, reading, rules, selectors, services
from .asking import ask, found, offer, sent_before

asked = require_http_methods(["GET", "HEAD", "POST"])


@needs("case.read")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    everything = request.GET.get("show") == "all"
    part = selectors.queue(request.person, now, before=request.GET.get("after", ""), open_only=not everything)
    return render(request, "cases/queue.html", listing.queue(part, now, everything=everything, first=not request.GET.get("after")))


@needs("case.read")
@require_safe
def case(request: HttpRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    read = found(reading.found_for(request.person, reference, now))
    if not read.seen_today:
        see(read.case.dossier, request.person, now)
    return render(request, "cases/case.html", page.context(read, request.person, now))


@needs("case.open")
@asked
def whom(request: HttpRequest, reference: str) -> HttpResponse:
    _, people = _opening(request, reference)
    if len(people) == 1:
        return redirect("cases:open-about", reference=reference, party=people[0].uuid)
    form = forms.WhomForm(request.POST or None, people=listing.people_options(people))
    if request.method == "POST" and form.is_valid():
        return redirect("cases:open-about", reference=reference, party=form.cleaned_data["subject"])
    return render(
        request,
        "form_page.html",
        {"form": form, "title": "Open a case", "back": f"/triage/{reference}/"},
        status=422 if form.errors else 200,
    )


@needs("case.open")
@asked
@sent_before("case.open")
def open_about(request: HttpRequest, reference: str, party) -> HttpResponse:
    report, people = _opening(request, reference)
    subject = next((one for one in people if one.uuid == party), None) or found(selectors.opened_about(report, party))
    chosen, others = listing.clause_options(selectors.clauses_for(report, subject), selectors.report_clauses(report))
    form = forms.OpenForm(request.POST or None, chosen=chosen, others=others, initial={"clauses": [value for value, _ in chosen]})

    def act(cleaned, now):
        if subject not in people:
            raise Refused("A case about this person has been opened since. What you typed has not been added to it: it is still here.")
        clauses, primary = selectors.chosen_clauses(report, subject, [*cleaned["clauses"], cleaned["another"]])
        opened = services.open_case(
            report,
            subject,
            by=request.person,
            at=now,
            clauses=clauses,
            primary=primary,
            scope=cleaned["scope"],
            conflict=forms.declared(cleaned),
        )
        return selectors.path(opened) if opened else "/cases/stepped-back/"

    return ask(
        request,
        form,
        act,
        purpose="case.open",
        title=f"Open a case about {listing.party_name(subject)}",
        back=f"/triage/{reference}/",
        lead="Opening it approves the proposal. The reporter is not told more than that it is being looked at.",
    )


@needs("case.read")
@asked
@sent_before("case.tell")
def tell(request: HttpRequest, reference: str) -> HttpResponse:
    row = _case(request, reference, "tell")
    form = forms.TellForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.tell(row, by=request.person, at=now, version=cleaned["version"], how=cleaned["how"], why_not=cleaned["why_not"] or "")
        return selectors.path(row)

    return ask(
        request,
        form,
        act,
        purpose="case.tell",
        title="Tell the person",
        back=selectors.path(row),
        version=lambda: _version(request, reference),
        lead="Nobody learns from a mail that there is a case about them. Tell them yourself, say what support there is, then record it.",
    )


@needs("case.read")
@asked
@sent_before("case.take_on")
def take_on(request: HttpRequest, reference: str) -> HttpResponse:
    row = _case(request, reference, "take_on")
    form = forms.TakeOnForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        taken = services.take_on(row, by=request.person, at=now, version=cleaned["version"], conflict=forms.declared(cleaned))
        return selectors.path(row) if taken else "/cases/stepped-back/"

    return ask(
        request,
        form,
        act,
        purpose="case.take_on",
        title="Take this case on",
        back=selectors.path(row),
        version=lambda: _version(request, reference),
        lead=f"The case is about {listing.party_name(row.subject)}.",
    )


@needs("case.read")
@asked
@sent_before("case.step_back")
def step_back(request: HttpRequest, reference: str) -> HttpResponse:
    row = found(selectors.case_for(request.person, reference, timezone.now()))
    rules.check_step_back(row.state)
    form = forms.StepBackForm(request.POST or None)

    def act(cleaned, now):
        services.step_back(row, by=request.person, at=now, words=cleaned["words"])
        return "/cases/stepped-back/"

    return ask(
        request,
        form,
        act,
        purpose="case.step_back",
        title="Step back from this case",
        back=selectors.path(row),
        lead="You will no longer see it, from the next page on. Whoever holds it after you is told that it waits, and not why.",
    )


@needs("case.read")
@require_safe
def stepped_back(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/stepped_back.html", {"title": "You have stepped back"})


def _opening(request: HttpRequest, reference: str):
    """The report through the door of those who may open a case, and the people it can be about."""
    now = timezone.now()
    report = found(selectors.report_to_open(request.person, reference, now))
    people = selectors.concerned(report, now)
    if request.method != "POST" and not selectors.may_be_opened(report):
        raise Refused("Nobody proposes a case about this report now: it has been handed back, or decided otherwise.")
    if not people and request.method != "POST":
        raise Refused("There is a case about everybody this report is about, or nobody is known yet whom a case could be about.")
    return report, people


def _case(request: HttpRequest, reference: str, move: str):
    """The case through the door; on opening a move's page, one that offers the move."""
    now = timezone.now()
    row = found(selectors.case_for(request.person, reference, now))
    offer(request, rules.CASE, row.state, move, selectors.standing_in(row, request.person, now))
    return row


def _version(request: HttpRequest, reference: str) -> int:
    return found(selectors.case_for(request.person, reference, timezone.now())).version

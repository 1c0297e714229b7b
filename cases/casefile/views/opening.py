"""Opening a case about somebody a report is about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.casefile import forms, listing, selectors, services
from cases.casefile.asking import ask, found
from foundation.dossiers.asking import sent_before
from foundation.dossiers.rules import Refused
from foundation.people.marks import needs

asked = require_http_methods(["GET", "HEAD", "POST"])


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
        template="cases/open.html",
        there=listing.there_already(selectors.joinable(report, subject, request.person, timezone.now()), report, subject),
        lead="Opening it approves the proposal. The reporter is not told more than that it is being looked at.",
    )


def _opening(request: HttpRequest, reference: str):
    """The report through the door of those who may open a case, and the people it can be about."""
    now = timezone.now()
    report = found(selectors.report_to_open(request.person, reference, now))
    people, triage = selectors.concerned(report, now), f"/triage/{reference}/"
    if request.method != "POST" and not selectors.may_be_opened(report):
        raise Refused("Nobody proposes a case about this report now: it has been handed back, or decided otherwise.", back=triage)
    if not people and request.method != "POST":
        raise Refused("There is a case about everybody this report is about, or nobody is known yet whom one could be about.", back=triage)
    return report, people

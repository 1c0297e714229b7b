"""Adding another report about the same thing and person to the case there is."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.casefile import listing
from cases.casefile import selectors as cases
from cases.casefile.asking import ask, found
from cases.casefile.forms import declared
from cases.investigation import forms, services
from foundation.dossiers.asking import sent_before
from foundation.dossiers.rules import Refused
from foundation.people.marks import needs


@needs("case.open")
@require_http_methods(["GET", "HEAD", "POST"])
@sent_before("case.join")
def join(request: HttpRequest, reference: str, party, case: str) -> HttpResponse:
    now, back = timezone.now(), f"/cases/open/{reference}/{party}/"
    report = found(cases.report_to_open(request.person, reference, now))
    row = found(cases.case_for(request.person, case, now))
    subject = next((one for one in cases.concerned(report, now) if one.uuid == party), None) or found(cases.opened_about(report, party))
    if request.method != "POST" and row not in cases.joinable(report, subject, request.person, now):
        raise Refused("This report cannot be added to this case now. Open the page again to see what can be done.", back=back)
    chosen, others = listing.clause_options(cases.clauses_for(report, subject), cases.report_clauses(report))
    form = forms.JoinForm(
        request.POST or None, chosen=chosen, others=others, initial={"version": row.version, "clauses": [value for value, _ in chosen]}
    )

    def act(cleaned, at):
        clauses, _ = cases.chosen_clauses(report, subject, [*cleaned["clauses"], cleaned["another"]])
        given = {"clauses": clauses, "scope": cleaned["scope"], "conflict": declared(cleaned), "version": cleaned["version"]}
        return cases.path(row) if services.add_report(row, report, subject, by=request.person, at=at, **given) else "/cases/stepped-back/"

    return ask(
        request,
        form,
        act,
        purpose="case.join",
        title=f"Add this report to case {row.reference}",
        back=back,
        version=lambda: found(cases.case_for(request.person, case, timezone.now())).version,
        lead="Do this where both are about the same thing. The report's people are kept off the case as they are off the report, and its "
        "evidence comes along. The reporter is not told more than that it is being looked at.",
    )

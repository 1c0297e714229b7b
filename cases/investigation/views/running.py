"""Asking, answering, starting, finding, handing in: each its own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.casefile import rules as case_rules
from cases.casefile import selectors as cases
from cases.casefile.asking import ask, found, offer
from cases.casefile.forms import declared
from cases.casefile.listing import asked_rows, party_name, person_options
from cases.investigation import forms, page, selectors, services
from foundation.dossiers.asking import sent_before
from foundation.people.marks import needs, signed_in

asked = require_http_methods(["GET", "HEAD", "POST"])


@needs("case.manage")
@asked
@sent_before("case.appoint")
def appoint(request: HttpRequest, reference: str) -> HttpResponse:
    case = _case(request, reference, "appoint")
    people = selectors.eligible(case, timezone.now())
    form = forms.AppointForm(request.POST or None, people=person_options(people), initial={"version": case.version})

    def act(cleaned, now):
        chosen = next(one for one in people if str(one.uuid) == cleaned["who"])
        services.appoint(case, chosen, by=request.person, at=now, version=cleaned["version"])
        return cases.path(case)

    return ask(
        request,
        form,
        act,
        purpose="case.appoint",
        title="Ask somebody to investigate",
        back=cases.path(case),
        version=lambda: _version(request, reference),
        lead=page.appoint_lead(selectors.standing_appointment(case)),
    )


@signed_in
@asked
@sent_before("case.answer")
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    row = found(selectors.appointment_for(request.person, reference, now))
    held = row.case.state == case_rules.HELD
    form = forms.AnswerForm(request.POST or None, held=held)

    def act(cleaned, at):
        answered = services.answer(row, by=request.person, at=at, answer=cleaned["answer"], conflict=declared(cleaned))
        return cases.path(row.case) if answered.answer == "accepted" else "/cases/asked/thank-you/"

    return ask(
        request,
        form,
        act,
        purpose="case.answer",
        title="You are asked to investigate",
        back="/",
        template="cases/asked.html",
        rows=asked_rows(row.case, row.asked_by, row.asked_at, now),
        held=held,
    )


@signed_in
@require_safe
def thanked(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/thanked.html", {"title": "Thank you for answering"})


@needs("case.manage")
@asked
@sent_before("case.start")
def start(request: HttpRequest, reference: str) -> HttpResponse:
    case = _case(request, reference, "start")
    form = forms.StartForm(request.POST or None, told=case.told_at, initial={"version": case.version})

    def act(cleaned, now):
        services.start(
            case, by=request.person, at=now, version=cleaned["version"], terms=cleaned["terms"], later=cleaned.get("later") or ""
        )
        return cases.path(case)

    return ask(
        request,
        form,
        act,
        purpose="case.start",
        title="Start the investigation",
        back=cases.path(case),
        version=lambda: _version(request, reference),
    )


@needs("case.read")
@asked
@sent_before("case.progress")
def progress(request: HttpRequest, reference: str) -> HttpResponse:
    """The words, then how they will be read, then the sending. Nothing is kept before that."""
    case = _case(request, reference, "progress")
    form = forms.ProgressForm(request.POST or None, initial={"version": case.version})
    title, lead = "How far is it?", "Everybody who reported it reads this, without your name. It says nothing about anybody."

    def act(cleaned, now):
        services.progress(case, words=cleaned["words"], by=request.person, at=now, version=cleaned["version"])
        return cases.path(case)

    if request.method == "POST" and "send" not in request.POST and form.is_valid():
        if "change" in request.POST:
            return render(request, "form_page.html", {"form": form, "title": title, "lead": lead, "back": cases.path(case)})
        return render(request, "mailbox/preview.html", page.preview(form, timezone.now()) | {"back": cases.path(case)})
    return ask(
        request,
        form,
        act,
        purpose="case.progress",
        title=title,
        back=cases.path(case),
        lead=lead,
        version=lambda: _version(request, reference),
    )


@needs("case.read")
@require_safe
def report(request: HttpRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    case = found(cases.case_for(request.person, reference, now))
    row = found(selectors.investigation_of(case))
    may_find = "find" in page.offered_moves(case, cases.standing_in(case, request.person, now))
    shown = cases.allegations_shown(case, request.person, now)
    return render(request, "cases/investigation.html", page.report(case, row, shown, may_find=may_find))


@needs("case.investigate")
@asked
@sent_before("case.find")
def find(request: HttpRequest, reference: str, allegation) -> HttpResponse:
    case = _case(request, reference, "find")
    row = found(next((one for one in cases.allegations_shown(case, request.person, timezone.now()) if one.uuid == allegation), None))
    form = forms.FindingForm(
        request.POST or None, initial={"version": case.version, "finding": row.finding, "reason": page.finding_reason(row)}
    )

    def act(cleaned, now):
        services.find(row, by=request.person, at=now, version=cleaned["version"], finding=cleaned["finding"], reason=cleaned["reason"])
        return page.report_path(case)

    return ask(
        request,
        form,
        act,
        purpose="case.find",
        title=f"Finding on {row.clause.ref}",
        back=page.report_path(case),
        lead=row.clause.label,
        version=lambda: _version(request, reference),
    )


@needs("case.investigate")
@asked
@sent_before("case.submit_report")
def submit_report(request: HttpRequest, reference: str) -> HttpResponse:
    case = _case(request, reference, "submit_report")
    form = forms.ReportForm(request.POST or None, initial={"version": case.version, "summary": page.summary_so_far(case)})

    def act(cleaned, now):
        services.submit_report(
            case, by=request.person, at=now, version=cleaned["version"], heard=cleaned["heard"], summary=cleaned["summary"]
        )
        return cases.path(case)

    return ask(
        request,
        form,
        act,
        purpose="case.submit_report",
        title="Hand in the investigation report",
        back=cases.path(case),
        version=lambda: _version(request, reference),
        lead=f"It is about {party_name(case.subject)}. Once handed in it cannot be changed.",
    )


@needs("case.manage")
@asked
@sent_before("case.relieve")
def relieve(request: HttpRequest, reference: str) -> HttpResponse:
    case = _case(request, reference, "relieve")
    form = forms.RelieveForm(request.POST or None, initial={"version": case.version})

    def act(cleaned, now):
        services.relieve(case, reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        return cases.path(case)

    return ask(
        request,
        form,
        act,
        purpose="case.relieve",
        title="Let somebody else investigate",
        back=cases.path(case),
        version=lambda: _version(request, reference),
        lead="Whoever investigates now loses access at once and is told. What they found stays. You ask somebody else next.",
    )


@needs("case.manage")
@asked
@sent_before("case.discontinue")
def discontinue(request: HttpRequest, reference: str) -> HttpResponse:
    case = _case(request, reference, "discontinue")
    form = forms.DiscontinueForm(request.POST or None, initial={"version": case.version})

    def act(cleaned, now):
        services.discontinue(case, reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        return cases.path(case)

    return ask(
        request,
        form,
        act,
        purpose="case.discontinue",
        title="End the investigation early",
        back=cases.path(case),
        version=lambda: _version(request, reference),
        lead="HR is asked for advice next. Without a report this cannot become a formal process.",
    )


@needs("case.manage")
@asked
@sent_before("case.return_report")
def return_report(request: HttpRequest, reference: str) -> HttpResponse:
    case = _case(request, reference, "return_report")
    form = forms.ReturnForm(request.POST or None, initial={"version": case.version})

    def act(cleaned, now):
        services.return_report(case, reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        return cases.path(case)

    return ask(
        request,
        form,
        act,
        purpose="case.return_report",
        title="Give the report back",
        back=cases.path(case),
        version=lambda: _version(request, reference),
        lead="The investigator reads what you write. HR advises anew on what comes back.",
    )


def _case(request: HttpRequest, reference: str, move: str):
    now = timezone.now()
    case = found(cases.case_for(request.person, reference, now))
    offer(request, case_rules.CASE, case.state, move, cases.standing_in(case, request.person, now))
    return case


def _version(request: HttpRequest, reference: str) -> int:
    return found(cases.case_for(request.person, reference, timezone.now())).version

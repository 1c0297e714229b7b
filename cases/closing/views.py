"""HR's advice, the weighing, the decision, the end: each its own page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.casefile import rules as case_rules
from cases.casefile import selectors as cases
from cases.casefile.asking import ask, found, offer
from foundation.dossiers.asking import sent_before
from foundation.dossiers.rules import Refused
from foundation.people.marks import needs
from reports.care.rules import READY

from . import forms, page, rules, selectors, services

asked = require_http_methods(["GET", "HEAD", "POST"])


@needs("case.read")
@asked
@sent_before("case.advise")
def advise(request: HttpRequest, reference: str) -> HttpResponse:
    case = _case(request, reference, "advise")
    if request.method != "POST" and request.person not in cases.advisers(case, timezone.now()):
        raise Refused("HR advises on this, or whoever stands in for them because of a conflict.")
    form = forms.AdviceForm(request.POST or None, initial={"version": case.version})

    def act(cleaned, now):
        services.advise(case, by=request.person, at=now, version=cleaned["version"], advice=cleaned["advice"])
        return cases.path(case)

    return ask(
        request,
        form,
        act,
        purpose="case.advise",
        title="Record HR advice",
        back=cases.path(case),
        version=lambda: _version(request, reference),
        lead="The case manager reads it before deciding, and it stays with the case.",
    )


@needs("case.manage")
@asked
@sent_before("case.weigh")
def weigh(request: HttpRequest, reference: str) -> HttpResponse:
    case = _case(request, reference, "weigh")
    form = forms.ProportionalityForm(request.POST or None, initial={"version": case.version, **page.answers(case)})

    def act(cleaned, now):
        services.weigh(case, by=request.person, at=now, version=cleaned["version"], answers=cleaned)
        return cases.path(case)

    return ask(
        request,
        form,
        act,
        purpose="case.weigh",
        title="Weigh proportionality",
        back=cases.path(case),
        version=lambda: _version(request, reference),
        lead="A rule this case looks into is about what somebody said. Acting on it has to be justified in proportion.",
    )


@needs("case.manage")
@asked
@sent_before("case.not_needed")
def not_needed(request: HttpRequest, reference: str) -> HttpResponse:
    case = _case(request, reference, "not_needed")
    form = forms.NotNeededForm(request.POST or None, initial={"version": case.version})

    def act(cleaned, now):
        services.not_needed(case, reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        return cases.path(case)

    return ask(
        request,
        form,
        act,
        purpose="case.not_needed",
        title="Decide that no investigation is needed",
        back=cases.path(case),
        version=lambda: _version(request, reference),
        lead="There is no case to answer then. You close it next.",
    )


@needs("case.manage")
@asked
@sent_before("case.decide")
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    case = _case(request, reference, "decide_no_case")
    form = forms.DecideForm(
        request.POST or None,
        outcomes=page.outcome_options(case),
        safeguarding=selectors.is_safeguarding(case),
        initial={"version": case.version, "word": selectors.agreed_word(case)},
    )

    def act(cleaned, now):
        services.decide(
            case,
            by=request.person,
            at=now,
            version=cleaned["version"],
            outcome=cleaned["outcome"],
            intent=cleaned["intent"],
            reason=cleaned["reason"],
            consistency=cleaned["consistency"],
            protected=cleaned["protected"],
            protected_words=cleaned["protected_words"] or "",
            word=cleaned.get("word") or "",
        )
        return cases.path(case)

    return ask(
        request,
        form,
        act,
        purpose="case.decide",
        title="Decide",
        back=cases.path(case),
        version=lambda: _version(request, reference),
        template="cases/decide.html",
        **page.before_deciding(case, request.person, timezone.now()),
    )


@needs("case.manage")
@asked
@sent_before("case.close")
def close(request: HttpRequest, reference: str) -> HttpResponse:
    case = _case(request, reference, "close")
    form = forms.CloseForm(
        request.POST or None,
        fitting=rules.fitting(case.state, case.subject.kind, safeguarding=selectors.is_safeguarding(case)),
        targeted=cases.is_targeted(case),
        finishing=bool(selectors.to_finish(case)),
        initial={"version": case.version, "note": READY},
    )

    def act(cleaned, now):
        services.close(
            case,
            by=request.person,
            at=now,
            version=cleaned["version"],
            retention=cleaned["retention"],
            learning=cleaned["learning"],
            supported=bool(cleaned.get("supported")),
            note=cleaned.get("note") or "",
        )
        return cases.path(case)

    return ask(
        request,
        form,
        act,
        purpose="case.close",
        title="Close the case",
        back=cases.path(case),
        version=lambda: _version(request, reference),
        template="cases/close.html",
        still_open=page.still_open(case),
        runs_on=page.runs_on(case),
        finishing=[report.reference for report in selectors.to_finish(case)],
    )


@needs("case.read")
@asked
@sent_before("case.ask_reopen")
def ask_reopening(request: HttpRequest, reference: str) -> HttpResponse:
    case = _case(request, reference, "ask_reopen")
    form = forms.AskReopeningForm(request.POST or None, initial={"version": case.version})

    def act(cleaned, now):
        services.ask_reopening(case, new=cleaned["new"], by=request.person, at=now, version=cleaned["version"])
        return cases.path(case)

    return ask(
        request,
        form,
        act,
        purpose="case.ask_reopen",
        title="Ask to open the case again",
        back=cases.path(case),
        version=lambda: _version(request, reference),
        lead="HR has to agree. Until then the case stays closed, and nobody is told.",
    )


@needs("case.read")
@asked
@sent_before("case.answer_reopening")
def answer_reopening(request: HttpRequest, reference: str) -> HttpResponse:
    case = _case(request, reference, "reopen")
    row = cases.reopening_of(case)
    if row is None or (request.method != "POST" and request.person not in cases.agreers(case, row.asked_by, timezone.now())):
        raise Refused("This step is not yours to take now: it belongs to somebody else, or it has been taken.")
    form = forms.AnswerReopeningForm(request.POST or None)

    def act(cleaned, now):
        yes = cleaned["answer"] == forms.YES
        services.answer_reopening(row, yes=yes, words=cleaned["words"] or "", by=request.person, at=now)
        return cases.path(case)

    return ask(
        request,
        form,
        act,
        purpose="case.answer_reopening",
        title="Is this case opened again?",
        back=cases.path(case),
        template="cases/reopening.html",
        **page.before_reopening(case, row),
    )


def _case(request: HttpRequest, reference: str, move: str):
    now = timezone.now()
    case = found(cases.case_for(request.person, reference, now))
    offer(request, case_rules.CASE, case.state, move, cases.standing_in(case, request.person, now))
    return case


def _version(request: HttpRequest, reference: str) -> int:
    return found(cases.case_for(request.person, reference, timezone.now())).version

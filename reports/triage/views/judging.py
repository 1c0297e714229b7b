"""The questions a triager answers before a decision, one page each."""

from django.shortcuts import redirect, render
from django.urls import reverse

from foundation.evidence.rules import STOP
from policy.rules import SEVERITIES, suggest_severity
from reports.concerns import services as concerns
from reports.concerns.selectors import screening_of
from reports.intake.rules import POSSIBLE, YES
from reports.intake.selectors import words
from reports.triage import asked, rules, selectors, services
from reports.triage.asking import again, ask, move_page, sent
from reports.triage.forms import (
    BreachForm,
    CircumstancesForm,
    EvidenceForm,
    HarmForm,
    MainRuleForm,
    PictureForm,
    PictureQuestionForm,
    QuestionsForm,
    RulesForm,
    SeverityForm,
)

from .taking import page_of

_ANSWERED = "triage.picture"  # session: of which report the question about children was answered with a plain no


@move_page("harm")
def harm(request, report):
    screening = screening_of(report)
    form = HarmForm(sent(request), initial={"version": report.version, **(screening.answers if screening else {})})

    def act(cleaned, now):
        answers = {name: cleaned[name] for name in ("harmed", "offence", "risk", "unsuitable")}
        screened = concerns.screen(report, answers=answers, by=request.person, at=now, version=cleaned["version"])
        return page_of(report) if screened.harm == POSSIBLE or screened.breach else step_of(report, "breach")

    lead = "Answer for what is said to have happened, not for what you believe. Yes or not sure tells the safeguarding lead at once."
    return ask(request, report, form, act, purpose="harm", title="Might a child have been harmed?", back=page_of(report), lead=lead)


@move_page("data-breach")
def breach(request, report):
    screening = screening_of(report)
    form = BreachForm(sent(request), initial={"version": report.version, "breach": screening.breach if screening else ""})

    def act(cleaned, now):
        concerns.screen(report, answers={"breach": cleaned["breach"]}, by=request.person, at=now, version=cleaned["version"])
        return page_of(report)

    return ask(request, report, form, act, purpose="data-breach", title="Might personal data have got out?", back=page_of(report))


@move_page("rules")
def choose_rules(request, report):
    from_report, _ = selectors.chosen_clauses(report)
    offered = selectors.clauses_for(report, report.submitted_at)
    form = RulesForm(sent(request), initial={"version": report.version}, offered=offered, chosen={clause.code for clause in from_report})

    def act(cleaned, now):
        services.choose_clauses(report, codes=form.codes, by=request.person, at=now, version=cleaned["version"])
        return step_of(report, "main-rule" if len(form.codes) > 1 else "circumstances" if form.codes else "severity")

    lead = "Open a group and select what applies. These are the rules that bind the person the report is about."
    return ask(request, report, form, act, purpose="rules", title="Which rules is it about?", back=page_of(report), lead=lead)


@move_page("main-rule")
def main_rule(request, report):
    chosen, main = selectors.chosen_clauses(report)
    form = MainRuleForm(sent(request), initial={"version": report.version, "main": main.code if main else ""}, offered=chosen)

    def act(cleaned, now):
        services.choose_main(report, code=cleaned["main"], by=request.person, at=now, version=cleaned["version"])
        return step_of(report, "circumstances")

    return ask(request, report, form, act, purpose="main-rule", title="Which rule is the main one?", back=step_of(report, "rules"))


@move_page("circumstances")
def circumstances(request, report):
    chosen, _ = selectors.chosen_clauses(report)
    if not chosen and request.method != "POST":
        return redirect(step_of(report, "severity"))
    known = selectors.circumstances_of(report) or (["child"] if report.child == YES else [])
    form = CircumstancesForm(sent(request), initial={"version": report.version, **dict.fromkeys(("critical", "more", "less"), known)})

    def act(cleaned, now):
        services.weigh(report, circumstances=form.codes, by=request.person, at=now, version=cleaned["version"])
        return step_of(report, "questions" if rules.questions.asked(asked.flags_of(report)) else "severity")

    return ask(request, report, form, act, purpose="circumstances", title="What makes it more or less serious?", back=page_of(report))


@move_page("questions")
def questions(request, report):
    """What some rules ask before a decision."""
    brought = rules.questions.asked(asked.flags_of(report))
    if not brought:
        return redirect(step_of(report, "severity"))
    form = QuestionsForm(sent(request), asked=brought, initial={"version": report.version, **asked.answers_of(report)})

    def act(cleaned, now):
        services.answer_rules(report, answers=form.answers, by=request.person, at=now, version=cleaned["version"])
        return page_of(report) if report.severity else step_of(report, "severity")

    return ask(request, report, form, act, purpose="questions", title="What these rules ask", back=page_of(report))


@move_page("severity")
def severity(request, report):
    chosen, _ = selectors.chosen_clauses(report)
    suggested, reasons = suggest_severity([clause.default_severity for clause in chosen], selectors.circumstances_of(report))
    reason = words(report)["severity_reason_sealed"] if report.severity_reason_sealed else ""
    form = SeverityForm(sent(request), initial={"version": report.version, "severity": report.severity or "", "reason": reason})

    def act(cleaned, now):
        services.rate(
            report, severity=int(cleaned["severity"]), reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"]
        )
        return page_of(report)

    return ask(
        request,
        report,
        form,
        act,
        purpose="severity",
        title="How serious is it?",
        back=page_of(report),
        template="triage/severity.html",
        suggested=SEVERITIES[suggested],
        reasons=reasons,
    )


@move_page("evidence")
def evidence(request, report):
    reason = words(report)["evidence_reason_sealed"] if report.evidence_reason_sealed else ""
    form = EvidenceForm(sent(request), initial={"version": report.version, "how": "reason" if reason else "", "reason": reason})

    def act(cleaned, now):
        if cleaned["how"] == "picture":
            return step_of(report, "picture-question")
        services.why_no_evidence(report, reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        return page_of(report)

    lead = "Evidence comes before removal: what is taken down cannot be shown again."
    return ask(request, report, form, act, purpose="evidence", title="Capture the evidence", back=page_of(report), lead=lead)


@move_page("picture-question")
def picture_question(request, report):
    """The upload is offered only after a plain no (DOMAIN 4.2)."""
    form = PictureQuestionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["image"] != "no":
            return render(
                request,
                "triage/picture_stop.html",
                {"title": "Do not upload it", "stop": STOP, "back": page_of(report), "harm": step_of(report, "harm")},
            )
        request.session[_ANSWERED] = report.reference
        return redirect(step_of(report, "picture"))
    title, back = "Before you upload a picture", step_of(report, "evidence")
    return again(request, report, form, purpose="picture-question", title=title, back=back)


@move_page("picture")
def picture(request, report):
    answered = request.session.get(_ANSWERED) == report.reference
    if not answered and request.method != "POST":
        return redirect(step_of(report, "picture-question"))
    form = PictureForm(sent(request), request.FILES if request.method == "POST" else None, initial={"version": report.version})

    def act(cleaned, now):
        services.add_picture(
            report,
            upload=cleaned["picture"],
            image_answer="no" if answered else "",
            how_seen=cleaned["how_seen"],
            visibility=cleaned["visibility"],
            address="".join(cleaned["address"]),
            by=request.person,
            at=now,
            version=cleaned["version"],
        )
        return page_of(report)

    return ask(request, report, form, act, purpose="picture", title="Add a picture", back=step_of(report, "evidence"))


def step_of(report, name: str) -> str:
    return reverse(f"triage:{name}", args=[report.reference])

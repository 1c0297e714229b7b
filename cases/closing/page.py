"""What the pages before a decision and at the end show beside their forms."""

from datetime import datetime

from cases.casefile import selectors as cases
from cases.casefile.models import Case, Reopening
from cases.casefile.rules import FINDINGS, STATE_WORDS, STRANDS
from cases.investigation.models import Investigation
from cases.investigation.rules import HEARD
from cases.investigation.selectors import investigation_of, turns_of
from cases.removals.selectors import looks_to_come
from foundation.dossiers import sealing
from foundation.dossiers.rules import STAFF
from foundation.face import when
from foundation.face.rows import SummaryRow
from foundation.people.models import Person
from reports.concerns.selectors import being_assessed
from reports.triage.asked import answers_of
from reports.triage.rules.questions import PROTECTED

from . import rules, selectors


def answers(case: Case) -> dict[str, str]:
    """The weighing as it stands, for writing it again."""
    asked = {question: name for name, question in rules.PROPORTIONALITY.items()}
    return {asked[question]: answer for question, answer in selectors.weighing_of(case)}


def outcome_options(case: Case) -> list[tuple[str, str, str]]:
    """The ways this case can be decided; a formal process is offered for staff only (DOMAIN 6.2), after a report."""
    hints = {
        "decide_no_case": "Nothing was found that calls for action.",
        "decide_informal": "For example advice, a conversation, training.",
        "decide_formal": "Opens a disciplinary process, heard by somebody else.",
    }
    formally = case.subject.kind == STAFF and selectors.reported(case)
    return [(code, label, hints[code]) for code, label in rules.OUTCOMES.items() if code != "decide_formal" or formally]


def before_deciding(case: Case, person: Person, at: datetime) -> dict[str, object]:
    """What the decider reads before the form: findings, advice, the weighing, and what is still missing."""
    rows = cases.allegations_shown(case, person, at)
    words = sealing.read([case, *rows])
    findings = [
        SummaryRow(
            f"{row.clause.ref} {row.clause.label}",
            f"{FINDINGS.get(row.finding, 'Nothing found')}\n{words[row.uuid]['finding_reason_sealed']}",
        )
        for row in rows
    ]
    handed_in = investigation_of(case)
    weighing = selectors.weighing_of(case)
    no_advice, not_weighed = not case.advised_at, selectors.weighing_needed(case) and not selectors.weighed(case)
    return {
        "investigated": _summary(handed_in) if handed_in and handed_in.over else [],
        "findings": findings,
        "advice": words[case.uuid]["hr_advice_sealed"],
        "weighing": [SummaryRow(question, answer) for question, answer in weighing],
        "alike": [SummaryRow(one.reference, _alike(one), cases.path(one), "Open") for one in selectors.comparable(case, person, at)],
        "said_at_triage": _protected_at_triage(case),
        "advice_missing": no_advice,
        "weighing_missing": not_weighed,
        "waits": no_advice or not_weighed,
        "weigh_path": f"/cases/{case.reference}/weigh/",
    }


def before_reopening(case: Case, row: Reopening) -> dict[str, object]:
    """What HR reads before agreeing: what is said to be new, and what was decided."""
    words = sealing.read([case, row])
    asker, new = f"{row.asked_by.name}, {when.moment(row.asked_at)}", words[row.uuid]["new_sealed"]
    asked = [SummaryRow("Asked by", asker), SummaryRow("What is new", new)]
    decided = [
        SummaryRow("Decided", f"{STATE_WORDS[case.decision]}, {when.day(case.decided_at)}"),
        SummaryRow("Reason", words[case.uuid]["decision_reason_sealed"]),
        SummaryRow("Closed", when.day(case.closed_at)),
    ]
    return {"asked": asked, "decided": decided if case.closed_at else []}


def _alike(case: Case) -> str:
    return rules.comparison(case.reference, case.decision, case.intent, case.decided_at).partition(": ")[2]


def _protected_at_triage(case: Case) -> str:
    """What was answered at triage, where a rule asked it there (DOMAIN 2, flag whistleblowing_check)."""
    answers = [answers_of(report).get(PROTECTED, "") for report in cases.reports_of(case)]
    said = {"yes": "it could be", "unsure": "nobody was sure", "no": "it is not"}
    return next((f"At triage: {said[one]}." for one in ("yes", "unsure", "no") if one in answers), "")


def _summary(investigation: Investigation) -> list[SummaryRow]:
    """What the investigator wrote for the person who decides, and whether the person concerned was heard; or why it ended early."""
    words = sealing.read_one(investigation)
    if investigation.discontinued_at:
        ended = turns_of(investigation)[-1]
        return [SummaryRow("Ended early", when.moment(ended.at)), SummaryRow("Why", sealing.read_one(ended)["reason_sealed"])]
    return [
        SummaryRow("Summary", words["summary_sealed"]),
        SummaryRow("Was the person heard?", HEARD[investigation.heard]),
        SummaryRow("Handed in", when.moment(investigation.reported_at)),
    ]


def still_open(case: Case) -> list[SummaryRow]:
    strands = [row for row in case.strands.all() if not row.settled]
    rows = [SummaryRow(f"{STRANDS[row.kind]} {row.reference}", row.words, row.path, "Open") for row in strands]
    tasks = cases.open_tasks(case)
    return rows + [SummaryRow(f"Task of {row.owner.name}", f"Due {when.day(row.due_on)}", cases.task_path(row), "Open") for row in tasks]


def runs_on(case: Case) -> list[SummaryRow]:
    """What does not end with the case: looks whether something is still gone, and what is open beside it in its reports."""
    looks = [
        SummaryRow(f"Removal request {row.reference}", f"Looked at again on {_listed([when.day(one) for one in days])}")
        for row, days in looks_to_come(case.dossier)
    ]
    return looks + [
        SummaryRow(f"Report {row.report.reference}", "The data protection officer still assesses whether data got out")
        for row in being_assessed(cases.reports_of(case))
    ]


def _listed(days: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(days[:-1]), days[-1])))

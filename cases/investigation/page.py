"""The pages of an investigation, made ready for their templates."""

from datetime import datetime

from cases.casefile import rules as case_rules
from cases.casefile import selectors as cases
from cases.casefile.models import Allegation, Case
from foundation.dossiers import sealing
from foundation.dossiers.rules import offered
from foundation.face import when
from foundation.face.rows import MoveLink, SummaryRow, TaskItem, TaskRow
from reports.mailbox import pages as mailbox
from reports.mailbox.rules import PROGRESS

from . import rules, selectors
from .models import Appointment, Investigation, Turn


def appoint_lead(standing: Appointment | None) -> str:
    lead = "They are told who the case is about, and declare whether they have a conflict, before they see anything else."
    if standing is None or standing.answer != rules.ASKED:
        return lead
    return f"{standing.person.name} has not answered yet. If you ask somebody else, they need not any more and are told so. {lead}"


def preview(form, at: datetime) -> dict[str, object]:
    """A note on how far it is, as whoever reported it will read it."""
    carried = [(name, form[name].value()) for name in ("once", "version", "words")]
    return {
        "title": "This is what they will see",
        "letters": [mailbox.preview(PROGRESS, form.cleaned_data["words"], None, at)],
        "told": "Nothing has gone yet. They get a mail with the reference of their report, and read this on its page.",
        "carried": carried + ([("not_password", "on")] if form.cleaned_data.get("not_password") else []),
        "send": "Send it",
    }


def asked_path(row: Appointment) -> str:
    return f"/cases/asked/{row.reference}/"


def report_path(case: Case) -> str:
    return f"/cases/{case.reference}/investigation/"


def asked_task(row: Appointment, at: datetime) -> TaskRow:
    return TaskRow(
        asked_path(row),
        "You are asked to investigate",
        "Say whether you can, and whether you have a conflict",
        since=when.since(row.asked_at, at),
        reference=row.reference,
        state=f"Asked by {row.asked_by.name}",
    )


def offered_moves(case: Case, standing) -> list[str]:
    return offered(case_rules.CASE, case.state, standing)


def finding_reason(row: Allegation) -> str:
    return sealing.read_one(row)["finding_reason_sealed"]


def summary_so_far(case: Case) -> str:
    """What was handed in before and given back, for writing it on."""
    row = selectors.investigation_of(case)
    return sealing.read_one(row)["summary_sealed"] if row else ""


def report(case: Case, row: Investigation, allegations: list[Allegation], *, may_find: bool) -> dict[str, object]:
    """Everything `cases/investigation.html` draws: the terms, each finding with its reason, the report."""
    turns = selectors.turns_of(row)
    words = sealing.read([row, *allegations, *turns])
    facts = [SummaryRow("Began", when.moment(row.started_at)), SummaryRow("Terms of reference", words[row.uuid]["terms_sealed"])]
    if row.reported_at:
        facts += [
            SummaryRow("Handed in", when.moment(row.reported_at)),
            SummaryRow("Heard", rules.HEARD[row.heard]),
            SummaryRow("Summary", words[row.uuid]["summary_sealed"]),
        ]
    if row.discontinued_at:
        facts.append(SummaryRow(rules.TURNS[rules.DISCONTINUED], when.moment(row.discontinued_at)))
    return {
        "title": f"Investigation of case {case.reference}",
        "back": cases.path(case),
        "facts": facts,
        "turns": [turn_card(one, words[one.uuid]) for one in turns],
        "items": [_item(case, one) for one in allegations] if may_find else [],
        "findings": [] if may_find else [_finding(one, words[one.uuid]["finding_reason_sealed"]) for one in allegations],
        "moves": [MoveLink("Hand in the report", f"/cases/{case.reference}/submit-report/")]
        if may_find and all(one.finding for one in allegations)
        else [],
    }


def turn_card(turn: Turn, words: dict[str, str]) -> tuple[str, list[SummaryRow]]:
    """What became of an investigation on the way, and what had been found by then."""
    rows = [SummaryRow(label, words[column]) for label, column in _KEPT if words[column]]
    return f"{rules.TURNS[turn.kind]}, {when.moment(turn.at)}", rows


_KEPT = (
    ("Why", "reason_sealed"),
    ("Summary then", "summary_sealed"),
    ("Findings then", "findings_sealed"),
    ("HR's advice then", "advice_sealed"),
)


def _item(case: Case, one: Allegation) -> TaskItem:
    status, css = (case_rules.FINDINGS[one.finding], "") if one.finding else ("To do", "govuk-tag--blue")
    return TaskItem(f"{one.clause.ref} {one.clause.label}", f"/cases/{case.reference}/find/{one.uuid}/", status, css)


def _finding(one: Allegation, reason: str) -> SummaryRow:
    found = case_rules.FINDINGS.get(one.finding, "Nothing found yet")
    return SummaryRow(f"{one.clause.ref} {one.clause.label}", f"{found}\n{reason}" if reason else found)

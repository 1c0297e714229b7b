"""What is known of a case, as rows: the person, the rules, the reports, the exhibits, the people, the clocks."""

from dataclasses import dataclass
from datetime import datetime

from cases.casefile import rules
from cases.casefile.models import CaseTask, Reopening
from cases.casefile.reading import Found
from cases.casefile.selectors import task_path
from foundation.deadlines.rules.kinds import KINDS
from foundation.deadlines.selectors import Countdown, calendar_of, countdown
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, REPORTER, ROUTED, SUBJECT
from foundation.evidence.rules import HOW_SEEN, NOT_OPEN, VISIBILITY
from foundation.face import when
from foundation.face.rows import SummaryRow, Table
from foundation.people.models import Person
from reports.concerns.rules import OUTCOMES
from reports.intake.rules import NAMED

YES_NO = {"yes": "Yes", "no": "No", "unsure": "Not sure", "": "Not asked"}
PART_NAMES = {
    CASE_MANAGER: "Case manager",
    INVESTIGATOR: "Investigator",
    SUBJECT: "Person the report is about",
    REPORTER: "Reporter",
    "triager": "Triaged the report",
    "issuer": "Asked for a removal",
    "verifier": "Checks a removal",
    "independent_senior": "Decides a contested removal",
    "hearing_chair": "Chairs the hearing",
    "panel": "Hears it beside the chair",
    "witness": "Witness",
    "target": "Whom it was aimed at",
    ROUTED: "Leads it for the Board",
    "recused": "Stepped back",
    "not_this_person": "Kept out at the reporter's wish",
}


@dataclass(frozen=True)
class Due:
    """A clock that runs, by name."""

    label: str
    countdown: Countdown


def person_rows(found: Found, held: frozenset[str]) -> list[SummaryRow]:
    """The person and what was said about the case; which other cases it was compared with is read by who manages it alone."""
    case, subject = found.case, found.case.subject
    told = when.moment(case.told_at) if case.told_at else "Not yet"
    rows = [
        SummaryRow("Person the report is about", concerned_name(found)),
        SummaryRow("Who they are", _who(subject)),
        SummaryRow("Told of the case", told),
        SummaryRow("Policy it is judged by", f"Version {case.policy_version.label}, on {when.day(case.incident_on)}"),
        SummaryRow("To look into", found.words[case.uuid]["scope_sealed"]),
    ]
    if case.outcome_word:
        rows.append(SummaryRow("Agreed with the LADO", OUTCOMES[case.outcome_word]))
    if case.protected:
        rows.append(SummaryRow("A protected disclosure?", rules.DISCLOSURES[case.protected][0]))
    said = _SAID + (_COMPARED if CASE_MANAGER in held else ())
    return rows + [SummaryRow(label, found.words[case.uuid][column]) for label, column in said if found.words[case.uuid][column]]


_SAID = (
    ("Could not be told because", "later_sealed"),
    ("HR's advice", "hr_advice_sealed"),
    ("Reason of the decision", "decision_reason_sealed"),
    ("What it tells of, and what was decided beside it", "protected_sealed"),
    ("Compared with similar cases", "consistency_sealed"),
    ("What was learned", "learning_sealed"),
)

_COMPARED = (("Decided cases it was compared with", "compared_sealed"),)


def concerned_name(found: Found) -> str:
    subject = found.case.subject
    return subject.person.name if subject.person else found.words[subject.uuid]["name_sealed"] or "Not named"


def _who(subject) -> str:
    person = subject.person
    if person is None:
        return rules.PERSON_KINDS.get(subject.kind, "Not known")
    return ", ".join(part for part in (person.job, person.academy.name if person.academy else "the trust") if part)


def allegation_table(found: Found) -> Table:
    rows = tuple((f"{row.first}", row.second, rules.FINDINGS.get(row.third, "Nothing found yet")) for row in found.of("allegation"))
    return Table("Rules looked into", ("Rule", "What it says", "Finding"), rows)


def report_cards(found: Found) -> list[tuple[str, list[SummaryRow]]]:
    """One card per report: what was seen, where, when."""
    return [(f"Report {report.reference}", _report_rows(found, report)) for report in found.reports]


def _report_rows(found: Found, report) -> list[SummaryRow]:
    words = found.words[report.uuid]
    where = report.platform.name if report.platform else words["platform_other_sealed"] or "Not known"
    addresses = "\n".join(found.words[row.uuid]["address_sealed"] for row in found.addresses if row.report.pk == report.pk)
    happened = when.day(report.happened_on) if report.happened_on else words["when_sealed"] or "Not known"
    return [
        SummaryRow("What was seen", words["what_sealed"]),
        SummaryRow("Where", where),
        SummaryRow("Web addresses", addresses or "None given"),
        SummaryRow("When", happened),
        SummaryRow("Still online", YES_NO[report.live]),
        SummaryRow("A child involved", YES_NO[report.child]),
    ]


def strand_rows(found: Found) -> list[SummaryRow]:
    """What runs inside the case, each with where it stands and a link where there is a page."""
    return [
        SummaryRow(f"{rules.STRANDS[kind]} {row.first}", f"{row.second}, since {when.moment(row.moment)}", row.third, "Open")
        for kind in rules.STRANDS
        for row in found.of(kind)
    ]


def hold_rows(found: Found) -> list[SummaryRow]:
    """Each time the case waited: why, what was agreed, each look since, and what let it go on."""
    rows = []
    for hold in found.holds:
        words = found.words[hold.uuid]
        rows += [
            SummaryRow("On hold since", when.moment(hold.began_at)),
            SummaryRow("Why", f"{rules.HOLD_REASONS[hold.reason]}\n{words['words_sealed']}"),
            *(SummaryRow(f"Looked at again on {when.day(one.at)}", found.words[one.uuid]["words_sealed"]) for one in hold.reviews.all()),
        ]
        if hold.ended_at:
            rows.append(SummaryRow(f"Went on, {when.moment(hold.ended_at)}", words["advice_sealed"]))
    return rows


def hand_over_rows(found: Found) -> list[SummaryRow]:
    """Who was asked to take the case over, why, and what they said."""
    said = {row.uuid: f"{rules.HAND_OVERS[row.answer]}\n{found.words[row.uuid]['reason_sealed']}" for row in found.hand_overs}
    return [SummaryRow(f"{row.to.name}, asked {when.moment(row.asked_at)}", said[row.uuid]) for row in found.hand_overs]


def reopening_rows(found: Found, held: frozenset[str]) -> list[SummaryRow]:
    """Each time somebody asked to open it again, the answer, and what had been decided until then."""
    rows = []
    for one in found.reopenings:
        words = found.words[one.uuid]
        rows.append(SummaryRow(f"{one.asked_by.name} asked, {when.moment(one.asked_at)}", words["new_sealed"]))
        if one.answered_at:
            said = "\n".join(filter(None, (rules.REOPENINGS[one.answer], words["answer_sealed"])))
            rows.append(SummaryRow(f"{one.answered_by.name} answered, {when.moment(one.answered_at)}", said))
        if one.answer == rules.AGREED:
            rows += _decided_then(one, words, held)
    return rows


def _decided_then(one: Reopening, words: dict[str, str], held: frozenset[str]) -> list[SummaryRow]:
    kept, word = rules.RETENTION[one.retention][0], OUTCOMES.get(one.outcome_word)
    codes = (rules.STATE_WORDS[one.decision], rules.INTENTS.get(one.intent), kept, word)
    told = when.moment(one.told_at) if one.told_at else "No"
    rows = [
        SummaryRow(f"Decided on {when.day(one.decided_at)}, closed on {when.day(one.closed_at)}", "\n".join(filter(None, codes))),
        SummaryRow("Had been told of the case", told),
    ]
    said = _SAID + (("Proportionality", "weighing_sealed"),) + (_COMPARED if CASE_MANAGER in held else ())
    return rows + [SummaryRow(f"{label}, then", words[column]) for label, column in said if words.get(column)]


def note_rows(found: Found) -> list[SummaryRow]:
    """What those who work on it wrote for each other, newest first."""
    return [SummaryRow(f"{row.by.name}, {when.moment(row.at)}", found.words[row.uuid]["words_sealed"]) for row in found.notes]


def task_rows(found: Found, person: Person, held: frozenset[str]) -> list[SummaryRow]:
    """Who has what to do by when; a link for whoever can say that it is done."""
    return [_task(found, row, theirs=row.owner == person or CASE_MANAGER in held) for row in found.tasks]


def _task(found: Found, row: CaseTask, *, theirs: bool) -> SummaryRow:
    words = found.words[row.uuid]
    said = f"{words['words_sealed']}\n{rules.TASK_ENDS.get(row.ended) or f'By {when.day(row.due_on)}'}"
    came = words["came_of_it_sealed"]
    open_ = theirs and not row.ended and found.case.state != rules.CLOSED
    return SummaryRow(row.owner.name, f"{said}: {came}" if came else said, task_path(row) if open_ else "", "Say what came of it")


def exhibit_rows(found: Found) -> list[SummaryRow]:
    rows = []
    for row in found.of("exhibit"):
        said = NOT_OPEN.get(row.third) or f"{HOW_SEEN[row.first]}. Who could see it: {VISIBILITY[row.second].lower()}"
        href = f"/evidence/{row.uuid}/" if row.third not in NOT_OPEN else ""
        rows.append(SummaryRow(f"E-{row.number}", f"{said}. Captured {when.moment(row.moment)}", href, "Look"))
    return rows


def party_rows(found: Found) -> list[SummaryRow]:
    """People by part. A reporter is named only where they chose to be."""
    named = all(report.mode == NAMED for report in found.reports)
    grouped: dict[str, list[str]] = {}
    for row in found.of("party"):
        if row.second != REPORTER or named:
            grouped.setdefault(row.second, []).append(row.first)
    return [SummaryRow(PART_NAMES.get(part, part), ", ".join(dict.fromkeys(names))) for part, names in grouped.items() if part != SUBJECT]


def due_tags(found: Found, at: datetime) -> list[Due]:
    """The running clocks, what is due first on top."""
    days = calendar_of(found.case.dossier) if found.deadlines else None
    return [Due(KINDS[row.kind].words, countdown(row.due_at, at, days=days)) for row in found.deadlines]

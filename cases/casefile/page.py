"""The case page as its template draws it: who holds it, what is next, what is known, what happened (DESIGN 8)."""

from dataclasses import dataclass
from datetime import datetime

from foundation.deadlines.rules.kinds import KINDS
from foundation.deadlines.selectors import Countdown, calendar_of, countdown
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, REPORTER, ROUTED, SUBJECT, offered
from foundation.evidence.rules import HOW_SEEN, NOT_OPEN, VISIBILITY
from foundation.face import when
from foundation.face.rows import MoveLink, Stage, SummaryRow, Table, TimelineRow
from foundation.people.models import Person
from foundation.people.rules import CEO, HEAD, HR
from foundation.people.selectors import placements_of
from reports.intake.rules import NAMED

from . import rules, wording
from .reading import Found
from .selectors import advisers

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
    "witness": "Witness",
    "target": "Whom it was aimed at",
    ROUTED: "Leads it for the Board",
    "recused": "Stepped back",
    "not_this_person": "Kept out at the reporter's wish",
}
_STAGES = (
    (rules.SCOPING, "Prepare"),
    (rules.INVESTIGATING, "Investigate"),
    (rules.DECISION_PENDING, "Decide"),
    ("OUTCOME", "Act"),
    (rules.CLOSED, "Close"),
)
# what is already so, and therefore not offered again: move → why not
_ALREADY = {
    "take_on": lambda on: on["manager"],
    "tell": lambda on: on["told"],
    "appoint": lambda on: on["investigator"],
    "start": lambda on: not on["investigator"],
    "submit_report": lambda on: on["missing"],
    "advise": lambda on: on["advised"] or not on["adviser"],
    "weigh": lambda on: not on["expression"],
    "accept": lambda on: True,
    "decline": lambda on: True,
}
_PAGES = {"find": "investigation"}  # each rule has its own page, and that one leads to them
_DECISIONS = ("decide_no_case", "decide_informal", "decide_formal")


@dataclass(frozen=True)
class Due:
    """A clock that runs, by name."""

    label: str
    countdown: Countdown


def context(found: Found, person: Person, at: datetime) -> dict[str, object]:
    """Everything `cases/case.html` draws."""
    held = symbols(found, person, at)
    move, holder = first_move(found)
    case = found.case
    return {
        "title": f"Case {case.reference}",
        "case": case, "restricted": found.restricted, "who_knows": found.who_knows,
        "state": rules.STATE_WORDS[case.state],
        "back": "/cases/",
        "stages": stages(case),
        "next_move": move,
        "holder": holder,
        "since": when.since(case.state_since, at),
        "outside": rules.waits_outside(case.state),
        "moves": moves(found, held, adviser=_advises(found, held, person, at)),
        "dues": due_tags(found, at),
        "person_rows": person_rows(found),
        "allegations": allegation_table(found),
        "reports": report_cards(found),
        "strands": strand_rows(found),
        "exhibits": exhibit_rows(found),
        "parties": party_rows(found),
        "events": timeline(found.events),
    }


def symbols(found: Found, person: Person, at: datetime) -> frozenset[str]:
    """The person's parts and roles here as far as the page offers moves by them; services ask the door again."""
    own = {row.second for row in found.of("party") if row.uuid == person.uuid and row.flag}
    desks = {(HR, None), (HEAD, found.case.academy_id) if found.case.dossier.tier <= rules.RUNG_HEAD else (CEO, None)}
    return frozenset(own | {role for role, academy in placements_of(person, at) if (role, academy) in desks})


def standing_facts(found: Found) -> dict[str, object]:
    """What is already so in this case, for the choice of moves to offer."""
    held = {row.second for row in found.of("party") if row.flag}
    return {
        "manager": CASE_MANAGER in held,
        "investigator": INVESTIGATOR in held,
        "told": found.case.told_at,
        "advised": found.case.advised_at,
        "asked": INVESTIGATOR in held or any(not row.flag for row in found.of(rules.APPOINTMENT)),
        "missing": [row.first for row in found.of("allegation") if not row.third],
        "expression": found.expression,
    }


def _advises(found: Found, held: frozenset[str], person: Person, at: datetime) -> bool:
    """HR; those above are asked for only where HR is in conflict, which costs a look."""
    if HR in held or found.case.state != rules.DECISION_PENDING:
        return HR in held
    return bool(held & {CEO, ROUTED}) and CASE_MANAGER not in held and person in advisers(found.case, at)


def moves(found: Found, standing, *, adviser: bool) -> list[MoveLink]:
    """The moves this person may make now, each a link to its own page; the three ways to decide share one."""
    so = standing_facts(found) | {"adviser": adviser}
    names = [name for name in offered(rules.CASE, found.case.state, standing) if not _ALREADY.get(name, lambda _: False)(so)]
    here = f"/cases/{found.case.reference}/"
    links = [
        MoveLink(href=f"{here}{_PAGES.get(name, name.replace('_', '-'))}/", **_look(found, name, so))
        for name in names if name not in _DECISIONS
    ]
    if set(names) & set(_DECISIONS):
        links.append(MoveLink("Decide", f"/cases/{found.case.reference}/decide/"))
    if standing & {CASE_MANAGER, HEAD, CEO, ROUTED} and found.case.state in rules.REMOVABLE_IN:
        links.append(MoveLink("Ask for something to be removed", f"/removals/for/{found.case.reference}/", kind="secondary"))
    if standing & {CASE_MANAGER, INVESTIGATOR, ROUTED} and found.case.state != rules.CLOSED:
        links.append(MoveLink("Step back because of a conflict", f"/cases/{found.case.reference}/step-back/", kind="secondary"))
    return links


def _look(found: Found, name: str, so) -> dict[str, str]:
    """Closing is not what stands first while the case waits for something outside, nor asking anew while somebody is asked."""
    anew, waits = name == "appoint" and so["asked"], name == "progress" or (name == "close" and rules.waits_outside(found.case.state))
    label = "Ask somebody else to investigate" if anew else rules.CASE[found.case.state][name].label
    return {"label": label, "kind": "secondary" if anew or waits else ""}


def first_move(found: Found) -> tuple[str, str]:
    """What the case waits for, and the names of those who hold it."""
    so = standing_facts(found)
    asked = any(not row.flag for row in found.of(rules.APPOINTMENT))
    state = {"asked": asked, "investigator": bool(so["investigator"]), "advised": bool(so["advised"]), "manager": bool(so["manager"])}
    move, holder = rules.first_move(found.case.state, **state)
    return move, holder_name(holder, {rules.APPOINTEE: found.asked} | {row.second: row.first for row in found.of("party") if row.flag})


def holder_name(symbol: str, names: dict[str, str]) -> str:
    return names.get(symbol) or {HR: "HR", rules.APPOINTEE: "the person asked to investigate", CASE_MANAGER: "nobody yet"}.get(symbol, "")


def stages(case) -> list[Stage]:
    """The five stages of a case, with the one it is in."""
    now = "OUTCOME" if case.state in rules.DECIDED else rules.SCOPING if case.state == rules.HELD else case.state
    order = [code for code, _ in _STAGES]
    at = order.index(now)
    notes = {"OUTCOME": rules.STATE_WORDS[case.state]} if case.state in rules.DECIDED else {}
    return [
        Stage(label, "done" if place < at or now == rules.CLOSED else "now" if place == at else "next", notes.get(code, ""))
        for place, (code, label) in enumerate(_STAGES)
    ]


def person_rows(found: Found) -> list[SummaryRow]:
    case, subject = found.case, found.case.subject
    told = when.moment(case.told_at) if case.told_at else "Not yet"
    rows = [
        SummaryRow("Person the report is about", concerned_name(found)),
        SummaryRow("Who they are", _who(subject)),
        SummaryRow("Told of the case", told),
        SummaryRow("Policy it is judged by", f"Version {case.policy_version.label}, on {when.day(case.incident_on)}"),
        SummaryRow("To look into", found.words[case.uuid]["scope_sealed"]),
    ]
    return rows + [SummaryRow(label, found.words[case.uuid][column]) for label, column in _SAID if found.words[case.uuid][column]]


_SAID = (
    ("Could not be told because", "later_sealed"),
    ("HR's advice", "hr_advice_sealed"),
    ("Reason of the decision", "decision_reason_sealed"),
    ("Compared with similar cases", "consistency_sealed"),
    ("What was learned", "learning_sealed"),
)


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


_KIND = {
    "verify": "good",
    "close": "good",
    "accept": "good",
    "submit_report": "good",
    "decline": "alert",
    "contest": "alert",
    "still_there": "alert",
    "issue": "wait",
    "appoint": "wait",
}


def timeline(events) -> list[TimelineRow]:
    """What happened, newest first; what only the rooms below need to know is left out."""
    told = ((event, wording.sentence(event)) for event in reversed(events))
    return [
        TimelineRow(when.moment(event.at), said, role_name(event), iso=when.iso(event.at), kind=_KIND.get(event.action.split(".")[-1], ""))
        for event, said in told
        if said
    ]


def role_name(event) -> str:
    from_role = {
        **PART_NAMES,
        HR: "HR",
        HEAD: "Headteacher",
        CEO: "Chief executive",
        "on_behalf": "On the person's behalf",
        rules.APPOINTEE: "Person asked to investigate",
    }
    return from_role.get(event.role, "")

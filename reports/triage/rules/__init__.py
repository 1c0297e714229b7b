"""Triage beside the report's own moves: the steps towards a decision, what each still lacks, whose turn it is (DOMAIN 5, 9.1)."""

from collections.abc import Iterable, Mapping

from foundation.dossiers.rules import (
    ROUTED,
    TRIAGER,
    Machine,
    Move,
    offered,
)
from foundation.people.rules import CEO, HEAD, HR, SLT
from reports.concerns.rules import LEADS, SCREENING
from reports.intake.rules import (
    ADVISED,
    HEAVIEST,
    IN_TRIAGE,
    INFO_REQUESTED,
    NO,
    POSSIBLE,
    REPORT,
    SAFEGUARDING_FIRST,
    SUBMITTED,
    UNSURE,
    YES,
    Facts,
    low_level,
)
from reports.intake.rules.strands import nothing_asked
from reports.mailbox.rules import MAILBOX

from . import naming, proposals, questions
from .standing import agrees_for_hr, agrees_for_lead, may_let_in
from .turns import (
    AGREE,
    AGREEMENTS,
    ANSWER,
    ASSESS,
    CONCUR,
    CONFIRM,
    DECIDE,
    DONE,
    ELSEWHERE,
    LADO,
    LEAD,
    LOW,
    NOTIFY,
    OPEN,
    READ,
    SAFEGUARDING,
    SECOND,
    TAKE_ON,
    TRIAGE_CLOCKS,
    WEIGH_LOW,
    Turn,
    turn,
)  # fmt: skip
from .words import CLOCK_WORDS, KINDS, SEVERITY_TAGS, STATE_TAGS, STATE_WORDS

__all__ = [
    "AGREE",
    "AGREEMENTS",
    "ANSWER",
    "ASSESS",
    "CLOCK_WORDS",
    "CONCUR",
    "CONFIRM",
    "DECIDE",
    "DONE",
    "ELSEWHERE",
    "KINDS",
    "LADO",
    "LEAD",
    "LOW",
    "NOTIFY",
    "OPEN",
    "READ",
    "SAFEGUARDING",
    "SECOND",
    "SEVERITY_TAGS",
    "STATE_TAGS",
    "STATE_WORDS",
    "TAKE_ON",
    "TRIAGE_CLOCKS",
    "WEIGH_LOW",
    "Turn",
    "agrees_for_hr",
    "agrees_for_lead",
    "may_let_in",
    "questions",
    "turn",
]  # fmt: skip

IN_TIME, LATE = "in_time", "late"
CONFLICT, LET_IN, REOPENED, SENT_BACK = "conflict", "let_in", "reopened", "sent_back"
REMARKS = (CONFLICT, LET_IN, REOPENED, SENT_BACK)
REASON_LEAST = 10


def _not_proposed(facts: Facts) -> str:
    if not facts.get("proposed"):
        return ""
    return "A case has been proposed on what stands here. To change it, hand the report back first: that takes the proposal back."


def _chosen(facts: Facts) -> str:
    return "" if facts.get("clauses") else "Choose the rules first: how serious it is follows from them."


def _looked(facts: Facts) -> str:
    """None of the rules is an answer too: “no breach” needs none."""
    return "" if facts.get("clauses") or facts.get("looked") else _chosen(facts)


def _reason(facts: Facts) -> str:
    return "" if len(str(facts.get("reason") or "")) >= REASON_LEAST else f"Give a reason of at least {REASON_LEAST} characters."


def _above(facts: Facts) -> str:
    return "" if facts.get("above") else "Only somebody more senior than the person kept out can let them in."


def _not_ending(facts: Facts) -> str:
    """Nothing else is asked of a second person while one is asked already."""
    return "Somebody else is asked already whether they agree. Wait for their answer, or go on without." if facts.get("wanted") else ""


def _needs_lead(facts: Facts) -> str:
    if facts.get("lead_agrees"):
        return "The safeguarding lead has agreed already."
    return "" if facts.get("safeguarding") else "No rule about safeguarding is chosen, so nobody has to agree."


def _no_harm(facts: Facts) -> str:
    return SAFEGUARDING_FIRST if facts.get("harm") == POSSIBLE else ""


def _lead_wanted(facts: Facts) -> str:
    return "" if facts.get("wanted") == LEAD else "Nobody waits for your agreement here."


def _for_lead(facts: Facts) -> str:
    return "" if facts.get("for_lead") else "The safeguarding lead says this, or whoever stands in for them because of a conflict."


def _void_wanted(facts: Facts) -> str:
    return "" if facts.get("wanted") == SECOND else "Nobody has proposed that this report is void."


def _low_wanted(facts: Facts) -> str:
    return "" if facts.get("wanted") == LOW else "Nobody has proposed that this is a low-level concern."


def _second(facts: Facts) -> str:
    return "" if facts.get("second") else "Somebody else than whoever proposed it has to say this."


_IS_TRIAGER = frozenset({TRIAGER})
_MAY_END = (_not_proposed, _not_ending, nothing_asked)
LEADERS = frozenset({SLT, HEAD, CEO, ROUTED})
APPROVERS = frozenset({HEAD, CEO, ROUTED})
_NAMES = APPROVERS | _IS_TRIAGER
_LET_IN = Move("Let somebody in", SUBMITTED, APPROVERS, (_above, _reason))

# Steps that leave a report where it is; the moves that decide are intake's, the questions about harm and data those of concerns.
STEPS: Machine = {
    SUBMITTED: {"let_in": _LET_IN, **naming.moves(SUBMITTED, _NAMES, _reason)},
    INFO_REQUESTED: naming.moves(INFO_REQUESTED, _NAMES, _reason),
    IN_TRIAGE: {
        **naming.moves(IN_TRIAGE, _NAMES, _reason),
        "classify": Move("Choose the rules", IN_TRIAGE, _IS_TRIAGER, (_not_proposed,)),
        "answer_rules": Move("Answer what the rules ask", IN_TRIAGE, _IS_TRIAGER, (_not_proposed, _chosen)),
        "weigh": Move("Say what makes it more or less serious", IN_TRIAGE, _IS_TRIAGER, (_not_proposed, _chosen)),
        "rate": Move("Say how serious it is", IN_TRIAGE, _IS_TRIAGER, (_not_proposed, _looked)),
        "capture": Move("Capture the evidence", IN_TRIAGE, _IS_TRIAGER, (_not_proposed,)),
        "let_in": Move("Let somebody in", IN_TRIAGE, _LET_IN.roles, _LET_IN.guards),
        "ask_lead": Move(
            "Ask the safeguarding lead to agree", IN_TRIAGE, _IS_TRIAGER, (_not_proposed, _not_ending, _no_harm, _needs_lead, _reason)
        ),
        "concur": Move("Say whether you agree", IN_TRIAGE, LEADS | {CEO, ROUTED}, (_lead_wanted, _for_lead, _reason)),
        "propose_void": Move("Propose that it is void", IN_TRIAGE, _IS_TRIAGER, (*_MAY_END, _no_harm, _reason)),
        "propose_low": Move("Say that it is low-level", IN_TRIAGE, _IS_TRIAGER, (*_MAY_END, *low_level.GROUND)),
        "not_low": Move("Say that it is not low-level", IN_TRIAGE, APPROVERS, (_low_wanted, _second, _reason)),
        "send_back": Move("Send the proposal back", IN_TRIAGE, APPROVERS | {HR}, proposals.GUARDS),
        "keep": Move("Say that it is not void", IN_TRIAGE, LEADERS, (_void_wanted, _second, _reason)),
    },
}


def clock_for(severity: int, *, flagged: bool) -> str:
    """The triage clock of a severity 1–4 (DOMAIN 8.3); a flag for a child or for illegal content keeps the shortest one."""
    if flagged or severity == HEAVIEST:
        return "triage_critical"
    return "triage_high" if severity == 3 else "triage_normal"


def is_flagged(facts: Mapping[str, str]) -> bool:
    """Whether `harm` or `image` says that a child or illegal content may be concerned."""
    return facts.get("harm") in (POSSIBLE, ADVISED) or facts.get("image") in (YES, UNSURE)


def open_steps(facts: Facts) -> list[str]:
    """The steps that still stand between the triager and a decision, in the page's order."""
    lacking = {
        "harm": facts.get("harm") not in (NO, ADVISED),
        "breach": not facts.get("breach"),
        "evidence": not (facts.get("evidence") or facts.get("evidence_reason")),
        "rules": not (facts.get("clauses") or facts.get("looked")),
        "questions": bool(facts.get("unanswered")),
        "severity": not (facts.get("severity") and facts.get("severity_reason")),
    }
    return [name for name, lacks in lacking.items() if lacks]


_WEIGH = frozenset({"main-rule", "circumstances", "questions", "severity"})
_NEEDS_LEAD = frozenset({"no-breach", "settle"})
_DECIDE = frozenset({"propose", "refer", "low", *_NEEDS_LEAD})
BUILD_ON_OTHERS = _WEIGH | _DECIDE


def ground_of(page: str, facts: Facts) -> str:
    """The page that has to be answered before this one, "" where its ground stands."""
    if page in _WEIGH:
        return "rules" if _looked(facts) else ""
    if page not in _DECIDE:
        return ""
    first = next(iter(open_steps(facts)), "rules" if page == "propose" and not facts.get("clauses") else "")
    if not first and page in _NEEDS_LEAD and facts.get("safeguarding") and not facts.get("lead_agrees"):
        return "ask-lead"
    return "data-breach" if first == "breach" else first


# page of a move → the move that its opening asks for; one table for the pages, the links to them and the test that walks both
MOVES: Mapping[str, str] = {
    "take-on": "start",
    "hand-back": "hand_back",
    "harm": "screen",
    "data-breach": "screen",
    "rules": "classify",
    "main-rule": "classify",
    "circumstances": "weigh",
    "questions": "answer_rules",
    "severity": "rate",
    "evidence": "capture",
    "picture-question": "capture",
    "picture": "capture",
    "propose": "propose",
    "end": "no_breach",
    "no-breach": "no_breach",
    "settle": "settle",
    "refer": "refer",
    "void": "propose_void",
    "confirm-void": "void",
    "low": "propose_low",
    "agree-low": "low_level",
    "ask-lead": "ask_lead",
    "concur": "concur",
    "same": "merge",
    "reopen": "reopen",
    "agree": "agree",
    "send-back": "send_back",
    "let-in": "let_in",
    "name": "name_person",
    "targets": "name_target",
    "unname": "unname",
    "ask": "ask",
    "write": "write",
    "receive": "receive",
    "go-on": "go_on",
    "note": "note",
}


def moves_offered(state: str, standing: Iterable[str]) -> set[str]:
    """Names of all moves and steps that somebody with `standing` may try on a report in `state`."""
    return {name for machine in (REPORT, STEPS, SCREENING, MAILBOX) for name in offered(machine, state, standing)}


def is_offered(page: str, state: str, standing: Iterable[str]) -> bool:
    """Whether the page of a move opens. Whoever may read a report may step back from it at any time."""
    return page not in MOVES or MOVES[page] in moves_offered(state, standing)

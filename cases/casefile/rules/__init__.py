"""A case: its moves (DOMAIN 9.2), what must be true before each, what it waits for, and what runs inside it."""

from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, ROUTED, UNKNOWN, Machine, Move, Refused
from foundation.people.rules import CEO, HEAD, HR

from . import guards
from .investigators import INVESTIGATES, may_investigate
from .states import (
    AGREED,
    APART,
    APPOINTEE,
    ASKED,
    CLOSE_OF_DAY,
    CLOSED,
    DECIDED,
    DECISION_PENDING,
    DISCLOSURES,
    DONE,
    DROPPED,
    FINDINGS,
    FORMAL,
    HAND_OVERS,
    HELD,
    HOLD_REASONS,
    HOLDABLE,
    INFORMAL_ACTION,
    INTENTS,
    INVESTIGATING,
    LADO,
    LEAST_REASON,
    NO_CASE,
    NOT_PROTECTED,
    NOT_PROVEN,
    NOT_TAKEN,
    PARTLY,
    PERSON_KINDS,
    POLICE,
    PROTECTED,
    PROVEN,
    REFUSED,
    REOPENINGS,
    RETENTION,
    SCOPING,
    STATE_WORDS,
    STATES,
    SUCCESSOR,
    TAKEN_BACK,
    TAKEN_OVER,
    TASK_ENDS,
    TASK_OWNER,
)
from .weighing import PROPORTIONALITY

__all__ = [
    "AGREED",
    "APART",
    "APPOINTEE",
    "APPOINTMENT",
    "ASKED",
    "CASE",
    "CLOSED",
    "CLOSE_OF_DAY",
    "COOPERATES_IN",
    "COOPERATION",
    "DECIDED",
    "DECISION_PENDING",
    "DISCIPLINARY",
    "DISCLOSURES",
    "DONE",
    "DROPPED",
    "FINDINGS",
    "FORMAL",
    "HANDED_IN",
    "HAND_OVERS",
    "HELD",
    "HOLDABLE",
    "HOLD_REASONS",
    "INFORMAL_ACTION",
    "INTENTS",
    "INVESTIGATES",
    "INVESTIGATING",
    "INVESTIGATION",
    "LADO",
    "LEAST_REASON",
    "NOT_PROTECTED",
    "NOT_PROVEN",
    "NOT_TAKEN",
    "NO_CASE",
    "OPENS",
    "PARTLY",
    "PERSON_KINDS",
    "POLICE",
    "PROPORTIONALITY",
    "PROTECTED",
    "PROVEN",
    "REFUSED",
    "REMOVABLE_IN",
    "REMOVAL",
    "REOPENINGS",
    "RETENTION",
    "SCOPING",
    "STATES",
    "STATE_WORDS",
    "STRANDS",
    "SUCCESSOR",
    "TAKEN_BACK",
    "TAKEN_OVER",
    "TASK_ENDS",
    "TASK_OWNER",
    "check_step_back",
    "first_move",
    "keeps_back",
    "may_be_concerned",
    "may_investigate",
    "release_to",
    "waits_for_a_hearing",
]

_MANAGER, _INVESTIGATOR = frozenset({CASE_MANAGER}), frozenset({INVESTIGATOR})
_ASKED, _SUCCEEDS = frozenset({APPOINTEE}), frozenset({SUCCESSOR})
_OWNS, _WORKS = frozenset({CASE_MANAGER, TASK_OWNER}), frozenset({CASE_MANAGER, INVESTIGATOR, HR, HEAD, CEO, ROUTED})
# at any time somebody else may hold it, and those who work on it note something or give each other tasks
_ALWAYS = ("take_on", "hand_over", "take_over", "not_take_over", "note", "add_task", "end_task")
OPENS = frozenset({HEAD, CEO, ROUTED})
_AGREES = frozenset({HR, CEO, ROUTED})  # where all of HR is in conflict, whoever stands in
_START = (guards.investigator, guards.terms, guards.told_or_later, guards.lado_first)
_HAND_IN = (guards.every_finding, guards.heard, guards.summary)
_ADVISE = (guards.for_hr, guards.not_the_investigator, guards.advice)
_DECIDE = (
    guards.not_the_investigator,
    guards.advised,
    guards.intent,
    guards.weighed,
    guards.disclosure,
    guards.compared,
    guards.word,
    guards.reasoned,
)

_REOPENS = (guards.reopening_asked, guards.for_hr, guards.asked_by_another)
_JOIN = (guards.same_person, guards.same_policy, guards.not_handed_in, guards.not_above, guards.no_part_in_both, guards.written)
_INFORMALLY = (*_DECIDE, guards.unprotected)
_FORMALLY = (*_INFORMALLY, guards.disciplinable, guards.reported, guards.grounded)


def _staying(state: str, *names: str) -> dict[str, Move]:
    """Moves that change the case without moving it on, where it now stands."""
    every = {
        "take_on": Move("Take this case on", state, OPENS, (guards.managed_by_nobody, guards.declared)),
        "tell": Move("Tell the person", state, _MANAGER, (guards.not_told_yet,)),
        "hand_over": Move("Hand the case over", state, _MANAGER, (guards.successor, guards.reasoned)),
        "take_over": Move("Take the case over", state, _SUCCEEDS, (guards.declared,)),
        "not_take_over": Move("Say that you cannot take it over", state, _SUCCEEDS),
        "join": Move("Add another report", state, OPENS, _JOIN),
        "note": Move("Write a note", state, _WORKS, (guards.written,)),
        "add_task": Move("Give somebody a task", state, _MANAGER | _INVESTIGATOR, (guards.task_owner, guards.written, guards.due)),
        "end_task": Move("Say what came of a task", state, _OWNS, (guards.task_end,)),
        "appoint": Move("Ask somebody to investigate", state, _MANAGER, (guards.nobody_asked,)),
        "relieve": Move("Let somebody else investigate", state, _MANAGER, (guards.investigator, guards.reasoned)),
        "accept": Move("Accept the investigation", state, _ASKED, (guards.declared,)),
        "decline": Move("Say that you cannot investigate", state, _ASKED),
        "find": Move("Record a finding", state, _INVESTIGATOR, (guards.reasoned,)),
        "progress": Move("Write to whoever reported it how far it is", state, _INVESTIGATOR | _MANAGER, (guards.written,)),
        "advise": Move("Record HR advice", state, frozenset({HR, CEO, ROUTED}), _ADVISE),
        "weigh": Move("Weigh proportionality", state, _MANAGER),
        "hold": Move("Put the case on hold", HELD, _MANAGER, (guards.hold_reason, guards.reasoned)),
        "review_hold": Move("Look at the hold again", state, _MANAGER, (guards.reasoned,)),
    }
    return {name: every[name] for name in names}


def release_to(state: str) -> str:
    """The move by which a case on hold goes on where it was held from."""
    return f"release_{state.lower()}"


_RELEASE = {release_to(state): Move("Go on with the case", state, _MANAGER, (guards.held_from(state), guards.advice)) for state in HOLDABLE}


_CLOSING = (guards.settled, guards.spoken_to, guards.support, guards.retention, guards.learning)
_CLOSE = {"close": Move("Close the case", CLOSED, _MANAGER, _CLOSING)}

CASE: Machine = {
    SCOPING: {
        **_staying(SCOPING, *_ALWAYS, "join", "tell", "appoint", "accept", "decline", "relieve", "hold"),
        "not_needed": Move("Decide that no investigation is needed", NO_CASE, _MANAGER, (guards.lado_agrees, guards.reasoned)),
        "start": Move("Start the investigation", INVESTIGATING, _MANAGER, _START),
    },
    HELD: {**_staying(HELD, *_ALWAYS, "join", "decline", "relieve", "review_hold"), **_RELEASE},
    INVESTIGATING: {
        **_staying(INVESTIGATING, *_ALWAYS, "join", "tell", "appoint", "accept", "decline", "relieve", "find", "progress", "hold"),
        "discontinue": Move("End the investigation early", DECISION_PENDING, _MANAGER, (guards.reasoned,)),
        "submit_report": Move("Hand in the investigation report", DECISION_PENDING, _INVESTIGATOR, _HAND_IN),
    },
    DECISION_PENDING: {
        **_staying(DECISION_PENDING, *_ALWAYS, "tell", "advise", "weigh", "hold"),
        "return_report": Move("Give the report back", INVESTIGATING, _MANAGER, (guards.reasoned,)),
        "decide_no_case": Move("Decide that there is no case to answer", NO_CASE, _MANAGER, _DECIDE),
        "decide_informal": Move("Decide on informal action", INFORMAL_ACTION, _MANAGER, _INFORMALLY),
        "decide_formal": Move("Decide on a formal process", FORMAL, _MANAGER, _FORMALLY),
    },
    NO_CASE: {**_staying(NO_CASE, *_ALWAYS, "tell"), **_CLOSE},
    INFORMAL_ACTION: {**_staying(INFORMAL_ACTION, *_ALWAYS, "tell"), **_CLOSE},
    FORMAL: {**_staying(FORMAL, *_ALWAYS, "tell", "hold"), **_CLOSE},
    CLOSED: {
        "ask_reopen": Move("Ask to open the case again", CLOSED, OPENS, (guards.not_asked_yet, guards.no_process, guards.reasoned)),
        "reopen": Move("Agree to open the case again", INVESTIGATING, _AGREES, (*_REOPENS, guards.lado_agrees)),
        "not_reopen": Move("Do not agree to open the case again", CLOSED, _AGREES, (*_REOPENS, guards.reasoned)),
    },
}
REMOVABLE_IN = frozenset(STATES) - {CLOSED}
COOPERATES_IN = frozenset({SCOPING, INVESTIGATING})  # the investigator asks the person to co-operate
HANDED_IN = frozenset({DECISION_PENDING, *DECIDED, CLOSED})  # before, what was found is the investigator's alone


def keeps_back(reason: str, *, told) -> bool:
    """Whether a hold for `reason` also forbids asking anything of the person: the police or the LADO go first, or they know of nothing."""
    return not told or reason in (POLICE, LADO)


def check_step_back(state: str) -> None:
    """Raises Refused where nobody works on the case any more."""
    if state == CLOSED:
        raise Refused("This case is closed: nobody works on it any more.")


def first_move(
    state: str, *, asked: bool, investigator: bool, advised: bool, manager: bool = True, heard: bool = False
) -> tuple[str, str]:
    """What the case waits for, and the part or role that holds it, for a list (DESIGN 8). `heard`: its disciplinary process is over."""
    if state == FORMAL and not heard:
        return "The hearing, and what follows from it", HR
    move, symbol = _first_move(state, asked=asked, investigator=investigator, advised=advised)
    return ("Take this case on", symbol) if symbol == CASE_MANAGER and not manager else (move, symbol)


def waits_for_a_hearing(state: str, *, heard: bool) -> bool:
    """Whether what comes next is a step of the disciplinary process, which has a page and lists of its own (DOMAIN 9.5)."""
    return state == FORMAL and not heard


def _first_move(state: str, *, asked: bool, investigator: bool, advised: bool) -> tuple[str, str]:
    if state == SCOPING:
        if investigator:
            return "Start the investigation", CASE_MANAGER
        return ("Accept or decline the investigation", APPOINTEE) if asked else ("Ask somebody to investigate", CASE_MANAGER)
    if state == HELD:
        return "Look again whether the case has to wait", CASE_MANAGER
    if state == INVESTIGATING and investigator:
        return "Report what was found", INVESTIGATOR
    if state == INVESTIGATING:
        return ("Accept or decline the investigation", APPOINTEE) if asked else ("Ask somebody to investigate", CASE_MANAGER)
    if state == DECISION_PENDING:
        return ("Decide", CASE_MANAGER) if advised else ("Record HR advice", HR)
    return ("Nothing more to do", "") if state == CLOSED else ("Settle what is open and close", CASE_MANAGER)


# what the rooms above run inside a case
APPOINTMENT, INVESTIGATION, REMOVAL, DISCIPLINARY = "appointment", "investigation", "removal", "disciplinary"
COOPERATION = "cooperation"
STRANDS = {
    APPOINTMENT: "Request to investigate",
    INVESTIGATION: "Investigation",
    REMOVAL: "Removal request",
    COOPERATION: "Co-operation request",
    DISCIPLINARY: "Disciplinary process",
}


def may_be_concerned(kind: str) -> bool:
    """A case is about somebody who is known by name or part; an unknown author is found out first (DOMAIN 6.2)."""
    return kind != UNKNOWN

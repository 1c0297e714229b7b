"""A case: its states and moves (DOMAIN 9.2), what must be true before each, and who may investigate whom (DOMAIN 6.2)."""

from collections.abc import Mapping

from foundation.dossiers.rules import (
    CASE_MANAGER,
    INVESTIGATOR,
    OUTSIDER,
    ROUTED,
    RUNG_CEO,
    RUNG_HEAD,
    RUNG_LEADER,
    STAFF,
    UNKNOWN,
    Machine,
    Move,
    Refused,
)
from foundation.people.rules import CEO, EXEC, EXTERNAL_IO, HEAD, HR, SLT

SCOPING, HELD, INVESTIGATING, DECISION_PENDING = "SCOPING", "HELD", "INVESTIGATING", "DECISION_PENDING"
FORMAL, INFORMAL_ACTION, NO_CASE, CLOSED = "FORMAL", "INFORMAL_ACTION", "NO_CASE", "CLOSED"
STATES = (SCOPING, HELD, INVESTIGATING, DECISION_PENDING, FORMAL, INFORMAL_ACTION, NO_CASE, CLOSED)
DECIDED = (FORMAL, INFORMAL_ACTION, NO_CASE)
STATE_WORDS = {
    SCOPING: "Being prepared",
    HELD: "On hold",
    INVESTIGATING: "Being investigated",
    DECISION_PENDING: "Waiting for a decision",
    FORMAL: "Formal process",
    INFORMAL_ACTION: "Informal action",
    NO_CASE: "No case to answer",
    CLOSED: "Closed",
}

INTENTS = {"deliberate": "Deliberate", "inadvertent": "Inadvertent", "not_established": "Not established"}
PROVEN, PARTLY, NOT_PROVEN = "proven", "partly", "not_proven"
FINDINGS = {PROVEN: "Proven", PARTLY: "Partly proven", NOT_PROVEN: "Not proven"}

APPOINTEE = "appointee"  # a relation, not a part: asked to investigate and has not answered (DOMAIN 6.1)
LEAST_REASON = 30  # characters

Facts = Mapping[str, object]


def _managed_by_nobody(facts: Facts) -> str:
    return "Somebody else already manages this case." if facts.get("manager") else ""


def _declared(facts: Facts) -> str:
    return "" if facts.get("declared") else "Say first whether you have a conflict of interest."


def _not_told_yet(facts: Facts) -> str:
    return "It is already recorded that the person was told." if facts.get("told") else ""


def _nobody_asked(facts: Facts) -> str:
    return "Somebody has already been asked to investigate." if facts.get("asked") else ""


def _written(facts: Facts) -> str:
    return "" if facts.get("words") else "Write something first."


def _investigator(facts: Facts) -> str:
    return "" if facts.get("investigator") else "Nobody has accepted the investigation yet."


def _terms(facts: Facts) -> str:
    return "" if facts.get("terms") else "Write the terms of reference first."


def _told_or_later(facts: Facts) -> str:
    return "" if facts.get("told") or facts.get("later") else "Tell the person first, or give the reason for telling them later."


def _lado_first(facts: Facts) -> str:
    if facts.get("harm") == "possible" and not facts.get("lado"):
        return "A child may have been harmed: the LADO's view has to be recorded before anybody investigates."
    return ""


def _reasoned(facts: Facts) -> str:
    return "" if int(facts.get("reason_length") or 0) >= LEAST_REASON else f"Give the reason in at least {LEAST_REASON} characters."


def _every_finding(facts: Facts) -> str:
    missing = facts.get("without_finding") or ()
    return f"There is no finding yet for {_listed(missing)}." if missing else ""


def _heard(facts: Facts) -> str:
    return "" if facts.get("heard") else "Say whether the person had the chance to respond."


def _summary(facts: Facts) -> str:
    return "" if facts.get("summary") else "Write what was found before you hand the report in."


def _advice(facts: Facts) -> str:
    return "" if facts.get("advice") else "Write the advice first."


def _for_hr(facts: Facts) -> str:
    return "" if facts.get("for_hr") else "HR advises on this, or whoever stands in for them because of a conflict."


def _advised(facts: Facts) -> str:
    return "" if facts.get("advised") else "HR has not recorded its advice yet."


def _not_the_investigator(facts: Facts) -> str:
    return "Whoever investigated cannot also decide." if facts.get("investigated_by_me") else ""


def _intent(facts: Facts) -> str:
    return "" if facts.get("intent") in INTENTS else "Say whether it was deliberate, inadvertent or not established."


def _weighed(facts: Facts) -> str:
    return "Weigh the proportionality of acting on expression first." if facts.get("weighing_needed") and not facts.get("weighed") else ""


def _compared(facts: Facts) -> str:
    return "" if facts.get("compared") else "Say how this compares with similar cases."


def _disciplinable(facts: Facts) -> str:
    return "" if facts.get("subject_kind") == STAFF else "A formal process is only for staff: choose another way."


def _grounded(facts: Facts) -> str:
    if facts.get("grounded"):
        return ""
    return "Nothing that the policy requires or expects was found proven, so this cannot become formal."


def _settled(facts: Facts) -> str:
    still_open = facts.get("still_open") or ()
    return f"This case cannot be closed yet. Still open: {_listed(still_open)}." if still_open else ""


def _retention(facts: Facts) -> str:
    if facts.get("retention") not in RETENTION:
        return "Choose how long the record is kept."
    return "" if facts.get("retention") in facts.get("fitting", ()) else "This time does not fit what was decided. Choose another."


def _learning(facts: Facts) -> str:
    return "" if facts.get("learning") else "Write what was learned, or that there was nothing to learn."


def _spoken_to(facts: Facts) -> str:
    return "Nobody has spoken yet to somebody it was aimed at. Whoever looks after them has to do that first." if facts.get("alone") else ""


def _support(facts: Facts) -> str:
    return "" if facts.get("supported") or not facts.get("targeted") else "Check first how the person it was aimed at is, and confirm it."


def _listed(items) -> str:
    items = list(items)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


_MANAGER, _INVESTIGATOR, _ASKED = frozenset({CASE_MANAGER}), frozenset({INVESTIGATOR}), frozenset({APPOINTEE})
OPENS = frozenset({HEAD, CEO, ROUTED})
_DECIDE = (_not_the_investigator, _advised, _intent, _weighed, _compared, _reasoned)


def _staying(state: str, *names: str) -> dict[str, Move]:
    """Moves that change the case without moving it on, where it now stands."""
    every = {
        "take_on": Move("Take this case on", state, OPENS, (_managed_by_nobody, _declared)),
        "tell": Move("Tell the person", state, _MANAGER, (_not_told_yet,)),
        "appoint": Move("Ask somebody to investigate", state, _MANAGER, (_nobody_asked,)),
        "accept": Move("Accept the investigation", state, _ASKED, (_declared,)),
        "decline": Move("Say that you cannot investigate", state, _ASKED),
        "find": Move("Record a finding", state, _INVESTIGATOR, (_reasoned,)),
        "progress": Move("Write to whoever reported it how far it is", state, _INVESTIGATOR | _MANAGER, (_written,)),
        "advise": Move("Record HR advice", state, frozenset({HR, CEO, ROUTED}), (_for_hr, _not_the_investigator, _advice)),
        "weigh": Move("Weigh proportionality", state, _MANAGER),
    }
    return {name: every[name] for name in names}


_CLOSE = {"close": Move("Close the case", CLOSED, _MANAGER, (_settled, _spoken_to, _support, _retention, _learning))}

CASE: Machine = {
    SCOPING: {
        **_staying(SCOPING, "take_on", "tell", "appoint", "accept", "decline"),
        "start": Move("Start the investigation", INVESTIGATING, _MANAGER, (_investigator, _terms, _told_or_later, _lado_first)),
    },
    INVESTIGATING: {
        **_staying(INVESTIGATING, "take_on", "tell", "appoint", "accept", "decline", "find", "progress"),
        "submit_report": Move("Hand in the investigation report", DECISION_PENDING, _INVESTIGATOR, (_every_finding, _heard, _summary)),
    },
    DECISION_PENDING: {
        **_staying(DECISION_PENDING, "take_on", "tell", "advise", "weigh"),
        "decide_no_case": Move("Decide that there is no case to answer", NO_CASE, _MANAGER, _DECIDE),
        "decide_informal": Move("Decide on informal action", INFORMAL_ACTION, _MANAGER, _DECIDE),
        "decide_formal": Move("Decide on a formal process", FORMAL, _MANAGER, (*_DECIDE, _disciplinable, _grounded)),
    },
    NO_CASE: {**_staying(NO_CASE, "take_on", "tell"), **_CLOSE},
    INFORMAL_ACTION: {**_staying(INFORMAL_ACTION, "take_on", "tell"), **_CLOSE},
    FORMAL: {**_staying(FORMAL, "take_on", "tell"), **_CLOSE},
}
REMOVABLE_IN = frozenset(STATES) - {CLOSED}
HANDED_IN = frozenset({DECISION_PENDING, *DECIDED, CLOSED})  # before, what was found is the investigator's alone


def check_step_back(state: str) -> None:
    """Raises Refused where nobody works on the case any more."""
    if state == CLOSED:
        raise Refused("This case is closed: nobody works on it any more.")


def first_move(state: str, *, asked: bool, investigator: bool, advised: bool, manager: bool = True) -> tuple[str, str]:
    """What the case waits for, and the part or role that holds it, for a list (DESIGN 8)."""
    move, symbol = _first_move(state, asked=asked, investigator=investigator, advised=advised)
    return ("Take this case on", symbol) if symbol == CASE_MANAGER and not manager else (move, symbol)


def waits_outside(state: str) -> bool:
    """Whether what comes next is done outside this service: hearings have no pages yet (DOMAIN 9.5)."""
    return state == FORMAL


def _first_move(state: str, *, asked: bool, investigator: bool, advised: bool) -> tuple[str, str]:
    if state == SCOPING:
        if investigator:
            return "Start the investigation", CASE_MANAGER
        return ("Accept or decline the investigation", APPOINTEE) if asked else ("Ask somebody to investigate", CASE_MANAGER)
    if state == INVESTIGATING:
        return "Report what was found", INVESTIGATOR
    if state == DECISION_PENDING:
        return ("Decide", CASE_MANAGER) if advised else ("Record HR advice", HR)
    return {FORMAL: ("Hearing to be arranged outside this service", HR), CLOSED: ("Nothing more to do", "")}.get(
        state, ("Settle what is open and close", CASE_MANAGER)
    )


# what the rooms above run inside a case
APPOINTMENT, INVESTIGATION, REMOVAL, DISCIPLINARY = "appointment", "investigation", "removal", "disciplinary"
STRANDS = {
    APPOINTMENT: "Request to investigate",
    INVESTIGATION: "Investigation",
    REMOVAL: "Removal request",
    DISCIPLINARY: "Disciplinary process",
}


# rung of the person concerned → roles that may investigate, and whether from another place only (DOMAIN 6.2, row IO)
INVESTIGATES = {
    RUNG_LEADER: (frozenset({SLT, HEAD, EXTERNAL_IO}), False),
    RUNG_HEAD: (frozenset({SLT, HEAD, HR, EXTERNAL_IO}), True),
    RUNG_CEO: (frozenset({EXEC, EXTERNAL_IO}), True),
}


def may_investigate(rung: int, roles, *, same_place: bool, leads_there: bool) -> bool:
    """Whether somebody with `roles` may look into conduct of somebody whose conduct belongs on `rung` (1–6).

    `same_place`: both belong to the same academy. `leads_there`: they lead the case's academy, so they decide and do not investigate.
    About a chief executive or anybody on the Board only an external investigator.
    """
    able, elsewhere_only = INVESTIGATES.get(rung, (frozenset({EXTERNAL_IO}), True))
    if EXTERNAL_IO in roles:
        return True
    return bool(able & frozenset(roles)) and not leads_there and not (elsewhere_only and same_place)


def may_be_concerned(kind: str) -> bool:
    """A case is about somebody who is known by name or part; an unknown author is found out first (DOMAIN 6.2)."""
    return kind != UNKNOWN


# DOMAIN 7: what is kept, from when, how long. `months` counts from closing; None is worked out by HR, never from a birth date held here.
RETENTION: Mapping[str, tuple[str, int | None]] = {
    "no_breach": ("No breach, not about a child: 9 months", 9),
    "not_proven": ("Conduct not proven, not about a child: 9 months", 9),
    "informal": ("Informal action: 6 months", 6),
    "formal": ("Formal process: with the outcome of that process", None),
    "child_protection": ("Child protection, whatever was found: to retirement age or 10 years, whichever is longer", None),
    "outside_staff": ("About a parent or pupil: 9 months", 9),
}
PERSON_KINDS = {STAFF: "Staff", "parent": "Parent or carer", "pupil": "Pupil", OUTSIDER: "Somebody outside the trust", UNKNOWN: "Not known"}

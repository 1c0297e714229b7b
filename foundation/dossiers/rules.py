"""Parts people play in a dossier, who must be different from whom, the rungs of routing, and state machines as data."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from foundation.people.rules import (
    CEO,
    CHAIR_TRUSTEES,
    DEPUTY_DSL,
    DPO,
    DSL,
    EXEC,
    HEAD,
    HR,
    LGB,
    SLT,
    TRUSTEE,
    VICE_CHAIR_TRUSTEES,
    WB_TRUSTEE,
)

REPORTER, SUBJECT, WITNESS, TARGET = "reporter", "subject", "witness", "target"
RECUSED, NOT_THIS_PERSON = "recused", "not_this_person"
TRIAGER, CASE_MANAGER, INVESTIGATOR, VERIFIER, ISSUER = "triager", "case_manager", "investigator", "verifier", "issuer"
HEARING_CHAIR, APPEAL_CHAIR, PANEL, ROUTED = "hearing_chair", "appeal_chair", "panel", "routed"
INDEPENDENT = "independent_senior"  # decides a contested removal request, and nothing else (DOMAIN 9.3)
SUPPORTER = "supporter"  # looks after somebody who was targeted, in a dossier of its own, and reads nothing of the report

BARRING = frozenset({REPORTER, SUBJECT, WITNESS, TARGET, RECUSED, NOT_THIS_PERSON})
WORKING = frozenset(
    {TRIAGER, CASE_MANAGER, INVESTIGATOR, VERIFIER, ISSUER, HEARING_CHAIR, APPEAL_CHAIR, PANEL, ROUTED, INDEPENDENT, SUPPORTER}
)

_CONFLICTED = BARRING
_JUDGES = frozenset({TRIAGER, INVESTIGATOR, HEARING_CHAIR, APPEAL_CHAIR})
# part → parts the same person must not hold in the dossier, copies from linked reports included (DOMAIN 6.3 R1, R3)
SEPARATE: Mapping[str, frozenset[str]] = {
    TRIAGER: _CONFLICTED | (_JUDGES - {TRIAGER}),
    CASE_MANAGER: _CONFLICTED | {INVESTIGATOR, APPEAL_CHAIR},
    INVESTIGATOR: _CONFLICTED | (_JUDGES - {INVESTIGATOR}) | {CASE_MANAGER},
    VERIFIER: _CONFLICTED,  # who asks, who checks and who decides an objection are three in each request: the request itself says so
    ISSUER: _CONFLICTED,
    HEARING_CHAIR: _CONFLICTED | (_JUDGES - {HEARING_CHAIR}) | {PANEL},
    APPEAL_CHAIR: _CONFLICTED | (_JUDGES - {APPEAL_CHAIR}) | {PANEL, CASE_MANAGER},
    PANEL: _CONFLICTED | _JUDGES | {CASE_MANAGER},
    ROUTED: _CONFLICTED,
    INDEPENDENT: _CONFLICTED,
    SUPPORTER: _CONFLICTED,
}

# The rungs of DESIGN 3, lowest first. `tier` of a dossier is one of these.
RUNG_LEADER, RUNG_HEAD, RUNG_CEO, RUNG_CHAIR, RUNG_VICE_CHAIR, RUNG_NAMED = 1, 2, 3, 4, 5, 6
RUNG_ROLE = {RUNG_LEADER: SLT, RUNG_HEAD: HEAD, RUNG_CEO: CEO, RUNG_CHAIR: CHAIR_TRUSTEES, RUNG_VICE_CHAIR: VICE_CHAIR_TRUSTEES}
BOARD_RUNGS = frozenset({RUNG_CHAIR, RUNG_VICE_CHAIR, RUNG_NAMED})

# whose conduct
STAFF, PARENT, PUPIL, UNKNOWN, OUTSIDER = "staff", "parent", "pupil", "unknown", "outsider"
BOARD = "board"  # somebody not named who is above the chief executive, or is them: no rung below the Chair of Trustees reads it


def is_known(kind: str) -> bool:
    """Whether a person of this `kind` is known, by name or otherwise, so that they could be asked something (DOMAIN 5.1)."""
    return kind not in ("", UNKNOWN, BOARD)


_RUNG_BY_POST = {
    SLT: RUNG_HEAD, DSL: RUNG_HEAD, DEPUTY_DSL: RUNG_HEAD, HEAD: RUNG_CEO, EXEC: RUNG_CEO, DPO: RUNG_CEO, HR: RUNG_CEO, CEO: RUNG_CHAIR,
    TRUSTEE: RUNG_CHAIR, WB_TRUSTEE: RUNG_CHAIR, VICE_CHAIR_TRUSTEES: RUNG_CHAIR, CHAIR_TRUSTEES: RUNG_VICE_CHAIR,
    **dict.fromkeys(LGB, RUNG_CHAIR),
}


_REFERENCE = re.compile(r"[A-Z]-[0-9A-Z]{4}-[0-9A-Z]{4}")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_reference(text: str) -> bool:
    """Whether this is written like a reference, such as R-4F7K-9QXT."""
    return _REFERENCE.fullmatch(text) is not None


def is_id(text: str) -> bool:
    """Whether this is written like the random id of a thing."""
    return _ID.fullmatch(text) is not None


def rung_of(kind: str, roles) -> int:
    """The lowest rung that may triage conduct of somebody of `kind` holding `roles` (DOMAIN 6.2)."""
    if kind == UNKNOWN:
        return RUNG_CEO
    if kind == BOARD:
        return RUNG_CHAIR
    if kind in (PARENT, PUPIL, OUTSIDER):
        return RUNG_HEAD
    return max((_RUNG_BY_POST.get(role, RUNG_LEADER) for role in roles), default=RUNG_LEADER)


class Refused(Exception):
    """A write the rules refuse. `sentence` is what the user reads; `field` names the form field it belongs to, if any; `back` where the
    page that says no leads, if not to the thing above it."""

    def __init__(self, sentence: str, *, field: str = "", back: str = ""):
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.back = back


class Stale(Refused):
    """The page the user acted on has been overtaken by another change."""

    def __init__(self):
        super().__init__("This page has changed since you opened it. Nothing you typed is lost: read what changed, then send it again.")


Guard = Callable[[Mapping], str]  # facts → a sentence that refuses, or ""


def about(name: str) -> Callable[[Guard], Guard]:
    """A guard about one field of the form: its sentence stands there, where there is one of that name."""

    def marked(guard: Guard) -> Guard:
        guard.field = name
        return guard

    return marked


@dataclass(frozen=True)
class Move:
    """One way out of a state: who may take it, what must be true first, where it leads (DOMAIN 9)."""

    label: str
    target: str
    roles: frozenset[str]
    guards: tuple[Guard, ...] = field(default=())


Machine = Mapping[str, Mapping[str, Move]]  # state → {move name: Move}; an unmapped state has no exit


def offered(machine: Machine, state: str, standing) -> list[str]:
    """Names of the moves somebody with `standing` (roles and parts) may try from `state`, in the machine's order."""
    return [name for name, move in machine.get(state, {}).items() if move.roles & frozenset(standing)]


def check(machine: Machine, state: str, name: str, standing, facts: Mapping) -> Move:
    """The move, if it may be made now. Raises Refused with the first reason why not; unmapped means no exit."""
    move = machine.get(state, {}).get(name)
    if move is None:
        raise Refused("This can no longer be done: it has moved on since.")
    if not move.roles & frozenset(standing):
        raise Refused("This step belongs to somebody else.")
    check_all(move.guards, facts)
    return move


def check_all(guards: Iterable[Guard], facts: Mapping) -> None:
    """Raises Refused with the first reason why not, beside the field the guard is about."""
    for guard in guards:
        if sentence := guard(facts):
            raise Refused(sentence, field=getattr(guard, "field", ""))

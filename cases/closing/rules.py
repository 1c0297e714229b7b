"""The outcomes a case can have, how long each may be kept."""

from datetime import datetime

from cases.casefile.rules import FORMAL, INFORMAL_ACTION, INTENTS, NO_CASE, PROPORTIONALITY, RETENTION, STATE_WORDS
from foundation.dossiers.rules import STAFF
from foundation.face import when

__all__ = ["LEADS_TO", "OUTCOMES", "PROPORTIONALITY", "comparison", "fitting"]

OUTCOMES = {
    "decide_no_case": "No case to answer",
    "decide_informal": "Informal action",
    "decide_formal": "A formal process",
}

LEADS_TO = {"decide_no_case": NO_CASE, "decide_informal": INFORMAL_ACTION, "decide_formal": FORMAL}


def comparison(reference: str, decision: str, intent: str, decided_at: datetime) -> str:
    """One decided case as it is compared with: what was decided, whether it was deliberate, when."""
    intended = f", {INTENTS[intent].lower()}" if intent else ""
    return f"{reference}: {STATE_WORDS[decision].lower()}{intended}, {when.day(decided_at)}"


# DOMAIN 7, by what was decided; what is about a child is kept longer whatever was found
_KEPT = {NO_CASE: ("no_breach", "not_proven"), INFORMAL_ACTION: ("informal",), FORMAL: ("formal",)}


def fitting(decision: str, kind: str, *, safeguarding: bool = False) -> tuple[str, ...]:
    """The retention rules that fit a decision about a person of this kind; where nothing is decided all, as no move closes a case there.
    What had to do with harm to a child is kept as such, whatever was found (DOMAIN 7)."""
    if safeguarding:
        return ("child_protection",)
    if decision not in _KEPT:
        return tuple(RETENTION)
    return (*_KEPT[decision], *(() if kind == STAFF else ("outside_staff",)), "child_protection")

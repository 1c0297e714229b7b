"""The questions that weigh a formal answer to expression (DOMAIN 5.6), the outcomes a case can have, how long each may be kept."""

from cases.casefile.rules import FORMAL, INFORMAL_ACTION, NO_CASE, RETENTION
from foundation.dossiers.rules import STAFF

OUTCOMES = {
    "decide_no_case": "No case to answer",
    "decide_informal": "Informal action",
    "decide_formal": "A formal process",
}

# column → question; written out on one page, each answered in words (factors of Higgs v Farmor's School [2025] EWCA Civ 109)
PROPORTIONALITY = {
    "words": "Whose words are they, and what is their content and tone?",
    "audience": "Who could see them, and would a reader think that the trust was speaking?",
    "belief": "Could they express a belief, union activity or a protected disclosure?",
    "harm": "What harm to others or to the school has happened, and what is only feared?",
    "person": "What is known about the person: record, training, apology, health?",
    "comparable": "What was done in comparable cases?",
    "least": "What is the least intrusive answer that would work?",
    "advice": "What advice was taken, and from whom?",
}

# DOMAIN 7, by what was decided; what is about a child is kept longer whatever was found
_KEPT = {NO_CASE: ("no_breach", "not_proven"), INFORMAL_ACTION: ("informal",), FORMAL: ("formal",)}


def fitting(decision: str, kind: str) -> tuple[str, ...]:
    """The retention rules that fit a decision about a person of this kind; where nothing is decided all, as no move closes a case there."""
    if decision not in _KEPT:
        return tuple(RETENTION)
    return (*_KEPT[decision], *(() if kind == STAFF else ("outside_staff",)), "child_protection")

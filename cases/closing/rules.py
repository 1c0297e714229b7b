"""The questions that weigh a formal answer to expression (DOMAIN 5.6), the outcomes a case can have, how long each may be kept."""

from datetime import datetime

from cases.casefile.rules import FORMAL, INFORMAL_ACTION, INTENTS, NO_CASE, RETENTION, STATE_WORDS
from foundation.dossiers.rules import STAFF
from foundation.face import when

OUTCOMES = {
    "decide_no_case": "No case to answer",
    "decide_informal": "Informal action",
    "decide_formal": "A formal process",
}

LEADS_TO = {"decide_no_case": NO_CASE, "decide_informal": INFORMAL_ACTION, "decide_formal": FORMAL}

# column → question; written out on one page, each answered in words (factors of Higgs v Farmor's School [2025] EWCA Civ 109)
PROPORTIONALITY = {
    "words": "Whose words are they: their own, passed on, or only liked?",
    "tone": "What is their content and tone?",
    "audience": "Who could see them, with which settings, and how far did they go?",
    "trust": "Would a reader think that the trust was speaking, or who employs them?",
    "belief": "Could they express a religious or philosophical belief, or union activity?",
    "disclosure": "Could they be a protected disclosure: telling of wrongdoing?",
    "harm": "What harm to others or to the school has happened, what is only feared, and who has power over whom?",
    "work": "Were they said in working time, or through the trust's systems?",
    "person": "What is known about the person: record, training, acknowledgement of the policy, apology, removal?",
    "health": "Do disability or health play a part?",
    "comparable": "What was done in comparable cases in the trust?",
    "least": "What is the least intrusive answer that would work?",
    "advice": "What advice was taken, from HR or a lawyer?",
}


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

"""Possible harm to a child and possible data breaches: their states (DOMAIN 9.2), what is asked, and what an answer means."""

from collections.abc import Mapping
from types import MappingProxyType

from foundation.dossiers.rules import ROUTED, TRIAGER, Machine, Move, Refused
from foundation.people.rules import CEO, DEPUTY_DSL, DSL, HEAD, SYSTEM, TRUST_SG
from reports.intake.rules import ADVISED, IN_TRIAGE, NO, POSSIBLE, UNSURE, YES, Facts

from .breaches import (
    ASSESSORS,
    BREACH_STATES,
    BREACH_WORDS,
    CLOSED,
    DATA_BREACH,
    NO_RISK,
    NOT_BREACH,
    NOTIFIED,
    REASON_LEAST,
    REPORTABLE,
    SUSPECTED,
    is_late,
    may_stand_in,
    reasoned,
)
from .knowing import KEEPERS, LINE, TELL

__all__ = [
    "ASSESSORS",
    "BREACH_STATES",
    "BREACH_WORDS",
    "DATA_BREACH",
    "NOTIFIED",
    "NOT_BREACH",
    "NO_RISK",
    "REPORTABLE",
    "SUSPECTED",
    "is_late",
    "may_stand_in",
]

FLAGGED, NOT_SAFEGUARDING, BELOW, POLICE = "FLAGGED", "NOT_SAFEGUARDING", "BELOW", "POLICE"
CONSULT_LADO, ADVICE_ONLY, STRATEGY, OUTCOME = "CONSULT_LADO", "ADVICE_ONLY", "STRATEGY", "OUTCOME"
SAFEGUARDING_STATES = (FLAGGED, NOT_SAFEGUARDING, BELOW, POLICE, CONSULT_LADO, ADVICE_ONLY, STRATEGY, OUTCOME, CLOSED)
CLEARED = (NOT_SAFEGUARDING, BELOW)
ELSEWHERE = (STRATEGY, POLICE)  # others decide first, and the trust waits for them
MAY_ACT = (ADVICE_ONLY, OUTCOME, CLOSED)

ANSWERS = (YES, NO, UNSURE)
# The harm threshold, in our words (KCSIE Part 4; DOMAIN 3.1).
LIMBS: Mapping[str, str] = MappingProxyType(
    {
        "harmed": "Might the person have harmed a child?",
        "offence": "Might they have committed an offence against a child, or one that has to do with a child?",
        "risk": "Have they behaved in a way that suggests they may be a risk to children?",
        "unsuitable": "Have they behaved, at work or outside it, in a way that suggests they may not be suitable to work with children?",
    }
)
BREACH = "breach"

SAFEGUARDING_WORDS = {
    FLAGGED: "The safeguarding lead is told and has to look at it",
    NOT_SAFEGUARDING: "The safeguarding lead has decided that no child is at risk",
    BELOW: "The safeguarding lead has decided that it is a low-level concern",
    POLICE: "The police decide first",
    CONSULT_LADO: "The safeguarding lead has decided that the LADO has to be asked",
    ADVICE_ONLY: "The LADO has given advice, and the trust acts itself",
    STRATEGY: "The LADO has called a strategy meeting, which decides first",
    OUTCOME: "The outcome has been agreed with the LADO",
    CLOSED: "The safeguarding record is closed",
}

RESTRICTED = (
    "Nothing that could let somebody be recognised may be made public, not even among parents or colleagues: where a teacher is accused of "
    "an offence against a pupil of the school, that is a crime until there is a charge (Education Act 2002, section 141F)."
)


def _spoken(facts: Facts) -> str:
    if not facts.get("with"):
        return "Say whom you spoke to."
    if len(str(facts.get("advice") or "")) < REASON_LEAST:
        return f"Write down what they said, in at least {REASON_LEAST} characters."
    return "That is a time still to come." if facts["spoken_at"] > facts["at"] else ""


def _lado_said(facts: Facts) -> str:
    return "" if facts.get("whom") == LADO else "Only the LADO can say that the trust acts itself. Ask them, and write down what they say."


def _known_word(facts: Facts) -> str:
    return "" if facts.get("word") in OUTCOMES else "Choose the word that was agreed."


LEADS = frozenset({DSL, DEPUTY_DSL, TRUST_SG})

# What the triager answers leaves the report where it is.
SCREENING: Machine = {IN_TRIAGE: {"screen": Move("Answer the questions", IN_TRIAGE, frozenset({TRIAGER}))}}

# Who writes down what the LADO or the police said: the lead, and whoever runs it or will (DOMAIN 6.4; the triager until there is a case).
CONTACTS = LEADS | {HEAD, CEO, ROUTED, TRIAGER}
_ADVICE = Move("The trust acts itself, on the LADO's advice", ADVICE_ONLY, CONTACTS, (_spoken, _lado_said))
_STRATEGY = Move("A strategy meeting decides first", STRATEGY, CONTACTS, (_spoken,))
_POLICE = Move("The police decide first", POLICE, CONTACTS, (_spoken,))
_AGREED = Move("The outcome is agreed with the LADO", OUTCOME, LEADS | {HEAD, CEO, ROUTED}, (reasoned, _known_word))
_FLAG = Move("Tell the safeguarding lead again", FLAGGED, frozenset({TRIAGER, SYSTEM.token}))  # the system: a pattern of small things

SAFEGUARDING: Machine = {
    FLAGGED: {
        "consult": Move("The LADO has to be asked", CONSULT_LADO, LEADS | {ROUTED}, (reasoned,)),
        "call_police": Move("The police have been called", POLICE, LEADS | {ROUTED}, (reasoned,)),
        "below": Move("It is a low-level concern", BELOW, LEADS, (reasoned,)),
        "clear": Move("No child is at risk", NOT_SAFEGUARDING, LEADS, (reasoned,)),
    },
    NOT_SAFEGUARDING: {"flag": _FLAG},
    BELOW: {"flag": _FLAG},
    CONSULT_LADO: {"advice": _ADVICE, "strategy": _STRATEGY, "police": _POLICE},
    ADVICE_ONLY: {"advice": _ADVICE, "strategy": _STRATEGY, "police": _POLICE, "outcome": _AGREED},
    STRATEGY: {"advice": _ADVICE, "police": _POLICE, "outcome": _AGREED},
    POLICE: {"advice": _ADVICE, "strategy": _STRATEGY, "outcome": _AGREED},
    OUTCOME: {"close": Move("Close the safeguarding record", CLOSED, LEADS | {ROUTED})},
}
# What is known has to be written down as long as there is a record.
KNOWING: Machine = {
    state: {
        "tell_somebody": Move("Write down somebody who knows", state, KEEPERS, TELL),
        "agree_line": Move("Write down what may be said", state, KEEPERS, LINE),
    }
    for state in SAFEGUARDING_STATES
}
LADO = "lado"
WHOM = {LADO: "The LADO", "police": "The police or children's services"}
ANSWERS_OF_THE_LADO = ("advice", "strategy", "police")
REVIEWS = ("consult", "call_police", "below", "clear")
# The words an allegation ends with (KCSIE Part 4; DOMAIN 3.1), in ours.
OUTCOMES = {
    "substantiated": "Substantiated: there is enough to prove it",
    "malicious": "Malicious: it is disproved, and was meant to deceive or do harm",
    "false": "False: it is disproved",
    "unsubstantiated": "Unsubstantiated: it is neither proved nor disproved",
    "unfounded": "Unfounded: nothing supports it",
}


def check_answers(answers: Mapping[str, str]) -> None:
    """Refuse a question that is not asked and an answer that is none."""
    for name, answer in answers.items():
        if name not in LIMBS and name != BREACH:
            raise ValueError(f"Nobody asks {name!r}.")
        if answer not in ANSWERS:
            raise Refused("Answer every question with yes, no or not sure.", field=name)


def harm_of(answers: Mapping[str, str]) -> str:
    """ "possible" when any of the four is yes or not sure, "no" when all are no, "" while one is open (DOMAIN 3.1)."""
    given = [answers.get(name, "") for name in LIMBS]
    if any(answer in (YES, UNSURE) for answer in given):
        return POSSIBLE
    return NO if all(answer == NO for answer in given) else ""


_DOUBT = ("", NO, UNSURE, YES)


def gravest(*answers: str) -> str:
    """The answer that keeps most out of public: a later no does not lift what somebody has said (Education Act 2002 section 141F)."""
    return max(answers, key=_DOUBT.index)


def harm_by(state: str) -> str:
    """What a report says about harm while its safeguarding record is in `state`."""
    return NO if state in CLEARED else ADVISED if state in MAY_ACT else POSSIBLE


def breach_of(answer: str) -> str:
    """ "possible" for yes and not sure: the 72 hours count from a reasonable suspicion, not from certainty (DOMAIN 3.5)."""
    return POSSIBLE if answer in (YES, UNSURE) else answer

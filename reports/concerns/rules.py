"""Possible harm to a child and possible data breaches: their states (DOMAIN 9.2), what is asked, and what an answer means."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from foundation.dossiers.rules import ROUTED, TRIAGER, Machine, Move, Refused
from foundation.people.rules import CEO, DEPUTY_DSL, DPO, DSL, HEAD, TRUST_SG
from reports.intake.rules import ADVISED, IN_TRIAGE, NO, POSSIBLE, UNSURE, YES, Facts

FLAGGED, NOT_SAFEGUARDING, BELOW, POLICE = "FLAGGED", "NOT_SAFEGUARDING", "BELOW", "POLICE"
CONSULT_LADO, ADVICE_ONLY, STRATEGY, OUTCOME, CLOSED = "CONSULT_LADO", "ADVICE_ONLY", "STRATEGY", "OUTCOME", "CLOSED"
SAFEGUARDING_STATES = (FLAGGED, NOT_SAFEGUARDING, BELOW, POLICE, CONSULT_LADO, ADVICE_ONLY, STRATEGY, OUTCOME, CLOSED)
CLEARED = (NOT_SAFEGUARDING, BELOW)
ELSEWHERE = (STRATEGY, POLICE)  # others decide first, and the trust waits for them
MAY_ACT = (ADVICE_ONLY, OUTCOME, CLOSED)

SUSPECTED, NOT_BREACH, NO_RISK, REPORTABLE, NOTIFIED = "SUSPECTED", "NOT_BREACH", "NO_RISK", "REPORTABLE", "NOTIFIED"
BREACH_STATES = (SUSPECTED, NOT_BREACH, NO_RISK, REPORTABLE, NOTIFIED, CLOSED)
NOTIFY_WITHIN = timedelta(hours=72)  # UK GDPR article 33, from awareness

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
REASON_LEAST = 30

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

BREACH_WORDS = {
    SUSPECTED: "Has been told and has to assess it",
    NOT_BREACH: "Has decided that no personal data got out",
    NO_RISK: "Has decided that nobody is likely to come to harm by it: it stays in the register",
    REPORTABLE: "Has decided that the ICO has to be told",
    NOTIFIED: "Has told the ICO",
    CLOSED: "Has closed the record",
}


def _reviewed(facts: Facts) -> str:
    enough = len(str(facts.get("reason") or "")) >= REASON_LEAST
    return "" if enough else f"Give your reason in at least {REASON_LEAST} characters."


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


def _for_dpo(facts: Facts) -> str:
    return "" if facts.get("for_dpo") else "The data protection officer assesses this, or whoever stands in for them because of a conflict."


def _referenced(facts: Facts) -> str:
    return "" if facts.get("ico") else "Give the reference that the ICO gave you."


def _in_order(facts: Facts) -> str:
    if facts["told_at"] > facts["at"]:
        return "The ICO cannot have been told at a time that is still to come."
    since = facts["aware_at"].replace(second=0, microsecond=0)  # people give the minute, a moment has seconds
    return "The ICO cannot have been told before anybody suspected this." if facts["told_at"] < since else ""


def _late(facts: Facts) -> str:
    if not is_late(facts["aware_at"], facts["told_at"]) or len(str(facts.get("late") or "")) >= REASON_LEAST:
        return ""
    return f"That is later than 72 hours: say why, in at least {REASON_LEAST} characters."


def is_late(aware_at: datetime, told_at: datetime) -> bool:
    """Whether the ICO was told more than 72 hours after the trust became aware (UK GDPR article 33)."""
    return told_at - aware_at > NOTIFY_WITHIN


LEADS = frozenset({DSL, DEPUTY_DSL, TRUST_SG})

# What the triager answers leaves the report where it is.
SCREENING: Machine = {IN_TRIAGE: {"screen": Move("Answer the questions", IN_TRIAGE, frozenset({TRIAGER}))}}

# Who writes down what the LADO or the police said: the lead, and whoever runs it or will (DOMAIN 6.4; the triager until there is a case).
CONTACTS = LEADS | {HEAD, CEO, ROUTED, TRIAGER}
_ADVICE = Move("The trust acts itself, on the LADO's advice", ADVICE_ONLY, CONTACTS, (_spoken, _lado_said))
_STRATEGY = Move("A strategy meeting decides first", STRATEGY, CONTACTS, (_spoken,))
_POLICE = Move("The police decide first", POLICE, CONTACTS, (_spoken,))
_AGREED = Move("The outcome is agreed with the LADO", OUTCOME, LEADS | {HEAD, CEO, ROUTED}, (_reviewed, _known_word))
_FLAG = Move("Tell the safeguarding lead again", FLAGGED, frozenset({TRIAGER}))

SAFEGUARDING: Machine = {
    FLAGGED: {
        "consult": Move("The LADO has to be asked", CONSULT_LADO, LEADS | {ROUTED}, (_reviewed,)),
        "call_police": Move("The police have been called", POLICE, LEADS | {ROUTED}, (_reviewed,)),
        "below": Move("It is a low-level concern", BELOW, LEADS, (_reviewed,)),
        "clear": Move("No child is at risk", NOT_SAFEGUARDING, LEADS, (_reviewed,)),
    },
    NOT_SAFEGUARDING: {"flag": _FLAG},
    BELOW: {"flag": _FLAG},
    CONSULT_LADO: {"advice": _ADVICE, "strategy": _STRATEGY, "police": _POLICE},
    ADVICE_ONLY: {"advice": _ADVICE, "strategy": _STRATEGY, "police": _POLICE, "outcome": _AGREED},
    STRATEGY: {"advice": _ADVICE, "police": _POLICE, "outcome": _AGREED},
    POLICE: {"advice": _ADVICE, "strategy": _STRATEGY, "outcome": _AGREED},
    OUTCOME: {"close": Move("Close the safeguarding record", CLOSED, LEADS | {ROUTED})},
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

ASSESSORS = frozenset({DPO, CEO, ROUTED})  # the last two where all data protection officers are in conflict
DATA_BREACH: Machine = {
    SUSPECTED: {
        "not_breach": Move("No personal data got out", NOT_BREACH, ASSESSORS, (_for_dpo, _reviewed)),
        "no_risk": Move("Nobody is likely to come to harm by it", NO_RISK, ASSESSORS, (_for_dpo, _reviewed)),
        "reportable": Move("The ICO has to be told", REPORTABLE, ASSESSORS, (_for_dpo, _reviewed)),
    },
    REPORTABLE: {"notify": Move("The ICO has been told", NOTIFIED, ASSESSORS, (_for_dpo, _referenced, _in_order, _late))},
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


def may_stand_in(standing: Iterable[str], *, dpo_here: bool) -> bool:
    """Whether somebody with `standing` assesses as data protection officer, or in their place where all of them are in conflict."""
    held = set(standing)
    return DPO in held or (not dpo_here and bool(held & ASSESSORS))

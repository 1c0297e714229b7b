"""A possible data breach from the first suspicion to its end: states, guards, what the law lets one not tell (DOMAIN 3.5, 9.2)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from foundation.dossiers.rules import ROUTED, Machine, Move
from foundation.people.rules import CEO, DPO
from reports.intake.rules import NO, YES, Facts

REASON_LEAST = 30
SUSPECTED, NOT_BREACH, NO_RISK, REPORTABLE, NOTIFIED = "SUSPECTED", "NOT_BREACH", "NO_RISK", "REPORTABLE", "NOTIFIED"
CLOSED = "CLOSED"
BREACH_STATES = (SUSPECTED, NOT_BREACH, NO_RISK, REPORTABLE, NOTIFIED, CLOSED)
ENDED = (NOT_BREACH, NO_RISK, CLOSED)
NOTIFY_WITHIN = timedelta(hours=72)  # UK GDPR article 33, from awareness

BREACH_WORDS = {
    SUSPECTED: "Has been told and has to assess it",
    NOT_BREACH: "Has decided that no personal data got out",
    NO_RISK: "Has decided that nobody is likely to come to harm by it: it stays in the register",
    REPORTABLE: "Has decided that the ICO has to be told",
    NOTIFIED: "Has told the ICO",
    CLOSED: "Has closed the record",
}
# How the people were told, and the three reasons for not telling each of them (UK GDPR article 34(3)), in our words.
HOW_TOLD = {"letter": "By letter", "email": "By e-mail", "phone": "By phone", "in_person": "In person"}
PEOPLE_TOLD = "told"
SPARED = {
    "protected": "Nobody can read what got out, for example because it was encrypted",
    "averted": "What was done since makes it unlikely that the high risk comes about",
    "public": "Telling each of them would take too much: it was made public instead, so that they learn of it",
}
PEOPLE = ("", PEOPLE_TOLD, *SPARED)


def enough(words: object) -> bool:
    return len(str(words or "")) >= REASON_LEAST


def reasoned(facts: Facts) -> str:
    return "" if enough(facts.get("reason")) else f"Give your reason in at least {REASON_LEAST} characters."


def _for_dpo(facts: Facts) -> str:
    return "" if facts.get("for_dpo") else "The data protection officer assesses this, or whoever stands in for them because of a conflict."


def _referenced(facts: Facts) -> str:
    return "" if facts.get("ico") else "Give the reference that the ICO gave you."


def _in_order(facts: Facts) -> str:
    return _placed(facts, "The ICO")


def _late(facts: Facts) -> str:
    if not is_late(facts["aware_at"], facts["told_at"]) or enough(facts.get("late")):
        return ""
    return f"That is later than 72 hours: say why, in at least {REASON_LEAST} characters."


def _placed(facts: Facts, whom: str) -> str:
    if facts["told_at"] > facts["at"]:
        return f"{whom} cannot have been told at a time that is still to come."
    since = facts["aware_at"].replace(second=0, microsecond=0)  # people give the minute, a moment has seconds
    return f"{whom} cannot have been told before anybody suspected this." if facts["told_at"] < since else ""


def _not_taken_back(facts: Facts) -> str:
    """A high risk is not argued away: what has ended it is one of the reasons for not telling people, and is written down as that."""
    if facts.get("risk") != YES:
        return ""
    return "It has been decided that the risk is high. If that is over, write down why the people need not be told."


def _high(facts: Facts) -> str:
    return "" if facts.get("risk") == YES else "Decide first whether the risk to the people whose data it is is high."


def _people_named(facts: Facts) -> str:
    if not facts.get("who"):
        return "Say who was told."
    return "" if enough(facts.get("what")) else f"Write down what they were told, in at least {REASON_LEAST} characters."


def _people_in_order(facts: Facts) -> str:
    return _placed(facts, "They")


def _known_exception(facts: Facts) -> str:
    if facts.get("people") == PEOPLE_TOLD:
        return "It has been written down that they were told."
    return "" if facts.get("exception") in SPARED else "Choose the reason for not telling them."


def _described(facts: Facts) -> str:
    lacking = [name for name in ("facts", "effects", "actions") if not enough(facts.get(name))]
    return f"Answer each of the three in at least {REASON_LEAST} characters." if lacking else ""


def _settled(facts: Facts) -> str:
    if facts.get("risk") not in (YES, NO):
        return "Decide first whether the risk to the people whose data it is is high."
    if facts.get("risk") == YES and not facts.get("people"):
        return "The risk is high: write down first that the people were told, or why not."
    return "" if facts.get("described") else "Write down first what happened, what it led to and what was done about it."


def is_late(aware_at: datetime, told_at: datetime) -> bool:
    """Whether the ICO was told more than 72 hours after the trust became aware (UK GDPR article 33)."""
    return told_at - aware_at > NOTIFY_WITHIN


ASSESSORS = frozenset({DPO, CEO, ROUTED})  # the last two where all data protection officers are in conflict


def _step(label: str, target: str, *guards) -> Move:
    return Move(label, target, ASSESSORS, (_for_dpo, *guards))


def _about_people(state: str) -> dict[str, Move]:
    """What the risk to people asks for, before and after the ICO is told: neither waits for the other (UK GDPR article 34)."""
    return {
        "high_risk": _step("The risk to them is high", state, reasoned),
        "not_high": _step("The risk to them is not high", state, reasoned, _not_taken_back),
        "tell_people": _step("They have been told", state, _high, _people_named, _people_in_order),
        "spare_people": _step("They need not be told", state, _high, _known_exception, reasoned),
        "describe": _step("What happened, and what was done about it", state, _described),
    }


DATA_BREACH: Machine = {
    SUSPECTED: {
        "not_breach": _step("No personal data got out", NOT_BREACH, reasoned),
        "no_risk": _step("Nobody is likely to come to harm by it", NO_RISK, reasoned),
        "reportable": _step("The ICO has to be told", REPORTABLE, reasoned),
    },
    NO_RISK: {"describe": _step("What happened, and what was done about it", NO_RISK, _described)},
    REPORTABLE: {"notify": _step("The ICO has been told", NOTIFIED, _referenced, _in_order, _late), **_about_people(REPORTABLE)},
    NOTIFIED: {**_about_people(NOTIFIED), "close_breach": _step("Close the record", CLOSED, _settled)},
}


def may_stand_in(standing: Iterable[str], *, dpo_here: bool) -> bool:
    """Whether somebody with `standing` assesses as data protection officer, or in their place where all of them are in conflict."""
    held = set(standing)
    return DPO in held or (not dpo_here and bool(held & ASSESSORS))

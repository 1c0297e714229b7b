"""Looking after somebody who was targeted: its states, what can be offered, who does it (DOMAIN 0 finding 9, 2.1, 8.3 victim_support)."""

from datetime import datetime

from foundation.dossiers.rules import ROUTED, SUPPORTER, TARGET, Machine, Move
from foundation.people.rules import CEO, HEAD, HR, SYSTEM
from reports.intake.rules import Facts

OPEN, SPOKEN, CLOSED, WITHDRAWN = "OPEN", "SPOKEN", "CLOSED", "WITHDRAWN"
STATES = (OPEN, SPOKEN, CLOSED, WITHDRAWN)
RUNNING, ENDED = (OPEN, SPOKEN), (CLOSED, WITHDRAWN)
STATE_WORDS = {
    OPEN: "Nobody has spoken to them yet", SPOKEN: "Somebody has spoken to them", CLOSED: "Closed", WITHDRAWN: "Nothing is left to do",
}  # fmt: skip
STATE_TAGS = {OPEN: "govuk-tag--blue", SPOKEN: "govuk-tag--green", CLOSED: "govuk-tag--grey", WITHDRAWN: "govuk-tag--grey"}
TWICE, MISTAKE = "twice", "mistake"  # why it is withdrawn
WITHDRAWN_WORDS = {
    TWICE: "Somebody looks after them already. You need not talk to them again about this.",
    MISTAKE: "They were named by mistake. You need not talk to them. If you have spoken to them already, tell them that.",
}
REASON_LEAST = 30
KIND = "support"  # of a disclosure, and of the clock's thing

# What can be offered, and what it is (DOMAIN 5.1, 8.3; POSH: the helpline for people who work in schools).
WAYS = {
    "occupational_health": ("Occupational health", "For sleep, stress or anything else that it does to health. HR arranges it."),
    "union": ("Their union", "It advises its members, and can be with them in every meeting."),
    "helpline": (
        "The Professionals Online Safety Helpline",
        "0344 381 4772, Monday to Friday, 10am to 4pm. It helps people who work in schools to have content taken down.",
    ),
    "police": ("The police", "When somebody is threatened, stalked or blackmailed: 101, or 999 in danger."),
    "platform": (
        "Reporting it to the platform themselves",
        "Some platforms take a report only from the person it is about: for impersonation, private pictures or personal data.",
    ),
    "at_work": ("Something at work", "Other duties, another room, somebody beside them, time off."),
}


def _spoken_in_order(facts: Facts) -> str:
    if facts["spoken_at"] > facts["at"]:
        return "You cannot have spoken to them at a time that is still to come."
    since = facts["since"].replace(second=0, microsecond=0)  # people give the minute, a moment has seconds
    return "That was before you were asked to." if facts["spoken_at"] < since else ""


def _agreed(facts: Facts) -> str:
    return "" if facts.get("agreed") else "Write down what you agreed, or that they want nothing."


def _again_in_order(facts: Facts) -> str:
    again = facts.get("again")
    return "" if again is None or again > facts["today"] else "Choose a day that is still to come."


def _somebody(facts: Facts) -> str:
    return "" if facts.get("next") else "Nobody else can do it: everybody else is in conflict or has had it."


def _reasoned(facts: Facts) -> str:
    return "" if len(str(facts.get("reason") or "")) >= REASON_LEAST else f"Give your reason in at least {REASON_LEAST} characters."


def _not_promised(facts: Facts) -> str:
    again = facts.get("again")
    if again is None or again < facts["today"]:
        return ""
    return "You agreed to talk again. Write down how that went first."


def _knows(facts: Facts) -> str:
    return "" if facts.get("told") else "Nobody has spoken to you yet."


def _said(facts: Facts) -> str:
    return "" if facts.get("need") else "Write down what you need."


GIVES = frozenset({SUPPORTER, HEAD, HR, CEO, ROUTED})  # the last four where the support has come to them
_TALK = Move("Write down that you spoke to them", SPOKEN, GIVES, (_agreed, _spoken_in_order, _again_in_order))
_WITHDRAW = Move("Withdraw the support", WITHDRAWN, frozenset({SYSTEM.token}))
_CLOSE = Move("Close the support", CLOSED, GIVES, (_reasoned, _not_promised))


def _staying(state: str) -> dict[str, Move]:
    return {
        "hand_on": Move("Let somebody else do it", state, GIVES, (_reasoned, _somebody)),
        "say_need": Move("Say what you need", state, frozenset({TARGET}), (_knows, _said)),
    }


SUPPORT: Machine = {
    OPEN: {"talk": _TALK, "close": _CLOSE, "withdraw": _WITHDRAW, **_staying(OPEN)},
    SPOKEN: {"talk": _TALK, "close": _CLOSE, "withdraw": _WITHDRAW, **_staying(SPOKEN)},
}


def is_mine_to_do(state: str, again_at: datetime | None, at: datetime) -> bool:
    """Whether whoever gives the support has something to do now: nobody has spoken yet, or the day on which they agreed to has come."""
    return state == OPEN or (state == SPOKEN and again_at is not None and again_at <= at)

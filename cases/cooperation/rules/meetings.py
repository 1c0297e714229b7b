"""What is arranged for a day: the day, the minutes of it, and who signs them (DOMAIN 9.4: completed with minutes signed by both)."""

from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, SUBJECT, Move

from . import guards as g
from .guards import LEAST_WORDS, Facts
from .kinds import KINDS
from .states import COMPLETED, DECLINED, LEADS, NOTE_TAKER, OVERDUE_REVIEW, SCHEDULED, WITHDRAWN

ON_BEHALF = "on_behalf"  # a relation: whoever asks, writing down what a person without a sign-in says
BY_THEM, BY_TRUST = "asked", "trust"  # whose signature stands under the minutes
SIDES = (BY_THEM, BY_TRUST)
_ASKS, _ASKED = frozenset({INVESTIGATOR, CASE_MANAGER}), frozenset({SUBJECT, ON_BEHALF})


def meets(facts: Facts) -> str:
    kind = KINDS.get(str(facts.get("kind")))
    return "" if kind and kind.meets else "Nothing is arranged for a day here."


def day(facts: Facts) -> str:
    return "" if facts.get("in_future") else "Choose a day and a time that are still to come."


def notice(facts: Facts) -> str:
    """The trust's least notice, or the very day the person asked for themselves."""
    if facts.get("enough_notice") or facts.get("own_wish"):
        return ""
    return f"That is too soon: the first possible day is {facts.get('earliest')}, unless the person asks for an earlier one."


def place(facts: Facts) -> str:
    return "" if facts.get("place") else "Say where."


def two_people(facts: Facts) -> str:
    return "Whoever asks the questions does not take the notes." if facts.get("same_person") else ""


def fit(facts: Facts) -> str:
    """Neither in conflict, nor beside the person under one line manager, nor somebody who may hear the case later (DOMAIN 5.4)."""
    return "" if facts.get("fit") else "One of the two cannot be there: choose from those who are offered."


def somebody_comes(facts: Facts) -> str:
    return "" if facts.get("companion") else "Say who comes."


def begun(facts: Facts) -> str:
    return "" if facts.get("begun") else "The day has not come yet."


def not_held(facts: Facts) -> str:
    return "It has been held: there are minutes of it." if facts.get("written") else ""


def held(facts: Facts) -> str:
    return "" if facts.get("written") else "There are no minutes yet."


def minutes(facts: Facts) -> str:
    if int(facts.get("minutes_length") or 0) >= LEAST_WORDS:
        return ""
    return f"Write down what was said, in at least {LEAST_WORDS} characters."


def not_signed(facts: Facts) -> str:
    return "You have said already whether you sign." if facts.get("signed") else ""


def not_countersigned(facts: Facts) -> str:
    return "It is signed already." if facts.get("countersigned") else ""


def by_both(facts: Facts) -> str:
    if not facts.get("signed"):
        return "The person has not signed the minutes yet, nor said why not."
    return "" if facts.get("countersigned") else "Whoever asked the questions has not signed the minutes yet."


SCHEDULE = Move(
    "Arrange the day",
    SCHEDULED,
    _ASKS,
    (g.not_on_hold, g.told, meets, not_held, place, day, notice, two_people, fit, g.no_credential),
)
COMPANION = (_ASKED, (g.told, meets, somebody_comes, g.no_credential))
OF_A_DAY: dict[str, Move] = {
    "schedule": Move("Arrange another day", SCHEDULED, SCHEDULE.roles, SCHEDULE.guards),
    "companion": Move("Say who comes with me", SCHEDULED, *COMPANION),
    "ask_date": Move("Ask for another day", SCHEDULED, _ASKED, (g.told, g.dated, not_held, g.reason, g.no_credential)),
    "keep_date": Move("Keep the day", SCHEDULED, _ASKS, (g.date_asked, g.reason, g.no_credential)),
    "decline": Move("Decline, and say why", DECLINED, _ASKED, (g.told, not_held, g.reason, g.no_credential)),
    "missed": Move("Record that they did not come", OVERDUE_REVIEW, _ASKS, (begun, not_held, g.reason, g.no_credential)),
    "minute": Move("Write the minutes", SCHEDULED, frozenset({NOTE_TAKER}), (begun, not_held, minutes, g.no_credential)),
    "sign": Move("Sign the minutes", SCHEDULED, _ASKED, (held, not_signed, g.no_credential)),
    "sign_not": Move("Say why I do not sign", SCHEDULED, _ASKED, (held, not_signed, g.reason, g.no_credential)),
    "countersign": Move("Sign the minutes for the trust", SCHEDULED, frozenset({LEADS}), (held, not_countersigned)),
    "complete": Move("Say that it is done", COMPLETED, _ASKS, (held, by_both)),
    "withdraw": Move("Withdraw the request", WITHDRAWN, _ASKS, (not_held, g.reason, g.no_credential)),
}  # fmt: skip

"""What is arranged for a day: the day, the minutes of it, and who signs them (DOMAIN 9.4: completed with minutes signed by both)."""

from .guards import LEAST_WORDS, Facts
from .kinds import KINDS

BY_THEM, BY_TRUST = "asked", "trust"  # whose signature stands under the minutes
SIDES = (BY_THEM, BY_TRUST)


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

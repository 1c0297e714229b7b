"""What must be true before a move of a request: each guard gives the sentence that refuses, or ""."""

from collections.abc import Mapping

from foundation.dossiers.rules import STAFF, about, check_all
from foundation.messages.rules import COULD_NOT, REACHED

from . import handing, sessions
from .kinds import ASKABLE, KINDS, WRITTEN_ACCOUNT

Facts = Mapping[str, object]
LEAST_WORDS, LEAST_REASON = 20, 30  # characters
HELD = "HELD"
CREDENTIAL = (
    "This looks like a password or a PIN. Take it out: we never keep or need one. If it is not a password, tick the box below to say so."
)


def no_credential(facts: Facts) -> str:
    return CREDENTIAL if facts.get("credential") else ""


def askable(facts: Facts) -> str:
    return "" if facts.get("subject_kind") == STAFF and facts.get("person") else "Only staff can be asked to co-operate."


def kind_known(facts: Facts) -> str:
    return "" if facts.get("kind") in KINDS else "Choose what you ask for."


def case_open(facts: Facts) -> str:
    if facts.get("case_state") in ASKABLE.get(str(facts.get("kind")), ()):
        return ""
    return "This can be asked for while the case is being investigated, and not while it is on hold."


def case_told(facts: Facts) -> str:
    return "" if facts.get("case_told") else "The person has to be told of the case first."


@about("what")
def what(facts: Facts) -> str:
    return "" if int(facts.get("what_length") or 0) >= LEAST_WORDS else f"Say what is asked for, in at least {LEAST_WORDS} characters."


@about("why")
def why(facts: Facts) -> str:
    return "" if int(facts.get("why_length") or 0) >= LEAST_WORDS else f"Say why it is needed, in at least {LEAST_WORDS} characters."


def not_by_oneself(facts: Facts) -> str:
    return "Whoever investigates or wrote it cannot approve it." if facts.get("my_own") else ""


def not_sent_back(facts: Facts) -> str:
    return "It has been sent back: whoever investigates changes it first." if facts.get("returned") else ""


def reason(facts: Facts) -> str:
    return "" if facts.get("reason") else "Write the reason."


def long_reason(facts: Facts) -> str:
    return "" if int(facts.get("reason_length") or 0) >= LEAST_REASON else f"Give the reason in at least {LEAST_REASON} characters."


def not_on_hold(facts: Facts) -> str:
    return "The case is on hold: nothing is said to the person before it goes on." if facts.get("case_state") == HELD else ""


def not_told_yet(facts: Facts) -> str:
    return "It is already recorded how the person was told." if facts.get("told") and facts.get("reached") != COULD_NOT else ""


def how(facts: Facts) -> str:
    if facts.get("how") not in REACHED:
        return "Say how the person was told, or that they could not be reached."
    return "Say why they could not be reached." if facts.get("how") == COULD_NOT and not facts.get("why_not") else ""


def told(facts: Facts) -> str:
    return "" if facts.get("told") else "The person has to be told first."


def answered_here(facts: Facts) -> str:
    kind = KINDS.get(str(facts.get("kind")))
    return "" if kind and kind.answers else "This is not answered in words or files."


def account(facts: Facts) -> str:
    return "" if facts.get("kind") == WRITTEN_ACCOUNT else "Only a written account is handed in on paper here."


@about("day")
def came(facts: Facts) -> str:
    return "" if facts.get("came_in_order") else "Choose the day on which it came: after it was asked for, and not still to come."


@about("words")
def something(facts: Facts) -> str:
    return "" if facts.get("given") else "Write something, or add a file first."


def dated(facts: Facts) -> str:
    kind = KINDS.get(str(facts.get("kind")))
    return "" if kind and (kind.dated or kind.meets) else "There is no date here that could be moved."


def date_asked(facts: Facts) -> str:
    return "" if facts.get("date_asked") else "Nobody has asked for another date."


def later(facts: Facts) -> str:
    return "" if facts.get("later") else "Choose a date after the one that holds now."


def late(facts: Facts) -> str:
    return "" if facts.get("late") else "It is not late: the date has not passed."


def kept(facts: Facts) -> str:
    kind = KINDS.get(str(facts.get("kind")))
    return "" if kind and kind.kept else "Nothing is kept here that could be let go."


def reviewer(facts: Facts) -> str:
    if facts.get("reviewer"):
        return ""
    return "HR looks at this, or whoever stands in for them: nobody who investigates, wrote or approved it."


def health(facts: Facts) -> str:
    """Absence and health first (DOMAIN 9.4): asked wherever nothing has come, before anything is called unreasonable."""
    if facts.get("silent") and facts.get("absence") not in ("yes", "no"):
        return "Say first whether they were away, unwell or could not know of it."
    return ""


def not_unwell(facts: Facts) -> str:
    return "Somebody who was away or unwell has not refused. Give them more time." if facts.get("absence") == "yes" else ""


def told_of_review(facts: Facts) -> str:
    return "" if facts.get("told_of_review") else "Tell the person first what HR decided."


def not_told_of_review(facts: Facts) -> str:
    return "The person has been told already." if facts.get("review_reached") else ""


def case_takes_more(facts: Facts) -> str:
    if facts.get("case_state") in ("SCOPING", "INVESTIGATING"):
        return ""
    return "This case is not being investigated any more, so nothing can be added to what it looks into."


def clause(facts: Facts) -> str:
    return "" if facts.get("clause") else "The policy of that day has no rule about refusing to co-operate."


def not_alleged(facts: Facts) -> str:
    return "The case looks into this already." if facts.get("alleged") else ""


READY = (askable, kind_known, case_open, what, why, sessions.scoped, sessions.grounds, handing.trusts_own, no_credential)


def check_request(facts: Facts) -> None:
    """What must be true before a request may be put before whoever approves it. Raises Refused with the first reason why not."""
    check_all(READY, facts)

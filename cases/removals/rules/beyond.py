"""Where asking did not lead to the end: not done in time, the platform, and further help (DOMAIN 4.1, 5.1, 9.3; policy 10.3)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

TRUST, AFFECTED, AUTHOR = "trust", "affected", "author"
FILERS = {
    TRUST: "The trust",
    AFFECTED: "The person it is aimed at",
    AUTHOR: "Whoever posted it",
}
POSH, REPORT_HARMFUL, LEGAL, POLICE_TOLD = "posh", "harmful", "legal", "police"
FURTHER = {
    POSH: (
        "The Professionals Online Safety Helpline",
        "0344 381 4772, Monday to Friday, 10am to 4pm. For people who work with children; it has contacts at the platforms.",
    ),
    REPORT_HARMFUL: ("Report Harmful Content", "For anybody from 13, once the platform has been asked."),
    LEGAL: ("A solicitor", "Where somebody is defamed or harassed and the platform does nothing."),
    POLICE_TOLD: ("The police", "Threats, stalking, blackmail, private pictures: 101, or 999 in danger."),
}
SILENT, REFUSED, NO_WAITING = "silent", "refused", "no_waiting"
WHY_FURTHER = {
    SILENT: "It has not answered for 48 hours",
    REFUSED: "It has refused",
    NO_WAITING: "Somebody's safety does not let us wait",
}
WAIT = timedelta(hours=48)  # DOMAIN 5.1: what the helpline asks for first; the clock beside it is the trust's to change
LEAST = 30  # characters

Facts = Mapping[str, object]


def waits_for_advice(facts: Facts) -> str:
    return "" if facts.get("waits") else "Nothing keeps this request back: send it."


def is_platform(facts: Facts) -> str:
    return "" if facts.get("platform") else "Choose the platform."


def may_file(facts: Facts) -> str:
    """Some platforms take a report only from whom it is about (DOMAIN 4.1)."""
    filer = facts.get("filer")
    if filer not in FILERS:
        return "Say who reports it to the platform."
    if filer == TRUST and facts.get("first_party"):
        return "This platform takes reports only from the person it is aimed at, or from whoever posted it. One of them has to do it."
    return ""


def filed_in_order(facts: Facts) -> str:
    when, at = facts.get("filed_at"), facts.get("at")
    return "" if isinstance(when, datetime) and when <= at else "Say when it was reported to the platform: not a time still to come."


def asked_before(facts: Facts) -> str:
    return "They have to remove it themselves. Ask them first." if facts.get("binding") and not facts.get("not_done") else ""


def only_asked(facts: Facts) -> str:
    waits_for_them = facts.get("binding") and not facts.get("not_done")
    return "They have to remove it themselves: record that it is not done first." if waits_for_them else ""


def required(facts: Facts) -> str:
    return "" if facts.get("binding") else "They were asked, not required: nothing is recorded against them."


def late(facts: Facts) -> str:
    return "" if facts.get("late") else "Their time is not over yet."


def could_have(facts: Facts) -> str:
    if len(str(facts.get("found") or "")) >= LEAST:
        return ""
    return f"Say in at least {LEAST} characters how you found out that they could have done it: not away, not ill, not locked out."


def time_to_go_on(facts: Facts) -> str:
    why = facts.get("why")
    if why not in WHY_FURTHER:
        return "Say why you go further."
    if why == SILENT and facts["at"] < facts["wait_until"]:
        return "Give the platform its 48 hours first, unless it has refused or somebody's safety does not let you wait."
    return ""


def known_way(facts: Facts) -> str:
    return "" if facts.get("to") in FURTHER else "Choose where you go."


def reasoned(facts: Facts) -> str:
    return "" if len(str(facts.get("reason") or "")) >= LEAST else f"Give your reason in at least {LEAST} characters."


def supported(facts: Facts) -> str:
    enough = len(str(facts.get("support") or "")) >= LEAST
    return "" if enough else f"Write down in at least {LEAST} characters what is done for whoever it harms."


def judge_gone(facts: Facts) -> str:
    """A check that is missing blocks, too."""
    return "" if facts.get("judge_fit") is False else "Whoever was asked to decide still can."

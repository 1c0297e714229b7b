"""When a report may end as a low-level concern (KCSIE Part 4; DOMAIN 9.1, 9.10)."""

from collections.abc import Mapping

Facts = Mapping[str, object]
POSSIBLE, NO, ADVISED = "possible", "no", "advised"


def _below(facts: Facts) -> str:
    """A check that is missing blocks, too."""
    if facts.get("harm") == NO:
        return ""
    return "Only what is below the threshold of harm is low-level: answer the questions about harm, or wait for the safeguarding lead."


def _about_staff(facts: Facts) -> str:
    return "" if facts.get("about_staff") else "Only a concern about people of the trust can be low-level."


def _of_conduct(facts: Facts) -> str:
    return "" if facts.get("of_conduct") else "Choose a rule about safeguarding or conduct first: a low-level concern is about one of them."


def _proposed(facts: Facts) -> str:
    return "" if facts.get("low_proposed") else "Nobody has proposed that this is a low-level concern."


def _another(facts: Facts) -> str:
    return "" if facts.get("another") else "Somebody else than whoever proposed it has to agree."


GROUND = (_below, _about_staff, _of_conduct)
AGREED = (_proposed, _another)
ENDS = (*GROUND, *AGREED)

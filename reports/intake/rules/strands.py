"""What the rooms above ask of somebody on a report alone has to come to its end before the report does (DOMAIN 9.1, 9.3)."""

from collections.abc import Mapping

STILL_ASKED = (
    "Something is still asked to be removed. See it through or withdraw it first; or propose a case, and it goes on beside that."
)


def nothing_asked(facts: Mapping[str, object]) -> str:
    """A check that is missing blocks, too."""
    return "" if facts.get("still_asked") is False else STILL_ASKED

"""What the police said about a sealed picture: nothing else opens or destroys it (DESIGN 6; DOMAIN 4.2)."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from foundation.dossiers.rules import Refused

UNSEAL, DESTROY, KEEP = "unseal", "destroy", "keep"
DECISIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        KEEP: ("It stays sealed", "They have not decided, or they need it as it is"),
        UNSEAL: ("It may be opened again", "They say that it is not an unlawful picture of a child"),
        DESTROY: ("It has to be destroyed", "They have what they need, and say that nobody may keep it. This cannot be undone"),
    }
)
WORDS_LEAST = 30
NOT_SEALED = "This exhibit is not sealed, so nothing has to be decided about it."
NOT_YOURS = "Only the safeguarding lead, or whoever runs the case, writes down what the police said."
HELD = "This is under a legal hold, so it is kept. Speak to whoever placed the hold, and tell the police."


def check_advice(decision: str, spoken_with: str, reference: str, words: str, spoken_at: datetime, at: datetime) -> None:
    """Refuse what would not show later who at the police said what, and when. `words` are what they said."""
    if decision not in DECISIONS:
        raise Refused("Choose what the police said.", field="decision")
    if not spoken_with:
        raise Refused("Say whom you spoke to.", field="spoken_with")
    if not reference:
        raise Refused("Give the reference of the police.", field="reference")
    if spoken_at > at:
        raise Refused("That is a time still to come.", field="time")
    if len(words) < WORDS_LEAST:
        raise Refused(f"Write down what they said, in at least {WORDS_LEAST} characters.", field="words")

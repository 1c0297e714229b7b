"""Who can be asked, with what force, and by which letter (DOMAIN 5.1)."""

from collections.abc import Mapping

from foundation.dossiers.rules import PARENT, PUPIL, STAFF, about, is_known

LETTER_STAFF, LETTER_FORMER, LETTER_ANYBODY = "removal-staff", "removal-former", "removal-anybody"
_LETTERS = {STAFF: LETTER_STAFF, PARENT: "removal-parent", PUPIL: "removal-pupil-parent"}


def is_binding(kind: str) -> bool:
    """Whether the person can be required to remove (10.3): staff, trustees, volunteers; others can only be asked (DOMAIN 5.1)."""
    return kind == STAFF


def letter_for(kind: str, *, left: bool) -> str:
    """The letter a request begins with: who can be told, who can only be asked, and whose parents are (DOMAIN 5.1)."""
    return LETTER_FORMER if kind == STAFF and left else _LETTERS.get(kind, LETTER_ANYBODY)


def known(facts: Mapping[str, object]) -> str:
    return "" if is_known(str(facts.get("kind") or "")) else "Nobody is known who could be asked. Report it to the platform."


@about("clause")
def clause(facts: Mapping[str, object]) -> str:
    """Whoever is asked reads it; an account nobody knows is bound by no rule of the trust."""
    bound = is_known(str(facts.get("kind") or STAFF))
    return "" if facts.get("clause") or not bound else "Choose the clause it breaches."

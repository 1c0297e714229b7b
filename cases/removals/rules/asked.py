"""Who can be asked, with what force, and by which letter (DOMAIN 5.1)."""

from foundation.dossiers.rules import BOARD, PARENT, PUPIL, STAFF, UNKNOWN

LETTER_STAFF, LETTER_FORMER, LETTER_ANYBODY = "removal-staff", "removal-former", "removal-anybody"
_LETTERS = {STAFF: LETTER_STAFF, PARENT: "removal-parent", PUPIL: "removal-pupil-parent"}


def is_known(kind: str) -> bool:
    """Whether anybody is known who could be asked; what an account posts that nobody knows goes to the platform (DOMAIN 5.1)."""
    return kind not in ("", UNKNOWN, BOARD)


def is_binding(kind: str) -> bool:
    """Whether the person can be required to remove (10.3): staff, trustees, volunteers; others can only be asked (DOMAIN 5.1)."""
    return kind == STAFF


def letter_for(kind: str, *, left: bool) -> str:
    """The letter a request begins with: who can be told, who can only be asked, and whose parents are (DOMAIN 5.1)."""
    return LETTER_FORMER if kind == STAFF and left else _LETTERS.get(kind, LETTER_ANYBODY)

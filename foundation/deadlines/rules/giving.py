"""Who may give a clock more time, or decide that it need not be met, and why they can say (DOMAIN 8.1 Extending, 6.3 R15)."""

from foundation.dossiers.rules import BARRING

from .kinds import KINDS, Kind
from .terms import DUE

EXTEND_REASONS = {
    "away": "Somebody who has to do it is away or ill",
    "others": "It waits for somebody outside the trust",
    "agreed": "It was agreed with the person it concerns",
    "more": "There is more to do than could be known",
}
WAIVE_REASONS = {
    "elsewhere": "It was done in another way, which is on the record",
    "overtaken": "What has happened since has made it unnecessary",
    "mistake": "It was begun by mistake",
}
NOT_HERE = "This was asked of somebody: more time for it is given on the page of what was asked."
FIXED = "Law or guidance sets this time: nobody here can give more."
NO_WAIT = "This does not wait: it keeps somebody safe, or the trust fair. Nobody can give it more time."
NO_END = "This is looked at again and again, so there is no date to put off."
HAS_TO_BE = "This has to be done: somebody counts on it."
FURTHEST = 90  # days from now


def cannot_extend(kind: str, owner: str) -> str:
    """Why a clock of `kind`, held by the symbols `owner`, gets no more time here, as a sentence; "" where it can."""
    known = KINDS[kind]
    if known.fixed:
        return FIXED
    if _asks_somebody(known, owner):
        return NOT_HERE
    if known.terms.nature != DUE:
        return NO_END
    return "" if known.pausable else NO_WAIT


def cannot_waive(kind: str, owner: str) -> str:
    """Why a clock of `kind` has to be met, as a sentence; "" where it can be decided that it need not."""
    return cannot_extend(kind, owner) or ("" if KINDS[kind].waivable else HAS_TO_BE)


def _asks_somebody(kind: Kind, owner: str) -> bool:
    """It is somebody concerned who has to do something: what they were told has its own page, and its own moves."""
    return bool(BARRING & set(owner.split(",") if owner else kind.terms.owner))

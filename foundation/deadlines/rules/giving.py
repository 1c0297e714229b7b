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
NOT_HERE = "More time for this is given on the page of what was asked."
FIXED = "Law or guidance sets this time: nobody here can give more."
SAFETY = "This is about the safety of a child: it has to be done, and cannot be let go."


def cannot_extend(kind: str, owner: str) -> str:
    """Why a clock of `kind`, held by the symbols `owner`, gets no more time here, as a sentence; "" where it can."""
    known = KINDS[kind]
    if known.fixed:
        return FIXED
    return "" if known.terms.nature == DUE and not _asks_somebody(known, owner) else NOT_HERE


def cannot_waive(kind: str, owner: str) -> str:
    terms = KINDS[kind].terms
    return cannot_extend(kind, owner) or (SAFETY if terms.safeguarding or terms.night else "")


def _asks_somebody(kind: Kind, owner: str) -> bool:
    """It is somebody concerned who has to do something: what they were told has its own page, and its own moves."""
    return bool(BARRING & set(owner.split(",") if owner else kind.terms.owner))

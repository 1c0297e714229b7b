"""Who gives a role: one person where nobody can be read about with it, two where somebody can, and never their own (DESIGN 3)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from foundation.face import when
from foundation.people.rules import (
    CEO,
    CHAIR_TRUSTEES,
    CLERK,
    DPO,
    GUARDED_ROLES,
    HR,
    LGB,
    ROLE_NAMES,
    TRUST_ROLES,
    TRUSTEE,
    VICE_CHAIR_TRUSTEES,
    WB_TRUSTEE,
)

ASKED, AGREED, REFUSED, STOPPED = "asked", "agreed", "refused", "stopped"
STATES = (ASKED, AGREED, REFUSED, STOPPED)
READ, ASK, AGREE, STOP = "roles.read", "roles.ask", "roles.agree", "roles.stop"

NOTICE = timedelta(hours=24)
# whoever reads what is about the chief executive or a trustee is agreed to by the Board
_OF_THE_BOARD = frozenset({CEO, CHAIR_TRUSTEES, VICE_CHAIR_TRUSTEES, WB_TRUSTEE})
BOARD = frozenset({CHAIR_TRUSTEES, VICE_CHAIR_TRUSTEES})
_ORDER = (CHAIR_TRUSTEES, VICE_CHAIR_TRUSTEES, TRUSTEE, WB_TRUSTEE, CLERK)
# who hears what becomes of those above whom nobody is, and of data protection
WATCHING = (CEO, DPO, CHAIR_TRUSTEES, VICE_CHAIR_TRUSTEES, HR)
LEADING = GUARDED_ROLES - TRUST_ROLES
VACANT = timedelta(days=14)  # the Board has had neither for so long before others agree in its place
WORDS = {ASKED: "Asked for", AGREED: "Agreed", REFUSED: "Refused", STOPPED: "Taken back"}

NONE_LEFT = "Nobody would be left to keep people and roles: give somebody else the role of system administrator first, without an end."


def takes_two(role: str) -> bool:
    return role in GUARDED_ROLES


def of_the_board(role: str) -> bool:
    """Whether only the Board's chair or vice-chair agrees to it, as long as there is one."""
    return role in _OF_THE_BOARD


def ends_with_notice(roles: Iterable[str]) -> bool:
    """Whether somebody with these roles is made a leaver with the notice that a role takes to begin (ADR 52): those above whom nobody is,
    and whoever takes back what others agreed to."""
    return not (_OF_THE_BOARD | {DPO}).isdisjoint(roles)


def begins(told_at: datetime) -> date:
    """The first day that lies at least 24 hours after those who could object can be told."""
    return when.london(told_at + NOTICE).date() + timedelta(days=1)


def misplaced(role: str, *, at_the_trust: bool) -> str:
    """Why there is no such role there; "" where there is."""
    if role not in ROLE_NAMES:
        return "There is no such role."
    if role in TRUST_ROLES and not at_the_trust:
        return f"{ROLE_NAMES[role]} is a role of the trust, not of an academy."
    if role not in TRUST_ROLES and at_the_trust:
        return f"{ROLE_NAMES[role]} is a role of an academy: say which."
    return ""


def offered() -> list[tuple[str, str]]:
    """Every role as a choice: of academies first, then of the trust, governors last of each."""
    return sorted(ROLE_NAMES.items(), key=lambda one: (one[0] in TRUST_ROLES, one[0] in LGB or one[0] in _ORDER, one[1]))

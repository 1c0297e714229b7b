"""Who may hear about whom, for what is the most it could lead to (DOMAIN 6.2): a matrix that a trust replaces by its own scheme."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from foundation.people.rules import (
    CEO,
    CHAIR_TRUSTEES,
    DEPUTY_DSL,
    DPO,
    DSL,
    EXEC,
    GOVERNANCE,
    HEAD,
    HR,
    ROLE_NAMES,
    SLT,
    TRUSTEE,
    VICE_CHAIR_TRUSTEES,
)

from .states import DISMISSAL, FIRST_WRITTEN, GRAVITY, WARNING, level

SETTING = "hearing.authority"  # {"staff.dismissal": {"alone": ["CEO"], "panel": ["TRUSTEE"]}, …} instead of a row below
MANAGER_HEARS = "hearing.case_manager_hears"  # whether a case manager may hear, up to a first warning (DOMAIN 6.3 R3)
LEAST_PANEL = 3  # with its chair

STAFF, LEADER, SAFEGUARDING, OFFICE = "staff", "leader", "safeguarding", "office"
HEADTEACHER, EXECUTIVE, CHIEF = "head", "executive", "chief"
_RANK = (  # whoever holds several posts is heard as the highest of them
    (CHIEF, GOVERNANCE | {CEO}),
    (EXECUTIVE, frozenset({EXEC})),
    (HEADTEACHER, frozenset({HEAD})),
    (OFFICE, frozenset({HR, DPO})),
    (SAFEGUARDING, frozenset({DSL, DEPUTY_DSL})),
    (LEADER, frozenset({SLT})),
)


@dataclass(frozen=True)
class Authority:
    """Roles that may hear it alone, and roles that may together, three or more of them."""

    alone: frozenset[str]
    panel: frozenset[str] = frozenset()

    @property
    def roles(self) -> frozenset[str]:
        return self.alone | self.panel


_HEADS, _CHIEF = frozenset({HEAD, EXEC, CEO}), frozenset({CEO})
_BOARD = frozenset({TRUSTEE, VICE_CHAIR_TRUSTEES, CHAIR_TRUSTEES})
_ANY = _HEADS | _BOARD
_TRUSTEES = Authority(frozenset(), _BOARD)
MATRIX: Mapping[tuple[str, str], Authority] = {
    **{(who, WARNING): Authority(_HEADS, _ANY) for who in (STAFF, LEADER, SAFEGUARDING)},
    **{(who, WARNING): Authority(_CHIEF, _ANY) for who in (OFFICE, HEADTEACHER, EXECUTIVE)},
    (CHIEF, WARNING): _TRUSTEES,
    **{(who, DISMISSAL): Authority(_CHIEF, _ANY) for who in (STAFF, LEADER, SAFEGUARDING, OFFICE)},
    **{(who, DISMISSAL): _TRUSTEES for who in (HEADTEACHER, EXECUTIVE, CHIEF)},
}


def rank(roles: Collection[str]) -> str:
    """The row of the matrix for somebody who holds `roles`."""
    return next((who for who, posts in _RANK if posts & frozenset(roles)), STAFF)


def authority(who: str, worst: str, own: Mapping | None = None) -> Authority:
    """What the matrix, or the trust's `own` scheme, asks for somebody of `who` where `worst` is the most it could lead to."""
    row = (own or {}).get(f"{who}.{level(worst)}")
    if not isinstance(row, Mapping):
        return MATRIX[who, level(worst)]
    return Authority(*(frozenset(row.get(name, ())) & ROLE_NAMES.keys() for name in ("alone", "panel")))


def suffices(asked: Authority, chair: Collection[str], members: Collection[Collection[str]]) -> bool:
    """Whether somebody with the roles `chair`, with `members` beside them, may hear it."""
    if not all(asked.roles & frozenset(roles) for roles in members):
        return False
    if asked.alone & frozenset(chair):
        return True
    return bool(asked.panel & frozenset(chair)) and len(members) + 1 >= LEAST_PANEL


def manager_may_hear(worst: str, *, allowed: bool) -> bool:
    """Whether whoever manages the case may chair, where the trust allows that at all."""
    return allowed and GRAVITY[worst] <= GRAVITY[FIRST_WRITTEN]

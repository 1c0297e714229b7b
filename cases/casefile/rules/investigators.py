"""Who may investigate whom (DOMAIN 6.2, row IO)."""

from foundation.dossiers.rules import RUNG_CEO, RUNG_HEAD, RUNG_LEADER
from foundation.people.rules import EXEC, EXTERNAL_IO, HEAD, HR, SLT

# rung of the person concerned → roles that may investigate, and whether from another place only (DOMAIN 6.2, row IO)
INVESTIGATES = {
    RUNG_LEADER: (frozenset({SLT, HEAD, EXTERNAL_IO}), False),
    RUNG_HEAD: (frozenset({SLT, HEAD, HR, EXTERNAL_IO}), True),
    RUNG_CEO: (frozenset({EXEC, EXTERNAL_IO}), True),
}


def may_investigate(rung: int, roles, *, same_place: bool, leads_there: bool) -> bool:
    """Whether somebody with `roles` may look into conduct of somebody whose conduct belongs on `rung` (1–6).

    `same_place`: both belong to the same academy. `leads_there`: they lead the case's academy, so they decide and do not investigate.
    About a chief executive or anybody on the Board only an external investigator.
    """
    able, elsewhere_only = INVESTIGATES.get(rung, (frozenset({EXTERNAL_IO}), True))
    if EXTERNAL_IO in roles:
        return True
    return bool(able & frozenset(roles)) and not leads_there and not (elsewhere_only and same_place)

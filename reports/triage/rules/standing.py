"""Whether somebody's roles and parts are enough for what is asked of them here (DOMAIN 6.2)."""

from collections.abc import Iterable

from foundation.dossiers.rules import ROUTED, RUNG_CEO, RUNG_CHAIR, RUNG_HEAD, RUNG_LEADER, STAFF, TRIAGER, rung_of
from foundation.people.rules import CEO, HEAD, HR, SLT
from reports.concerns.rules import LEADS

_RUNG_OF = {SLT: RUNG_LEADER, HEAD: RUNG_HEAD, CEO: RUNG_CEO, ROUTED: RUNG_CHAIR}


def may_let_in(standing: Iterable[str], roles_kept_out: Iterable[str]) -> bool:
    """Whether somebody with `standing` stands on a rung above that of a person the reporter asked to keep out (roles of theirs)."""
    own = max((_RUNG_OF.get(symbol, 0) for symbol in standing), default=0)
    return own >= rung_of(STAFF, roles_kept_out)


def agrees_for_hr(standing: Iterable[str], *, hr_here: bool) -> bool:
    """Whether somebody with `standing` agrees as HR, or in their place where HR has no desk here because of a conflict."""
    held = set(standing)
    return HR in held or (not hr_here and bool(held & {CEO, ROUTED}) and TRIAGER not in held)


def agrees_for_lead(standing: Iterable[str], *, lead_here: bool) -> bool:
    """Whether somebody with `standing` agrees as safeguarding lead, or in their place where all of them are in conflict."""
    held = set(standing)
    return bool(held & LEADS) or (not lead_here and bool(held & {CEO, ROUTED}) and TRIAGER not in held)

"""Whom a list of staff may make whose line manager. Nobody reads about their own line manager (DESIGN 3), so whoever reads what is about
people is put only below somebody about whom others read: else one person could leave a report without a reader."""

from collections.abc import Iterable
from datetime import datetime

from foundation.dossiers.rules import RUNG_CEO, RUNG_CHAIR, RUNG_HEAD, RUNG_LEADER, RUNG_NAMED, RUNG_VICE_CHAIR, STAFF, rung_of
from foundation.people.models import Person
from foundation.people.rules import (
    CEO,
    CHAIR_TRUSTEES,
    DPO,
    DSL,
    EXEC,
    HEAD,
    HR,
    TRUST_ROLES,
    TRUST_SG,
    VICE_CHAIR_TRUSTEES,
    WB_TRUSTEE,
)
from foundation.people.staff_plan import Change

from . import selectors

BESIDE = (
    "they read what is about people, and would read nothing about their line manager. That has to be somebody above them: of leaders the "
    "headteacher, of headteachers and the trust’s own people the chief executive or an executive. Leave the column empty for them, or name "
    "somebody above."
)
_OF_THE_TRUST = frozenset({HR, DPO, EXEC, TRUST_SG})
# up to which rung somebody reads; whoever is read about above it may manage them. Who leads safeguarding reads about leaders
_READS = {HEAD: RUNG_HEAD, DSL: RUNG_HEAD, **dict.fromkeys(_OF_THE_TRUST, RUNG_HEAD), CEO: RUNG_CEO, CHAIR_TRUSTEES: RUNG_CHAIR,
          VICE_CHAIR_TRUSTEES: RUNG_VICE_CHAIR, WB_TRUSTEE: RUNG_NAMED}


def beside(changed: Iterable[Change], at: datetime) -> list[str]:
    """The rows that name somebody as line manager of whoever reads about them. Two queries."""
    named = [(one, who) for one in with_another(changed) if (who := one.fields["line_manager"][1]) is not None]
    if not named:
        return []
    held = selectors.guarded_roles([one.person for one, _ in named], at)
    above = selectors.guarded_roles([who for _, who in named if isinstance(who, Person)], at, begun=True)
    wrong = [one for one, who in named
             if one.person.pk in held and not _above(above.get(getattr(who, "pk", None), set()), held[one.person.pk])]
    return [f"Row {one.row.number}: {BESIDE}" for one in wrong]


def with_another(changed: Iterable[Change]) -> list[Change]:
    """Those whose line manager becomes another, or nobody."""
    return [one for one in changed if "line_manager" in one.fields]


def _above(manager: set[str], held: set[str]) -> bool:
    """By the roles that take two: what one person gives for a day puts nobody above anybody."""
    if not manager or (_OF_THE_TRUST & held and not TRUST_ROLES & manager):
        return False
    return rung_of(STAFF, manager) > max(_READS.get(role, RUNG_LEADER) for role in held)

"""Every change of a state goes through here, so that none is made without its guards, its event and its clocks."""

from collections.abc import Mapping
from datetime import datetime

from foundation.dossiers.models import Stateful
from foundation.dossiers.rules import Machine, Stale, check
from foundation.dossiers.services import lock, record
from foundation.people.models import Person
from foundation.people.rules import Nobody

from .services import moved


def move(row: Stateful, machine: Machine, name: str, *, by: Person | Nobody, at: datetime, standing, version: int | None = None,
         facts: Mapping | None = None, reason: str = "", ids: dict | None = None, action: str | None = None,
         also: Mapping | None = None, read_under_lock: bool = False) -> Stateful:
    """Take `name` out of the row's state as `machine` has it; gives the row, read anew under the dossier's lock, in its new state.

    Call it inside a transaction. Other columns that the database ties to the state (a date that a state must have) come as `also` and are
    written in the same statement; any others are set after it, not before. `standing` are the actor's roles and parts here,
    `version` what the page showed, `facts` what the guards ask; `read_under_lock`: the caller holds the lock and has read the row since, so
    that it is not read again. Raises Stale where the page was overtaken, Refused with the first reason
    why not.
    """
    if not read_under_lock:
        dossier = lock(row.dossier)
        row.refresh_from_db()
        row.dossier = dossier
    if version is not None and version != row.version:
        raise Stale
    step = check(machine, row.state, name, standing, facts or {})
    came_from = row.state
    row.state, row.state_since, row.version = step.target, at, row.version + 1
    for column, value in (also or {}).items():
        setattr(row, column, value)
    row.save(update_fields=["state", "state_since", "version", *(also or ())])
    record(row.dossier, action=action or f"{row.noun}.{name}", by=by, at=at, role=_role(step.roles, standing), from_state=came_from,
           to_state=step.target, reason=reason, ids=ids)
    moved(row.uuid, step.target, at=at, by=by)
    return row


def _role(roles: frozenset[str], standing) -> str:
    """The role or part the move was made in; the first by name where several would do."""
    return min(roles & frozenset(standing), default="")

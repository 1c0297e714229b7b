"""In front of whom a dossier stands: routing, desks, the next rung, stepping off it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from foundation.dossiers.models import Desk, Dossier, Party
from foundation.dossiers.routing import Plan, next_up, plan
from foundation.dossiers.rules import BOARD_RUNGS, RECUSED, ROUTED, WORKING
from foundation.people.models import Academy, Person
from foundation.people.rules import Nobody

from .keeping import lock, record
from .parties import add_party, end_party


def route(dossier: Dossier, *, by: Person | Nobody, at: datetime, minimum: int = 0) -> int:
    """Put the dossier in front of the lowest rung that may read it, at least `minimum`. Gives the rung (1–6).

    Desks of an earlier routing end; desks opened for another reason (a flag, a stage) stay.
    """
    with transaction.atomic():
        locked = lock(dossier)
        to = plan(locked, at, minimum=minimum)
        wanted = set(to.desks)
        for desk in Desk.objects.filter(dossier=locked, reason="routing", until__isnull=True):
            if (desk.role, desk.academy_id) not in wanted:
                Desk.objects.filter(pk=desk.pk).update(until=at)
        for role, academy_id in to.desks:
            Desk.objects.get_or_create(dossier=locked, role=role, academy_id=academy_id, until=None, defaults={"since": at})
        routed = set(to.people) if to.tier in BOARD_RUNGS else set()
        for party in Party.objects.filter(dossier=locked, part=ROUTED, until__isnull=True, link__isnull=True).select_related("person"):
            if party.person not in routed:
                end_party(party, by=by, at=at, reason="rerouted")
        for person in sorted(routed, key=lambda one: one.pk):
            add_party(locked, person, ROUTED, by=by, at=at, source="routing")
        Dossier.objects.filter(pk=locked.pk).update(tier=to.tier)
        record(locked, action="dossier.routed", by=by, at=at, ids={"tier": to.tier})
    dossier.tier = to.tier
    return to.tier


def stand(dossier: Dossier, to: Plan, *, by: Person | Nobody, at: datetime, beside: Iterable[tuple[str, int | None, str]] = ()) -> None:
    """Put a dossier that stands in no queue yet where `to` says; `beside`: further desks as (role, academy id, reason).

    Call it under the dossier's lock. The change that calls for it says so in its own event, with the rung among the ids.
    """
    desks = {(role, academy_id): "routing" for role, academy_id in to.desks}
    for role, academy_id, reason in beside:
        desks.setdefault((role, academy_id), reason)
    Desk.objects.bulk_create(
        Desk(dossier=dossier, role=role, academy_id=place, since=at, reason=reason) for (role, place), reason in desks.items()
    )
    for person in to.people if to.tier in BOARD_RUNGS else ():
        add_party(dossier, person, ROUTED, by=by, at=at, source="routing")
    Dossier.objects.filter(pk=dossier.pk).update(tier=to.tier)
    dossier.tier = to.tier


def recuse(dossier: Dossier, person: Person, *, by: Person | Nobody, at: datetime) -> int:
    """Take somebody off the dossier from this moment on, and route it past them, never below where it stands: it may stand there
    because a leader might be involved. Gives the new rung (BEATS 19)."""
    with transaction.atomic():
        tier = lock(dossier).tier
        for party in Party.objects.filter(dossier=dossier, person=person, part__in=WORKING, until__isnull=True, link__isnull=True):
            end_party(party, by=by, at=at, reason="recused")
        add_party(dossier, person, RECUSED, by=by, at=at, source="declared")
        return route(dossier, by=by, at=at, minimum=tier)


def set_desk(dossier: Dossier, role: str, academy: Academy | None, *, by: Person | Nobody, at: datetime, reason: str) -> Desk:
    """Open a role queue on the dossier, for instance DSL with reason "safeguarding"; the same twice is the first one."""
    with transaction.atomic():
        lock(dossier)
        desk, made = Desk.objects.get_or_create(
            dossier=dossier, role=role, academy=academy, until=None, defaults={"since": at, "reason": reason}
        )
        if made:
            record(dossier, action="desk.opened", by=by, at=at, reason=reason, ids={"role": role})
    return desk


def clear_desk(dossier: Dossier, role: str, *, by: Person | Nobody, at: datetime, reason: str) -> None:
    with transaction.atomic():
        lock(dossier)
        if Desk.objects.filter(dossier=dossier, role=role, until__isnull=True).update(until=at):
            record(dossier, action="desk.closed", by=by, at=at, reason=reason, ids={"role": role})


def escalate(dossier: Dossier, symbol: str, *, by: Person | Nobody, at: datetime) -> list[Person]:
    """Bring the next rung in where nobody at `symbol` can act: its desk opens (a Board rung's people become parties)."""
    with transaction.atomic():
        role, academy_id, people = next_up(dossier, at, symbol)
        if people and academy_id is None and role in ("CHAIR_TRUSTEES", "VICE_CHAIR_TRUSTEES", "WB_TRUSTEE"):
            for person in people:
                add_party(dossier, person, ROUTED, by=by, at=at, source="escalation")
        elif people:
            academy = dossier.academy if academy_id else None
            set_desk(dossier, role, academy, by=by, at=at, reason="escalation")
    return people

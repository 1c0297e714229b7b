"""Every read of the directory for whoever keeps it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from foundation.deadlines.models import Deadline
from foundation.dossiers.models import Party
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import CASE_MANAGER, ROUTED, TRIAGER, WORKING
from foundation.dossiers.selectors import dossiers_for
from foundation.people.models import Person
from foundation.people.rules import CEO, HEAD
from foundation.people.selectors import current, day_of, not_ended, signed_in_once
from foundation.roles.rules import takes_two
from foundation.roles.selectors import begins, held_at_or_after

from . import rules


def people_called(text: str) -> list[Person]:
    """Those whose name has `text` in it, or whose e-mail address or staff id begins with it; one more than a page shows."""
    named = Q(name__icontains=text) | Q(email__istartswith=text) | Q(staff_id__istartswith=text)
    return list(Person.objects.filter(named).select_related("academy").order_by("name", "pk")[: rules.FOUND + 1])


def leaving(at: datetime) -> list[Person]:
    """Who leaves in the coming weeks, those first who leave first."""
    today = day_of(at)
    rows = Person.objects.filter(left_on__gte=today, left_on__lte=today + timedelta(days=rules.AHEAD))
    return list(rows.select_related("academy").order_by("left_on", "name", "pk"))


def person_by(uuid) -> Person | None:
    return Person.objects.filter(uuid=uuid).select_related("academy", "line_manager", "user").first()


def number(at: datetime) -> int:
    """How many people work here now."""
    return Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=day_of(at))).count()


def guarded_roles(people: Iterable[Person], at: datetime, *, begun: bool = False) -> dict[int, set[str]]:
    """Which roles that take two each of these people (id) holds, or will, leavers too until they are ended; `begun`: holds today.
    One query."""
    found: dict[int, set[str]] = {}
    rows = held_at_or_after(at).filter(since__lte=day_of(at)) if begun else not_ended(at)
    for person, role in rows.filter(person__in=[one.pk for one in people]).values_list("person_id", "role"):
        if takes_two(role):
            found.setdefault(person, set()).add(role)
    return found


def known_here(people: Iterable[Person], at: datetime) -> list[Person]:
    """Those of these people who hold a role, or will, or have signed in, or can, and have an address to be told at. One query."""
    rows = Person.objects.filter(Q(pk__in=not_ended(at).values("person")) | Q(pk__in=signed_in_once().values("pk")))
    return list(rows.filter(pk__in=[one.pk for one in people]).exclude(email=""))


def soonest_last_day(at: datetime) -> date:
    """Of somebody who leaves with notice: as long as a role takes to begin (ADR 52)."""
    return begins(at) - timedelta(days=1)


def leaving_with(at: datetime) -> QuerySet[Party]:
    """What somebody still works on who leaves in the coming weeks, or has left: one row a part. `reference`, `path`: of what it is."""
    until = day_of(at) + timedelta(days=rules.NOTICE)
    return _open_parts(at, WORKING).filter(person__left_on__lte=until).order_by("person__left_on", "pk")


def parts_of(people: Iterable[Person], at: datetime) -> QuerySet[Party]:
    """In what these people have a part with which they could be shown something: one row a part, as `leaving_with`."""
    return _open_parts(at, rules.WITH_A_PART).filter(person__in=people).order_by("pk")


def _open_parts(at: datetime, parts: Iterable[str]) -> QuerySet[Party]:
    rows = Party.objects.filter(current(at), part__in=parts, link__isnull=True, dossier__open=True)
    clock = Deadline.objects.filter(dossier=OuterRef("dossier")).order_by("pk")
    named = {"reference": Subquery(clock.values("reference")[:1]), "path": Subquery(clock.values("path")[:1])}
    return rows.annotate(**named).filter(path__isnull=False).select_related("person", "dossier__academy")


def own_leaving_with(person: Person, at: datetime) -> list[Party]:
    """What the person still works on and leaves soon."""
    return list(leaving_with(at).filter(person=person, dossier__in=dossiers_for(person, at)))


def others_leaving_with(person: Person, at: datetime) -> list[Party]:
    """What others still work on who leave, where the person leads."""
    led = Q()
    for right in rules.LEADS:
        led |= Q(dossier__in=dossiers_for(person, at, right))
    return list(leaving_with(at).filter(led).exclude(person=person))


def leading(row: Party, at: datetime) -> list[Person]:
    """Who is told that somebody is needed in place of a leaver: whoever manages it, else the head, the chief executive, the Board."""
    for symbol in (CASE_MANAGER, TRIAGER, HEAD, CEO, ROUTED):
        if people := [one for one in holders(row.dossier, symbol, at) if one != row.person]:
            return people
    return []

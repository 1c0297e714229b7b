"""The door (DESIGN 3): who may see which dossier, as SQL. Lists, pages, counts, search, files and mail all go through it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from foundation.people.models import Alias, Person
from foundation.people.rules import Nobody, guarded, rights_of, symbols_with
from foundation.people.selectors import current, gone, placements_of
from foundation.trail.models import Event

from . import door, rules
from .models import Attempt, Desk, Disclosure, Dossier, OneTimeKey, Party, Seen
from .rules import BARRING, REPORTER, WORKING


def dossiers_for(person: Person, at: datetime, right: str | None = None) -> QuerySet[Dossier]:
    """Dossiers the person may work in: an own working part, or a desk where they hold the role now, minus every bar.

    With `right`, only through parts and roles that carry it. A copied part never grants, and always bars. Who is in it is asked of the
    database every time; only the sentence it is asked in is kept, once per instance of the person, moment and right.
    """
    moment, kept = person.__dict__.get("_doors", (None, {}))
    if moment != at:  # one moment is kept: a worker meets the same person at thousands
        _, kept = person.__dict__["_doors"] = at, {}
    if right not in kept:
        kept[right] = door.admitting(person, at, right)
    return Dossier.objects.filter(pk__in=kept[right])


def barred_from(person: Person, at: datetime) -> QuerySet[Dossier]:
    """Dossiers a conflict keeps the person out of: a barring part of their own, or a close relation to the person concerned, or the
    person concerned is their line manager (DESIGN 3)."""
    return Dossier.objects.filter(pk__in=door.barring(person, at))


def own_for(person: Person | Nobody) -> QuerySet[Dossier]:
    """Dossiers the person reported, whatever bars them from the working side of it; of somebody who does not sign in, the one whose
    passphrase they hold."""
    if isinstance(person, Nobody):
        return Dossier.objects.filter(draft_token=person.proof).exclude(draft_token="")
    return Dossier.objects.filter(pk__in=Party.objects.filter(person=person, part=REPORTER, link__isnull=True).values("dossier"))


def disclosed_to(person: Person, at: datetime) -> QuerySet[Disclosure]:
    """What has been shown to the person as somebody concerned, and nothing else of those dossiers."""
    return Disclosure.objects.filter(current(at), person=person)


def standing(person: Person | Nobody, dossier: Dossier, at: datetime) -> frozenset[str]:
    """The parts and roles the person holds in this dossier. Whoever is barred holds their barring parts and nothing else."""
    if isinstance(person, Nobody):
        return frozenset({REPORTER} if own_for(person).filter(pk=dossier.pk).exists() else {person.token})
    return standings(person, [dossier.pk], at)[dossier.pk]


def standings(person: Person, dossiers: Collection[int], at: datetime) -> dict[int, frozenset[str]]:
    """`standing` in each of these dossiers (ids), in as many queries as in one."""
    parts = {one: set() for one in dossiers}
    held = Party.objects.filter(current(at), dossier__in=parts, person=person, link__isnull=True).values_list("dossier_id", "part")
    for dossier, part in held:
        parts[dossier].add(part)
    barred = set(barred_from(person, at).filter(pk__in=parts).values_list("pk", flat=True))
    places = placements_of(person, at)
    desks = Desk.objects.filter(current(at), dossier__in=parts.keys() - barred).values_list("dossier_id", "role", "academy_id")
    for dossier, role, academy in desks:
        if (role, academy) in places:
            parts[dossier].add(role)
    return {one: frozenset(found & BARRING if one in barred else found) for one, found in parts.items()}


class Rights:
    """The rights a person holds by role, or by a part in any dossier. Parts are asked for where no role answers and some part could."""

    def __init__(self, person: Person | None, at: datetime):
        self.person, self.at = person, at

    def __contains__(self, right: str) -> bool:
        if self.person is None or right in self._by_role:
            return self.person is not None
        return not WORKING.isdisjoint(symbols_with(right)) and right in self._by_part

    @cached_property
    def guarded(self) -> bool:
        """Whether any of them shows what is about people, or decides who reads it."""
        return self.person is not None and (guarded(self._by_role) or guarded(self._by_part))

    @cached_property
    def _by_role(self) -> frozenset[str]:
        return rights_of(role for role, _ in placements_of(self.person, self.at))

    @cached_property
    def _by_part(self) -> frozenset[str]:
        parts = Party.objects.filter(current(self.at), person=self.person, part__in=WORKING, link__isnull=True)
        return rights_of(parts.values_list("part", flat=True).distinct())


def parties(dossier: Dossier, part: str, at: datetime) -> QuerySet[Party]:
    """The dossier's own current parties of one part, oldest first."""
    return Party.objects.filter(current(at), dossier=dossier, part=part, link__isnull=True).select_related("person__academy").order_by("pk")


def people_in(dossier: Dossier, at: datetime, *parts: str) -> list[Person]:
    """The people who now hold any of `parts` in the dossier itself."""
    rows = Party.objects.filter(current(at), dossier=dossier, part__in=parts, person__isnull=False, link__isnull=True).select_related(
        "person"
    )
    return list(dict.fromkeys(row.person for row in rows.order_by("pk")))


def gone_with(parts: Iterable[str], at: datetime) -> QuerySet[Party]:
    """Parts that somebody still holds, in dossiers that are open, who has left or has lost a role."""
    rows = Party.objects.filter(gone(at, "person"), current(at), part__in=parts, link__isnull=True, dossier__open=True)
    return rows.select_related("person", "dossier")


def seen_by(dossier: Dossier) -> QuerySet[Seen]:
    """Who has read the dossier, and on which days."""
    return Seen.objects.filter(dossier=dossier).select_related("person").order_by("day", "pk")


def with_names(dossier: Dossier, events: QuerySet[Event], *, most: int) -> list[tuple[Event, str]]:
    """Events of the dossier's chain, each with the name of who did it; a reporter is named by their part only."""
    found = list(events.filter(chain=dossier.uuid)[:most])
    reporters = set(Party.objects.filter(dossier=dossier, part=REPORTER).values_list("person", flat=True))
    tokens = Alias.objects.filter(chain=dossier.uuid).values_list("token", "person", "person__name")
    names = {str(token): "The reporter" if person in reporters else name for token, person, name in tokens}
    return [(event, names.get(event.actor, "")) for event in found]


def refused_at(attempt: Attempt) -> Dossier | None:
    """The dossier of what the attempt named, where there is one and it was not the person's to see: as reporter they see their own words
    of it elsewhere, and as somebody with a part they only met a page that does not belong to it now."""
    column = "reference" if rules.is_reference(attempt.named) else "uuid"
    for model in _named_by(column):
        for pk in model._base_manager.filter(**{column: attempt.named}).values_list("dossier_id", flat=True)[:1]:
            theirs = dossiers_for(attempt.person, attempt.at) | own_for(attempt.person)
            return Dossier.objects.filter(pk=pk, key__isnull=False).exclude(pk__in=theirs.values("pk")).first()
    return None


def _named_by(column: str) -> list:
    """Everything that hangs on a dossier and has a name of that kind."""
    columns = [(model, {field.name for field in model._meta.get_fields()}) for model in apps.get_models()]
    return [model for model, names in columns if {column, "dossier"} <= names and getattr(model._meta.get_field(column), "unique", False)]


def spent(key: UUID | None, purpose: str, person: Person) -> str:
    """Where a form led that the person has already sent, "" for one that was not: a second click may come after access has ended."""
    row = OneTimeKey.objects.filter(key=key, purpose=purpose, holder=str(person.uuid)).first() if key else None
    return row.answer if row else ""

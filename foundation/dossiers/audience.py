"""Who holds what for many dossiers at one moment: the answers of `routing.holders`, in six queries whatever the number of dossiers, three
of them about people, which `Everybody` keeps for the next ones."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from foundation.people.models import Person
from foundation.people.rules import ROLE_NAMES, TRUST_ROLES
from foundation.people.selectors import Everybody, current

from .models import Desk, Disclosure, Party
from .routing import PART_OF
from .rules import BARRING, ROUTED, SUBJECT, TARGET, TRIAGER, WORKING


class Placed(Protocol):
    """What is asked of a dossier, or of a row that knows as much of one."""

    pk: int
    academy_id: int | None


class Audience:
    """Read once, asked often. What is opened or ended after that it does not know."""

    def __init__(self, dossiers: Iterable[Placed], at: datetime, everybody: Everybody | None = None):
        ids = {dossier.pk for dossier in dossiers}
        self.everybody = everybody or Everybody(at)
        self._placed = self.everybody.placed
        self._parts: dict[int, dict[str, list[Person]]] = defaultdict(lambda: defaultdict(list))
        self._barred: dict[int, set[int]] = defaultdict(set)
        self._desks: dict[int, list[tuple[str, int | None, str]]] = defaultdict(list)
        self._read_parties(ids, at)
        desks = Desk.objects.filter(current(at), dossier__in=ids).order_by("pk")
        for dossier, role, academy, reason in desks.values_list("dossier_id", "role", "academy_id", "reason"):
            self._desks[dossier].append((role, academy, reason))
        self._shown = set(Disclosure.objects.filter(current(at), dossier__in=ids).values_list("person_id", "object_uuid"))

    def holders(self, dossier: Placed, symbol: str) -> list[Person]:
        """As `routing.holders`."""
        symbol = PART_OF.get(symbol, symbol)
        parts = self._parts[dossier.pk]
        if symbol in BARRING:
            return parts[symbol]
        if symbol in WORKING:
            return self._unconflicted(dossier, parts[symbol]) or (self._first_desk(dossier) if symbol == TRIAGER else [])
        if symbol == "line_manager":
            managers = [person.line_manager for person in parts[TARGET] if person.line_manager_id]
            return self._unconflicted(dossier, managers)
        if symbol not in ROLE_NAMES:
            return []
        standing = any(role == symbol and academy == self.academy_of(dossier, symbol) for role, academy, _ in self._desks[dossier.pk])
        return self.placed(dossier, symbol) if standing else []

    def placed(self, dossier: Placed, role: str) -> list[Person]:
        """Who holds the role where the dossier lies and has no conflict, whether or not it stands at their desk."""
        return self._unconflicted(dossier, self._placed.get((role, self.academy_of(dossier, role)), []))

    def may_open(self, person: Person, dossier: Placed, about: UUID) -> bool:
        """Whether the person has a door to the dossier, or this very thing of it was shown to them."""
        if (person.pk, about) in self._shown:
            return True
        if person.pk in self._barred[dossier.pk]:
            return False
        if any(person in people for part, people in self._parts[dossier.pk].items() if part in WORKING):
            return True
        return any(person in self._placed.get((role, academy), ()) for role, academy, _ in self._desks[dossier.pk])

    @staticmethod
    def academy_of(dossier: Placed, role: str) -> int | None:
        return None if role in TRUST_ROLES else dossier.academy_id

    def _read_parties(self, ids: set[int], at: datetime) -> None:
        found = Party.objects.filter(current(at), dossier__in=ids, person__isnull=False).order_by("pk")
        rows = list(found.values_list("dossier_id", "part", "person_id", "link_id"))
        known = self.everybody.by_pk(person for _, _, person, _ in rows)
        concerned: dict[int, set[int]] = defaultdict(set)
        for dossier, part, person, link in rows:
            if link is None and known[person] not in self._parts[dossier][part]:
                self._parts[dossier][part].append(known[person])
            if part in BARRING:
                self._barred[dossier].add(person)
            if part == SUBJECT:
                concerned[dossier].add(person)
        near = self.everybody.near if concerned else {}
        for dossier, people in concerned.items():
            self._barred[dossier].update(*(near.get(person, ()) for person in people))

    def _unconflicted(self, dossier: Placed, people: list[Person]) -> list[Person]:
        if not people or not (barred := self._barred[dossier.pk]):
            return list(people)
        return [person for person in people if person.id not in barred]

    def _first_desk(self, dossier: Placed) -> list[Person]:
        routed = self._unconflicted(dossier, self._parts[dossier.pk][ROUTED])
        first = next(((role, academy) for role, academy, reason in self._desks[dossier.pk] if reason == "routing"), None)
        return routed or (self._unconflicted(dossier, self._placed.get(first, [])) if first else [])

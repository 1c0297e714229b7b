"""Who holds what for many dossiers at one moment: the answers of `routing.holders`, in seven queries whatever the number of dossiers."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from foundation.people.models import Person
from foundation.people.rules import ROLE_NAMES, TRUST_ROLES
from foundation.people.selectors import all_holders, current, managed_by, people_by_pk, related_pairs

from .models import Desk, Disclosure, Dossier, Party
from .routing import PART_OF
from .rules import BARRING, ROUTED, SUBJECT, TARGET, TRIAGER, WORKING

Placed = dict[tuple[str, int | None], list[Person]]


class Audience:
    """Read once, asked often. What is opened or ended after that it does not know."""

    def __init__(self, dossiers: Iterable[Dossier], at: datetime, placed: Placed | None = None):
        ids = {dossier.pk for dossier in dossiers}
        self._placed = all_holders(at) if placed is None else placed
        self._parts: dict[int, dict[str, list[Person]]] = defaultdict(lambda: defaultdict(list))
        self._barred: dict[int, set[int]] = defaultdict(set)
        self._desks: dict[int, list[tuple[str, int | None, str]]] = defaultdict(list)
        self._read_parties(ids, at)
        desks = Desk.objects.filter(current(at), dossier__in=ids).order_by("pk")
        for dossier, role, academy, reason in desks.values_list("dossier_id", "role", "academy_id", "reason"):
            self._desks[dossier].append((role, academy, reason))
        self._shown = set(Disclosure.objects.filter(current(at), dossier__in=ids).values_list("person_id", "object_uuid"))

    def holders(self, dossier: Dossier, symbol: str) -> list[Person]:
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

    def placed(self, dossier: Dossier, role: str) -> list[Person]:
        """Who holds the role where the dossier lies and has no conflict, whether or not it stands at their desk."""
        return self._unconflicted(dossier, self._placed.get((role, self.academy_of(dossier, role)), []))

    def may_open(self, person: Person, dossier: Dossier, about: UUID) -> bool:
        """Whether the person has a door to the dossier, or this very thing of it was shown to them."""
        if (person.pk, about) in self._shown:
            return True
        if person.pk in self._barred[dossier.pk]:
            return False
        if any(person in people for part, people in self._parts[dossier.pk].items() if part in WORKING):
            return True
        return any(person in self._placed.get((role, academy), ()) for role, academy, _ in self._desks[dossier.pk])

    @staticmethod
    def academy_of(dossier: Dossier, role: str) -> int | None:
        return None if role in TRUST_ROLES else dossier.academy_id

    def _read_parties(self, ids: set[int], at: datetime) -> None:
        found = Party.objects.filter(current(at), dossier__in=ids, person__isnull=False).order_by("pk")
        rows = list(found.values_list("dossier_id", "part", "person_id", "link_id"))
        known = people_by_pk({person for _, _, person, _ in rows})
        concerned: dict[int, set[int]] = defaultdict(set)
        for dossier, part, person, link in rows:
            if link is None and known[person] not in self._parts[dossier][part]:
                self._parts[dossier][part].append(known[person])
            if part in BARRING:
                self._barred[dossier].add(person)
            if part == SUBJECT:
                concerned[dossier].add(person)
        subjects = set().union(*concerned.values())
        near = managed_by(subjects)
        for one, other in related_pairs(subjects, at):
            near.setdefault(one, set()).add(other)
            near.setdefault(other, set()).add(one)
        for dossier, people in concerned.items():
            self._barred[dossier].update(*(near.get(person, ()) for person in people))

    def _unconflicted(self, dossier: Dossier, people: Iterable[Person]) -> list[Person]:
        return [person for person in people if person.pk not in self._barred[dossier.pk]]

    def _first_desk(self, dossier: Dossier) -> list[Person]:
        routed = self._unconflicted(dossier, self._parts[dossier.pk][ROUTED])
        first = next(((role, academy) for role, academy, reason in self._desks[dossier.pk] if reason == "routing"), None)
        return routed or (self._unconflicted(dossier, self._placed.get(first, [])) if first else [])

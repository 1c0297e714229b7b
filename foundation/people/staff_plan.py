"""What a list of staff would change: whom it adds, what of whom it changes, and which of its rows cannot be taken in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from .joining import Accounts
from .models import Academy, Person
from .rules import GUARDED_ROLES, unlikely_first_day, unlikely_last_day
from .selectors import all_placements, day_of, has_left, signed_in_once
from .staff_file import TRUST, Row, Wrong

_PLAIN = ("name", "job", "kind", "started_on", "left_on")
_SAID_OF_NEW = ("academy", "job", "email", "staff_id")
_WORDS = {"academy": "academy", "line_manager": "line manager", "staff_id": "staff id", "started_on": "start", "left_on": "leaving"}


@dataclass
class Change:
    """One person of the file. `person`: as they are, None where they are new; `fields`: what becomes of which, as (before, after);
    `joins`: the same of their accounts, by issuer."""

    row: Row
    person: Person | None
    fields: dict[str, tuple[object, object]] = field(default_factory=dict)
    joins: dict[str, tuple[str, str]] = field(default_factory=dict)

    def said(self) -> str:
        """In a line, for whoever runs it."""
        if self.person is None:
            facts = [_short(new) for name, (_, new) in self.fields.items() if name in _SAID_OF_NEW and new]
            new = f"{self.row.get('name')} is new{' and can sign in' if self.joins else ''}"
            return f"Row {self.row.number}: {new}{': ' if facts else ''}{', '.join(facts)}"
        parts = [f"{_WORDS.get(name, name)} {_short(old)} → {_short(new)}" for name, (old, new) in self.fields.items()]
        parts += [f"signs in with another account of {issuer}" if old else f"can sign in with {issuer}"
                  for issuer, (old, _) in self.joins.items()]
        return f"Row {self.row.number}: {self.person.name}: {', '.join(parts)}"


@dataclass
class Plan:
    """`rows`: everybody of the file, whatever becomes of them."""

    added: list[Change]
    changed: list[Change]
    same: int
    rows: list[Change] = field(default_factory=list)


def plan(rows: Iterable[Row], at: datetime) -> Plan:
    """Compare `rows` with the people known. Changes nothing. Raises Wrong with every row that cannot be taken in. Five queries."""
    rows, known = list(rows), _Known(at)
    changes = [Change(row, known.who(row)) for row in rows]
    wrong = [f"Row {one.row.number}: {sentence}" for one in changes for sentence in known.troubles(one)]
    wrong += _same_person(changes)
    if wrong:
        raise Wrong(wrong)
    managers = _Managers(changes, known)
    for one in changes:
        one.fields = {**dict(_differences(one, known)), **managers.difference(one)}
        one.joins = known.accounts.joins(one.row, one.person)
    if managers.wrong:
        raise Wrong(managers.wrong)
    added, changed = [one for one in changes if one.person is None], [one for one in changes if one.person and (one.fields or one.joins)]
    return Plan(added, changed, len(rows) - len(added) - len(changed), changes)


class _Known:
    """Everybody and every academy, read once."""

    def __init__(self, at: datetime):
        self.at, self.today = at, day_of(at)
        self.academies = {one.code: one for one in Academy.objects.all()}
        people = list(Person.objects.select_related("academy", "line_manager", "user"))
        self.by_staff_id = {one.staff_id: one for one in people if one.staff_id}
        self.by_email = {one.email: one for one in people if one.email}
        self.by_pk = {one.pk: one for one in people}
        held: dict[int, set[str]] = {}
        for row in all_placements(at):
            held.setdefault(row.person_id, set()).add(row.role)
        self.accounts = Accounts()
        self.inside = set(signed_in_once().values_list("pk", flat=True))
        self.placed = held.keys()
        self.readers = {person for person, roles in held.items() if roles & GUARDED_ROLES}

    def who(self, row: Row) -> Person | None:
        return self.by_staff_id.get(row.get("staff_id")) or self.by_email.get(row.get("email"))

    def troubles(self, one: Change) -> Iterator[str]:
        """Why this row cannot be taken in."""
        row, person = one.row, one.person
        if "academy" in row.said and row.get("academy") != TRUST and row.get("academy") not in self.academies:
            yield f"there is no academy “{row.get('academy')}”; the trust itself is “{TRUST}”."
        if person is None and "academy" not in row.said:
            yield "they are new, and no column says where they work."
        other = self.by_email.get(row.get("email"))
        if person and other and other.pk != person.pk:
            yield "the e-mail is somebody else’s."
        if person and row.get("staff_id") and person.staff_id and person.staff_id != row.get("staff_id"):
            yield "the e-mail belongs to somebody with another staff id."
        if row.get("left_on") and (unlikely := unlikely_last_day(row.get("left_on"), self.today)):
            yield unlikely
        if started := row.get("started_on"):
            yield from self._about_their_start(person, started)
        if person and _leaves_first(person, row):
            yield "they leave before they start."
        if person and "email" in row.said and row.get("email") != person.email:
            yield from self._about_their_address(person, row)
        yield from self.accounts.troubles(row, person, guarded=bool(person and person.pk in self.inside | self.placed))

    def _about_their_start(self, person: Person | None, started: date) -> Iterator[str]:
        if unlikely := unlikely_first_day(started, self.today):
            yield unlikely
        elif person and started > self.today and not has_left(person, self.at) and person.pk in self.inside | self.placed:
            yield "they are here already, so their first day is not ahead: nobody could say that they leave before it."

    def _about_their_address(self, person: Person, row: Row) -> Iterator[str]:
        """With a new address, or another account, one person could sign in as them and read what is theirs."""
        if person.pk in self.readers:
            yield "they read reports or cases: their e-mail is changed by two people, on their page, not by a file."
        elif person.pk in self.inside:
            yield "they sign in already: their e-mail is changed by two people, on their page, not by a file."
        elif person.pk in self.placed:
            yield "they hold a role: their e-mail is changed by two people, on their page, not by a file."


class _Managers:
    """Line managers named by staff id or e-mail, of the file or known before."""

    def __init__(self, changes: list[Change], known: _Known):
        self.known, self.wrong = known, []
        self.of_file = {key.lower(): one for one in changes for key in one.row.keys}
        known_before = (one.person for one in changes if one.person and one.person.line_manager)
        self.above = {self._mark(person): self._mark(person.line_manager) for person in known_before}
        named = [(one, self._named(one)) for one in changes if "line_manager" in one.row.said]
        self.named = {id(one): who for one, who in named}
        self.above |= {self._mark(one.person or one): self._mark(who) for one, who in named}
        self.wrong += [f"Row {one.row.number}: {one.row.get('name')} would be above themselves." for one, _ in named if self._circle(one)]

    def difference(self, one: Change) -> dict[str, tuple[object, object]]:
        if id(one) not in self.named:
            return {}
        after, before = self.named[id(one)], one.person.line_manager if one.person else None
        return {"line_manager": (before, after)} if self._mark(before) != self._mark(after) else {}

    def _named(self, one: Change) -> Person | Change | None:
        key = str(one.row.get("line_manager"))
        if not key:
            return None
        found = self.of_file.get(key.lower())
        who = (found.person or found) if found else self.known.by_email.get(key) or self._by_staff_id(key)
        if who is None:
            self.wrong.append(f"Row {one.row.number}: nobody has the staff id or e-mail of the line manager.")
        return who

    def _by_staff_id(self, key: str) -> Person | None:
        return next((one for staff_id, one in self.known.by_staff_id.items() if staff_id.lower() == key), None)

    def _circle(self, one: Change) -> bool:
        start = here = self._mark(one.person or one)
        for _ in range(len(self.above) + 1):
            here = self.above.get(here)
            if here is None or here == start:
                return here == start
        return False

    @staticmethod
    def _mark(who: Person | Change | None) -> object:
        return None if who is None else who.pk if isinstance(who, Person) else id(who)


def _same_person(changes: list[Change]) -> list[str]:
    """Rows that speak of somebody whom a row above speaks of, by another key."""
    first: dict[int, int] = {}
    for one in changes:
        if one.person:
            first.setdefault(one.person.pk, one.row.number)
    return [f"Row {one.row.number}: that is the person of row {first[one.person.pk]}, too."
            for one in changes if one.person and first[one.person.pk] != one.row.number]


def _leaves_first(person: Person, row: Row) -> bool:
    started, left = (row.said.get(name, getattr(person, name)) for name in ("started_on", "left_on"))
    return bool(started and left and left < started)


def _differences(one: Change, known: _Known) -> Iterator[tuple[str, tuple[object, object]]]:
    row, person = one.row, one.person
    for name in _PLAIN:
        after = row.get(name) or ("employee" if name == "kind" else row.get(name))
        if name in row.said and (person is None or getattr(person, name) != after):
            yield name, (getattr(person, name, ""), after)
    if "academy" in row.said:
        after = known.academies.get(row.get("academy"))
        if person is None or person.academy_id != (after and after.pk):
            yield "academy", (person.academy if person else None, after)
    for name in ("email", "staff_id"):
        wanted = name in row.said and (row.get(name) or name == "email")
        if wanted and (person is None or getattr(person, name) != row.get(name)):
            yield name, (getattr(person, name, ""), row.get(name))


def _short(value: object) -> str:
    if value is None or value == "":
        return "none"
    return value.row.get("name") if isinstance(value, Change) else getattr(value, "name", None) or str(value)

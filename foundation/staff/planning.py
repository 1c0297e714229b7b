"""What a list of staff would change, roles and all: a role that takes two people is asked for, any other is given."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from foundation.face import when
from foundation.people import staff_plan
from foundation.people.models import Academy, Person
from foundation.people.rules import ROLE_NAMES, SYSADMIN, TRUST_ROLES, Nobody
from foundation.people.selectors import academies, day_of
from foundation.people.staff_file import TRUST, Row, Wrong
from foundation.people.staff_plan import Change, Plan
from foundation.roles import rules as roles
from foundation.roles import selectors as held

from . import managers, rules, selectors


@dataclass(frozen=True)
class Grant:
    """A role for somebody of the file, who may not be known yet."""

    change: Change
    role: str
    academy: Academy | None

    def said(self) -> str:
        place = self.academy.name if self.academy else "the trust"
        what = "is asked for, and waits for a second person" if roles.takes_two(self.role) else "is given"
        return f"Row {self.change.row.number}: {self.change.row.get('name')}: {ROLE_NAMES[self.role]}, {place}, {what}"


@dataclass(frozen=True)
class Planned:
    """`people`: who is added and changed; `grants`: which roles are asked for or given."""

    people: Plan
    grants: list[Grant]

    @property
    def nothing(self) -> bool:
        return not (self.people.added or self.people.changed or self.grants)

    def lines(self) -> list[str]:
        return [one.said() for one in (*self.people.added, *self.people.changed, *self.grants)]

    @property
    def digest(self) -> str:
        """What was agreed to: another where anybody changed people in between."""
        return hashlib.sha256("\n".join(self._marks()).encode()).hexdigest()

    def _marks(self) -> Iterator[str]:
        for one in (*self.people.added, *self.people.changed):
            fields = [(name, _mark(old), _mark(new)) for name, (old, new) in sorted(one.fields.items())]
            yield repr((one.row.number, one.person and one.person.pk, fields, sorted(one.joins.items())))
        for one in self.grants:
            yield repr((one.change.row.number, one.role, one.academy and one.academy.pk))


def planned(rows: Iterable[Row], *, by: Person | Nobody, at: datetime) -> Planned:
    """Compare a list with the people and roles known. Changes nothing. Raises Wrong with every row that cannot be taken in."""
    found = staff_plan.plan(rows, at)
    codes = {one.code: one for one in academies()} | {TRUST: None}
    known = held.held_or_asked_for(at)
    grants, wrong = [], []
    for change in found.rows:
        for role, place in change.row.get("roles") or ():
            academy, why = _place(change, role, place, codes)
            key = (change.person.pk if change.person else id(change), role, academy and academy.pk)
            if not why and key in known:
                continue
            known.add(key)
            if why := why or _refused(change, by, at):
                wrong.append(f"Row {change.row.number}: {why}")
            else:
                grants.append(Grant(change, role, academy))
    wrong += _about_themselves(found, by) + _about_leavers(found, at) + managers.beside(found.changed, at)
    if wrong:
        raise Wrong(wrong)
    return Planned(found, grants)


def _place(change: Change, role: str, place: str, codes: dict[str, Academy | None]) -> tuple[Academy | None, str]:
    """Where a role of a row is held, and why it cannot be."""
    if place:
        return codes.get(place), "" if place in codes else f"there is no academy “{place[:40]}”."
    if role in TRUST_ROLES:
        return None, ""
    academy = codes[change.row.get("academy")] if "academy" in change.row.said else change.person.academy
    why = roles.misplaced(role, at_the_trust=academy is None)
    return academy, f"{why} Write it like {role}@{next(iter(codes))}." if why else ""


def _about_themselves(found: staff_plan.Plan, by: Person | Nobody) -> list[str]:
    """Whoever takes a list in changes nothing about themselves, nor whom they manage: who manages somebody does not read about them."""
    if not isinstance(by, Person):
        return []
    own = [f"Row {one.row.number}: somebody else changes what is known of you." for one in found.changed if one.person == by]
    managed = [one for one in (*found.added, *found.changed) if "line_manager" in one.fields and by in one.fields["line_manager"]]
    return own + [f"Row {one.row.number}: somebody else says whom you manage." for one in managed]


def _about_leavers(found: staff_plan.Plan, at: datetime) -> list[str]:
    going = [one for one in found.changed if one.fields.get("left_on", (None, None))[1]]
    guarded = selectors.guarded_roles([one.person for one in going], at) if going else {}
    readers = [(one, guarded[one.person.pk]) for one in going if one.person.pk in guarded]
    return _too_soon(readers, at) + _none_left(readers, at) if readers else []


def _too_soon(leaving: list[tuple[Change, set[str]]], at: datetime) -> list[str]:
    """Nobody alone empties the Board, nor sends away whoever could object (ADR 52)."""
    first = selectors.soonest_last_day(at)
    early = [one for one, guarded in leaving if roles.ends_with_notice(guarded) and one.fields["left_on"][1] < first]
    return [f"Row {one.row.number}: {rules.TOO_SOON.format(when.day(first))}" for one in early]


def _none_left(leaving: list[tuple[Change, set[str]]], at: datetime) -> list[str]:
    """Somebody is left to keep people and roles: nobody could give that role any more."""
    admins = [one for one, guarded in leaving if SYSADMIN in guarded]
    if not admins or held.remains([one.person for one in admins], at):
        return []
    return [f"Row {admins[0].row.number}: {roles.NONE_LEFT[0].lower()}{roles.NONE_LEFT[1:]}"]


def _refused(change: Change, by: Person | Nobody, at: datetime) -> str:
    left = change.row.said.get("left_on", change.person and change.person.left_on)
    if left and left < day_of(at):
        return "they have left, so they are given no role."
    return "nobody gives themselves a role, or asks for one." if isinstance(by, Person) and change.person == by else ""


def _mark(value: object) -> object:
    if isinstance(value, Change):
        return value.row.number
    return value.pk if isinstance(value, Person | Academy) else value

"""Every write of the directory: a list of staff, people first and then their roles; whoever leaves."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction

from foundation.dossiers.rules import Refused
from foundation.dossiers.services import trust_dossier
from foundation.face import when
from foundation.messages.services import queue, queue_each
from foundation.people import services as people
from foundation.people.models import Academy, Person
from foundation.people.rules import CEO, HEAD, SYSADMIN, SYSTEM, Nobody, unlikely_last_day
from foundation.people.selectors import day_of, has_left, holders_by_place
from foundation.people.services import TRUST, token
from foundation.people.staff_file import Row
from foundation.roles import rules as roles
from foundation.roles import services as giving
from foundation.roles.selectors import remains, watching
from foundation.trail import services as trail

from . import managers, rules, selectors
from .planning import Planned, planned

OVERTAKEN = "Somebody has changed people since this was shown. Look at what would change now, then keep it."


def take_in(rows: Iterable[Row], *, by: Person | Nobody, at: datetime, agreed: str = "") -> Planned:
    """Do what a list of staff says, all of it or nothing; sent again it changes nothing. Gives what it did.

    `agreed`: the digest of what was shown. Raises Wrong for rows that cannot be taken in, Refused where it is not what was shown any more,
    and where a role cannot be given.
    """
    with transaction.atomic():
        people.one_list_at_a_time()
        giving.administrators_one_at_a_time()
        found = planned(rows, by=by, at=at)
        if agreed and agreed != found.digest:
            raise Refused(OVERTAKEN)
        going = [one.person for one in found.people.changed if "left_on" in one.fields]
        held = selectors.guarded_roles(going, at) if going else {}
        _tell_of_last_days([one for one in going if one.pk in held], set().union(*held.values()), by, at)
        _tell_of_managers([one.person for one in managers.with_another(found.people.changed)], by, at)
        _tell_of_names([one.person for one in found.people.changed if "name" in one.fields], by, at)
        people.take_in(found.people, by=by, at=at)
        _ask_whose_it_is([one.person for one in found.people.changed if "email" in one.fields or one.joins], at)
        _tell_of_moves([one.fields["academy"] for one in found.people.changed if "academy" in one.fields], by, at)
        wanted = [(one.change.person, one.role, one.academy) for one in found.grants]
        giving.ask_many([one for one in wanted if roles.takes_two(one[1])], by=by, at=at)
        giving.give_many([one for one in wanted if not roles.takes_two(one[1])], by=by, at=at)
    return found


def _tell_of_last_days(people: list[Person], held: set[str], by: Person | Nobody, at: datetime) -> None:
    """Whoever holds a role that takes two hears at once that a last day was entered for them, or changed, and so do those who are told of
    such a role (`held`: the roles of all of them); each of them once, however long a list."""
    if people:
        about = {"dossier": trust_dossier(by=SYSTEM, at=at), "about": people[0].uuid, "reference": "", "code": rules.LAST_DAY, "at": at}
        queue_each(people, by=by, path=giving.MINE, **about)
        others = [one for one in watching(held, at) if [one] != people]
        queue_each(others, by=by, path=giving.ALL, **about)


def _tell_of_managers(people: list[Person], by: Person | Nobody, at: datetime) -> None:
    """Whoever reads what is about people hears that a list gave them another line manager, about whom they then read nothing, or none."""
    if held := selectors.guarded_roles(people, at) if people else {}:
        about = {"dossier": trust_dossier(by=SYSTEM, at=at), "about": people[0].uuid, "reference": "", "code": rules.MANAGER, "at": at}
        queue_each([one for one in people if one.pk in held], by=by, path=giving.MINE, **about)


def _tell_of_names(people: list[Person], by: Person | Nobody, at: datetime) -> None:
    """Whoever holds a role or signs in hears that a list gave them another name: under another's they would be reported for them."""
    if known := selectors.known_here(people, at) if people else []:
        about = {"dossier": trust_dossier(by=SYSTEM, at=at), "about": known[0].uuid, "reference": "", "code": rules.NAME, "at": at}
        queue_each(known, by=by, path="/", **about)


def _ask_whose_it_is(people: list[Person], at: datetime) -> None:
    """A list has given somebody a way to sign in, or another address to be invited at. Whoever leads what they have a part in makes sure it
    is theirs. The list is taken in all the same: a refusal would tell whoever wrote it that there is something."""
    rows = selectors.parts_of(people, at) if people else []
    asked = {(row.dossier_id, one): row for row in rows for one in selectors.leading(row, at)}
    for (_, one), row in asked.items():
        about = {"dossier": row.dossier, "about": row.uuid, "reference": row.reference, "path": row.path}
        queue(code=rules.NEW_WAY_IN, to=one, **about, at=at, by=SYSTEM)


def _tell_of_moves(moves: list[tuple[Academy | None, Academy | None]], by: Person | Nobody, at: datetime) -> None:
    """Who reads a report goes by where the person it is about works. So the heads of both academies hear, once a list, that somebody was
    moved; where one of both is the trust, the chief executive."""
    places = {place for move in moves for place in move}
    if places:
        dossier = trust_dossier(by=SYSTEM, at=at)
        placed = holders_by_place([(HEAD, one.pk) if one else (CEO, None) for one in places], at)
        told = [person for people in placed.values() for person in people]
        queue_each(told, by=by, path="/", dossier=dossier, about=dossier.uuid, reference="", code=rules.MOVED, at=at)


def leave(person: Person, *, last: date | None, by: Person, at: datetime) -> Person:
    """Say which day is somebody's last, or that they stay after all. Raises Refused for one's own, and for a day before they came.

    What is open with them is nobody's business who keeps the directory: those who lead where it hangs are asked (`ask_for_successors`).
    """
    with transaction.atomic():
        row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if row == by:
            raise Refused("Somebody else says when you leave.", field="last")
        if last and row.started_on and last < row.started_on:
            raise Refused("They leave before they start.", field="last")
        if row.left_on != last:
            held = selectors.guarded_roles([row], at).get(row.pk, set())
            _check_last_day(row, last, held, at)
            _tell_of_last_days([row] if held else [], held, by, at)
            Person.objects.filter(pk=row.pk).update(left_on=last)
            trail.record(TRUST, action="person.leaves" if last else "person.stays", actor=token(TRUST, by), at=at,
                         ids={"person": token(TRUST, row)})
    row.left_on = last
    return row


def _check_last_day(person: Person, last: date | None, held: set[str], at: datetime) -> None:
    if last and SYSADMIN in held:
        giving.administrators_one_at_a_time()
        if not remains([person], at):
            raise Refused(roles.NONE_LEFT, field="last")
    if last and (unlikely := unlikely_last_day(last, day_of(at))):
        raise Refused(f"{unlikely[0].upper()}{unlikely[1:]}", field="last")
    if last and roles.ends_with_notice(held) and last < (first := selectors.soonest_last_day(at)):
        raise Refused(rules.TOO_SOON.format(when.day(first)), field="last")


def ask_for_successors(*, at: datetime) -> int:
    """Tell whoever leaves soon with something open, and whoever leads where it hangs; gives how many such things there are. Any number of
    runs tell each of them once for each thing and last day."""
    rows = list(selectors.leaving_with(at))
    with transaction.atomic():
        for row in rows:
            gone = has_left(row.person, at)
            for one in [*([] if gone else [row.person]), *selectors.leading(row, at)]:
                key = f"{rules.GOES}:{row.uuid}:{row.person.left_on}:{one.pk}"
                about = {"dossier": row.dossier, "about": row.uuid, "reference": row.reference, "path": row.path}
                queue(code=rules.GOES, to=one, **about, at=at, by=SYSTEM, due_at=when.at(row.person.left_on, time(17)), key=key)
    return len(rows)

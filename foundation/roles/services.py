"""Every write about roles: ask, agree, refuse, take back, give what needs no second person, end."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from foundation.dossiers.rules import Refused, Stale
from foundation.dossiers.services import trust_dossier
from foundation.entry.selectors import without_sign_in
from foundation.entry.services import invite
from foundation.factors import services as factors
from foundation.messages.services import cancel_unsent, queue_each
from foundation.people import services as people
from foundation.people.models import Academy, Person, Placement
from foundation.people.rules import CEO, SYSADMIN, SYSTEM, Nobody
from foundation.people.selectors import day_of, has_left, holders
from foundation.people.services import TRUST, token
from foundation.trail import services as trail

from . import rules, selectors
from .models import RoleRequest

_SHOWN = ("person__line_manager", "academy", "asked_by", "decided_by", "placement__person", "placement__academy")
MINE, ALL = "/roles/mine/", "/roles/"
NOT_TWO = "Somebody else has to agree: a role that reads what is about people takes two people, and neither is whom it is for."


def ask(person: Person, role: str, academy: Academy | None, *, by: Person | Nobody, at: datetime) -> RoleRequest:
    """Ask for a role that takes two people; those who may agree are told. Asked again it is the first one. Raises Refused."""
    with transaction.atomic():
        row, fresh = _asked(person, role, academy, by, at)
        if fresh:
            _tell(selectors.agreers(row, at), "role.asked", row, by, at)
    return row


def ask_many(wanted: Iterable[tuple[Person, str, Academy | None]], *, by: Person | Nobody, at: datetime) -> list[RoleRequest]:
    """Ask for several at once; whoever may agree to any of them is told once. Raises Refused for the first that cannot be."""
    with transaction.atomic():
        found = [_asked(*one, by, at) for one in wanted]
        fresh = [row for row, is_fresh in found if is_fresh]
        able = selectors.Agreers(at)
        who = dict.fromkeys(one for row in fresh for one in able.of(row))
        queue_each(who, by=by, path=ALL, **_of_all("role.asked", fresh[0].uuid, at) if fresh else {})
    return [row for row, _ in found]


def _asked(person: Person, role: str, academy: Academy | None, by: Person | Nobody, at: datetime) -> tuple[RoleRequest, bool]:
    _check(person, role, academy, by, at)
    if not rules.takes_two(role):
        raise Refused("One person gives this role.", field="what")
    if (same := selectors.asked_for(person, role, academy)) is not None:
        return same, False
    asked_by = by if isinstance(by, Person) else None
    row = RoleRequest.objects.create(person=person, role=role, academy=academy, asked_by=asked_by, asked_at=at)
    _record("role.asked", row, by, at)
    return row, True


def give(person: Person, role: str, academy: Academy | None, *, by: Person | Nobody, at: datetime) -> Placement:
    """Give a role that reads nothing about anybody, from today on; the chief executive is told. Raises Refused for one that takes two."""
    return give_many([(person, role, academy)], by=by, at=at)[0]


def give_many(wanted: Iterable[tuple[Person, str, Academy | None]], *, by: Person | Nobody, at: datetime) -> list[Placement]:
    """Give several such roles; the chief executive is told once. Raises Refused for the first that cannot be."""
    with transaction.atomic():
        rows = [_given(*one, by, at) for one in wanted]
        if rows:
            queue_each(holders(CEO, None, at), by=by, path=ALL, **_of_all("role.given", rows[0].uuid, at))
    return rows


def _given(person: Person, role: str, academy: Academy | None, by: Person | Nobody, at: datetime) -> Placement:
    _check(person, role, academy, by, at)
    if rules.takes_two(role):
        raise Refused(NOT_TWO, field="what")
    return people.place(person, role, academy, since=day_of(at), by=by, at=at)


def agree(request: RoleRequest, *, by: Person, at: datetime) -> RoleRequest:
    """The second person agrees to the role of whom they saw: it begins on the first day at least 24 hours after that person, the chief
    executive and the data protection officer can be told. Raises Refused, and Stale where the person has another name or address now."""
    with transaction.atomic():
        _hold([request])
        row = _agreed(request, by, at)
        _tell(selectors.told(row, at), "role.agreed", row, by, at)
    return row


def agree_many(requests: Iterable[RoleRequest], *, by: Person, at: datetime) -> list[RoleRequest]:
    """Agree to several at once: each person is told of theirs, everybody else once. Raises Refused for the first that cannot be."""
    requests = list(requests)
    with transaction.atomic():
        _hold(requests)
        rows = [_agreed(one, by, at) for one in requests]
        for row in rows:
            _tell([row.person], "role.agreed", row, by, at)
        others = dict.fromkeys(one for row in rows for one in selectors.told(row, at) if one != row.person)
        queue_each(others, by=by, path=ALL, **_of_all("role.agreed", rows[0].uuid, at) if rows else {})
    return rows


def _agreed(request: RoleRequest, by: Person, at: datetime) -> RoleRequest:
    row = _to_decide(request, by, at)
    if has_left(row.person, at):
        raise Refused("They have left.")
    if selectors.stands(row) != selectors.stands(request):
        raise Stale
    if people.forget_listed_accounts(row.person, by=by, at=at):  # one person wrote the list; with what they sign in they say themselves
        factors.forget_steps(row.person, by=by, at=at)  # whoever came in with such an account may have set them up
        invite(without_sign_in(at).filter(pk=row.person_id), by=by, at=at)
    row.placement = people.place(row.person, row.role, row.academy, since=selectors.begins(at), by=by, at=at)
    _decided(row, rules.AGREED, by, at)
    _record("role.agreed", row, by, at)
    return row


def refuse(request: RoleRequest, *, by: Person, at: datetime) -> RoleRequest:
    """The second person does not agree; who asked is told. Raises Refused."""
    with transaction.atomic():
        row = _to_decide(request, by, at)
        _decided(row, rules.REFUSED, by, at)
        _record("role.refused", row, by, at)
        _tell([row.asked_by], "role.refused", row, by, at)
    return row


def stop(request: RoleRequest, *, by: Person, at: datetime) -> RoleRequest:
    """Take it back before it begins; everybody who was told of it is told. Raises Refused once it has begun, or is over."""
    with transaction.atomic():
        row = _locked(request)
        if not selectors.may_stop(by, row, at):
            raise Refused("It has begun, or is over: there is nothing to take back.")
        heard = [*selectors.told(row, at), row.decided_by] if row.placement else [row.asked_by]
        if row.placement is not None:
            people.end_placement(row.placement, until=row.placement.since, by=by, at=at)
        row.state, row.stopped_by, row.stopped_at = rules.STOPPED, by, at
        row.save(update_fields=["state", "stopped_by", "stopped_at"])
        cancel_unsent(row.uuid, at=at)
        _record("role.stopped", row, by, at)
        _tell(heard, "role.stopped", row, by, at)
    return row


def end(placement: Placement, *, until: date, by: Person, at: datetime) -> Placement:
    """End a role; `until` is the first day without it. One person does it, and of a role that takes two those who were told of its
    beginning are told of its end. Raises Refused for one's own, for a day that is over, and for what would make it longer."""
    with transaction.atomic():
        administrators_one_at_a_time()
        row = Placement.objects.select_for_update(of=("self",)).select_related("person", "academy").get(pk=placement.pk)
        _check_end(row, by, at)
        if until < day_of(at):
            raise Refused("This day is over.", field="last")
        if row.until is not None and until > row.until:
            raise Refused("It ends before that. To hold it longer it has to be given anew.", field="last")
        people.end_placement(row, until=max(until, row.since), by=by, at=at)
        if rules.takes_two(row.role):
            _tell_of_the_end(row, by, at)
    return row


def administrators_one_at_a_time() -> None:
    """Until the transaction ends nobody else sends an administrator away: else two could do it to each other, and none were left."""
    list(Placement.objects.select_for_update(no_key=True).filter(role=SYSADMIN).order_by("pk").values_list("pk"))


def _check_end(row: Placement, by: Person, at: datetime) -> None:
    if not selectors.may(by, rules.ASK, at) or row.person == by:
        raise Refused("Somebody else ends it: nobody gives or ends a role of their own.")
    if selectors.leads_at(by, row, at):
        raise Refused("You lead at their academy: another administrator ends it.")
    if row.role == SYSADMIN and not selectors.remains([row.person], at):
        raise Refused(rules.NONE_LEFT)


def end_of_the_gone(*, at: datetime) -> int:
    """End the roles of everybody whose last day is over: who comes back holds none, until it is given anew. A last day that was entered
    late ends them today: they could read until it was, and the Board was not empty. Those who watch over such a role are told where it
    takes two. Gives how many; any number of runs do it once."""
    rows = list(selectors.held_by_the_gone(at))
    with transaction.atomic():
        for row in rows:
            people.end_placement(row, until=max(day_of(at), row.since), by=SYSTEM, at=at)
            if rules.takes_two(row.role):
                _tell_of_the_end(row, SYSTEM, at, themselves=False)
    return len(rows)


def _check(person: Person, role: str, academy: Academy | None, by: Person | Nobody, at: datetime) -> None:
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # one at a time about one person
    if not selectors.may(by, rules.ASK, at):
        raise Refused("Only the system administrator asks for a role.")
    if person == by:
        raise Refused("Nobody gives themselves a role, or asks for one: somebody else does.", field="who")
    if has_left(person, at):
        raise Refused("They have left.", field="who")
    if wrong := rules.misplaced(role, at_the_trust=academy is None):
        raise Refused(wrong, field="where")
    if selectors.holds(person, role, academy, at):
        raise Refused("They hold this role there already.", field="what")


def _to_decide(request: RoleRequest, by: Person, at: datetime) -> RoleRequest:
    row = _locked(request)
    if row.state != rules.ASKED:
        raise Refused("Somebody was quicker: it has been decided.")
    if by not in selectors.agreers(row, at):
        raise Refused(NOT_TWO)
    return row


def _hold(requests: list[RoleRequest]) -> None:
    """Nobody becomes another while somebody agrees to their role; always in the same order, so that no two wait for each other."""
    list(Person.objects.select_for_update(no_key=True).filter(pk__in={one.person_id for one in requests}).order_by("pk"))


def _locked(request: RoleRequest) -> RoleRequest:
    rows = RoleRequest.objects.select_for_update(of=("self",))
    return rows.select_related(*_SHOWN).get(pk=request.pk)


def _decided(row: RoleRequest, state: str, by: Person, at: datetime) -> None:
    row.state, row.decided_by, row.decided_at = state, by, at
    row.save(update_fields=["state", "decided_by", "decided_at", "placement"])
    cancel_unsent(row.uuid, at=at)


def _record(action: str, row: RoleRequest, by: Person | Nobody, at: datetime) -> None:
    chain = row.academy.uuid if row.academy else TRUST
    ids = {"request": str(row.uuid), "person": token(chain, row.person), "role": row.role}
    trail.record(chain, action=action, actor=token(chain, by), at=at, ids=ids)


def _tell(who: Iterable[Person | None], code: str, row: RoleRequest, by: Person | Nobody, at: datetime) -> None:
    queue_each(who, by=by, path=f"/roles/{row.uuid}/", **_of_all(code, row.uuid, at))


def _of_all(code: str, about: UUID, at: datetime) -> dict:
    return {"dossier": trust_dossier(by=SYSTEM, at=at), "code": code, "about": about, "reference": "", "at": at}


def _tell_of_the_end(row: Placement, by: Person | Nobody, at: datetime, *, themselves: bool = True) -> None:
    given = _of_all("role.ended", row.uuid, at)
    if themselves:
        queue_each([row.person], by=by, path=MINE, **given)
    others = [one for one in selectors.watching([row.role], at) if one != row.person]
    queue_each(others, by=by, path=ALL, **given)

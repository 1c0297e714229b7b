"""Every write about changes of a sign-in: ask, agree, refuse, take back, and do what was agreed."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from foundation.dossiers.rules import Refused
from foundation.dossiers.services import trust_dossier
from foundation.entry.selectors import without_sign_in
from foundation.entry.services import invite
from foundation.factors import services as factors
from foundation.messages.services import cancel_unsent, queue_each
from foundation.people import services as people
from foundation.people.models import Person
from foundation.people.rules import SYSTEM, Nobody
from foundation.people.selectors import has_left, takes_two_to_change
from foundation.people.services import TRUST, token
from foundation.roles import rules as roles
from foundation.roles.selectors import may
from foundation.trail import services as trail

from . import rules, selectors
from .models import SignInChange

NOT_TWO = "Somebody else has to agree: this takes two people, and neither is whom it is about."
OVER = "It is done, or over: there is nothing to take back."
_NOTHING = {
    rules.SECOND_STEP: "They have no second step that could be taken away.",
    rules.ACCOUNT: "They are joined to no account that could be taken away.",
}


def ask(person: Person, what: str, *, address: str = "", by: Person | Nobody, at: datetime) -> SignInChange:
    """Ask for a change of how somebody signs in; those who may agree are told. Raises Refused, also for a second of the same kind."""
    address = address.strip().lower()
    with transaction.atomic():
        person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # one at a time about one person
        _check(person, what, address, by, at)
        asked_by = by if isinstance(by, Person) else None
        row = SignInChange.objects.create(person=person, what=what, address=address, asked_by=asked_by, asked_at=at)
        _record("signin.asked", row, by, at)
        _tell(selectors.deciders(row, at), "signin.asked", row, by, at)
    return row


def agree(change: SignInChange, *, by: Person, at: datetime) -> SignInChange:
    """The second person agrees: it is done 24 hours after whom it is about, the chief executive and the data protection officer can be
    told. Raises Refused."""
    with transaction.atomic():
        row = _to_decide(change, by, at)
        if trouble := _trouble(row, at):
            raise Refused(trouble)
        row.begins = selectors.begins(row, at)
        _decided(row, rules.AGREED, by, at)
        _record("signin.agreed", row, by, at)
        _tell(selectors.told(row, at), "signin.agreed", row, by, at)
    return row


def refuse(change: SignInChange, *, by: Person, at: datetime) -> SignInChange:
    """The second person does not agree; who asked is told. Raises Refused."""
    with transaction.atomic():
        row = _to_decide(change, by, at)
        row.ended_at = at
        _decided(row, rules.REFUSED, by, at)
        _record("signin.refused", row, by, at)
        _tell([row.asked_by], "signin.refused", row, by, at)
    return row


def stop(change: SignInChange, *, by: Person, at: datetime) -> SignInChange:
    """Take it back until it is done; everybody who was told of it is told. Raises Refused."""
    with transaction.atomic():
        row = _locked(change)
        if not selectors.may_stop(by, row, at):
            raise Refused(OVER)
        heard = [*selectors.told(row, at), row.decided_by] if row.decided_by else [row.asked_by]
        row.stopped_by = by
        cancel_unsent(row.uuid, at=at)
        _over(row, rules.STOPPED, by, at)
        _tell(heard, "signin.stopped", row, by, at)
    return row


def do_what_is_due(*, at: datetime) -> int:
    """Do every change whose time has come; gives how many were done. Run again, or twice at once, it does none a second time."""
    return sum(carry_out(one, at=at) for one in selectors.due(at))


def carry_out(change: SignInChange, *, at: datetime) -> bool:
    """Do one change; whether it was done now. It waits for its moment, and until the mail to whom it is about has left. What has become
    impossible meanwhile lapses, and those who were told are told."""
    with transaction.atomic():
        row = _locked(change)
        if row.state != rules.AGREED or row.begins > at or selectors.unheard(row):
            return False
        done = not _trouble(row, at) and _do(row, at)
        _over(row, rules.DONE if done else rules.LAPSED, SYSTEM, at)
        _tell([*selectors.told(row, at), row.decided_by], f"signin.{row.state}", row, SYSTEM, at)
        if done:  # whoever has no way in any more, or never had one, chooses one
            invite(without_sign_in(at).filter(pk=row.person_id), by=SYSTEM, at=at)
    return done


def _do(row: SignInChange, at: datetime) -> bool:
    """Whether it could be done; they are signed out everywhere."""
    if row.what == rules.SECOND_STEP:
        factors.forget_steps(row.person, by=SYSTEM, at=at)
    elif row.what == rules.ACCOUNT:
        people.forget_accounts(row.person, by=SYSTEM, at=at)
    else:
        try:
            with transaction.atomic():
                people.change_address(row.person, row.address, by=SYSTEM, at=at)
        except IntegrityError:  # somebody got this address a moment ago
            return False
    return True


def _check(person: Person, what: str, address: str, by: Person | Nobody, at: datetime) -> None:
    if not may(by, roles.ASK, at):
        raise Refused("Only the system administrator asks for this.")
    if person == by:
        raise Refused("Nobody asks for this for themselves: somebody else does.")
    if not takes_two_to_change(person, at):
        raise Refused("They do not sign in yet: the list of staff says what their address is.")
    if selectors.open_of(person, what):
        raise Refused("This is asked for already, and waits.", field="what")
    if trouble := _trouble(SignInChange(person=person, what=what, address=address), at):
        raise Refused(trouble, field="address" if what == rules.ADDRESS else "what")


def _trouble(row: SignInChange, at: datetime) -> str:
    """Why it cannot be done; "" where it can."""
    if has_left(row.person, at):
        return "They have left."
    if row.what != rules.ADDRESS:
        return "" if selectors.has_any(row.person, row.what) else _NOTHING[row.what]
    if row.address == row.person.email:
        return "That is their address already."
    return "This address is somebody else’s." if selectors.is_taken(row.address, row.person) else ""


def _to_decide(change: SignInChange, by: Person, at: datetime) -> SignInChange:
    row = _locked(change)
    if row.state != rules.ASKED:
        raise Refused("Somebody was quicker: it has been decided.")
    if by not in selectors.deciders(row, at):
        raise Refused(NOT_TWO)
    return row


def _locked(change: SignInChange) -> SignInChange:
    rows = SignInChange.objects.select_for_update(of=("self",))
    return rows.select_related("person__user", "person__academy", "asked_by", "decided_by").get(pk=change.pk)


def _decided(row: SignInChange, state: str, by: Person, at: datetime) -> None:
    row.state, row.decided_by, row.decided_at = state, by, at
    row.save(update_fields=["state", "decided_by", "decided_at", "begins", "ended_at"])
    cancel_unsent(row.uuid, at=at)


def _over(row: SignInChange, state: str, by: Person | Nobody, at: datetime) -> None:
    row.state, row.ended_at = state, at
    row.save(update_fields=["state", "ended_at", "stopped_by"])
    _record(f"signin.{state}", row, by, at)


def _record(action: str, row: SignInChange, by: Person | Nobody, at: datetime) -> None:
    ids = {"change": str(row.uuid), "person": token(TRUST, row.person), "what": row.what}
    trail.record(TRUST, action=action, actor=token(TRUST, by), at=at, ids=ids)


def _tell(who: Iterable[Person | None], code: str, row: SignInChange, by: Person | Nobody, at: datetime) -> None:
    given = {"dossier": trust_dossier(by=SYSTEM, at=at), "code": code, "about": row.uuid, "reference": "", "at": at}
    queue_each(who, by=by, path=f"/roles/sign-ins/{row.uuid}/", **given)

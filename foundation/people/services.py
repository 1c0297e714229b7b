"""Every write about people and settings."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID, uuid5

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import QuerySet

from foundation.trail import services as trail

from . import joining
from .models import Academy, Alias, Identity, Invitation, Person, Placement, Session, Setting, User
from .rules import OPEN, ROLE_NAMES, Nobody, check_contact
from .selectors import day_of
from .staff_plan import Change, Plan

_TAKEN_IN = ("name", "email", "staff_id", "academy", "job", "kind", "started_on", "left_on")
TRUST = UUID("6f6d1f0e-3c2b-5f0a-9d55-0a5b6d3f7c11")  # the chain of what belongs to the trust and to no academy


class Overtaken(Exception):
    """Somebody else was faster: what was read is no longer so."""


def token(chain: UUID, by: Person | Nobody) -> str:
    """The name `by` goes by in one chain: always the same there, and never the same in two chains (DESIGN 4)."""
    if isinstance(by, Nobody):
        return by.token
    alias, _ = Alias.objects.get_or_create(chain=chain, person=by)
    return str(alias.token)


def forget_tokens(chain: UUID) -> None:
    """Empty who is behind the tokens of one chain, when what it is about is disposed of; the chain's events stay as they are."""
    Alias.objects.filter(chain=chain).delete()


def change_setting(
    key: str, value, *, academy: Academy | None = None, basis: str = "trust default", by: Person | Nobody, at: datetime
) -> Setting:
    """Add the newest value of a setting; the ones before stay as its history."""
    with transaction.atomic():
        row = Setting.objects.create(key=key, value=value, academy=academy, basis=basis, by=None if isinstance(by, Nobody) else by, at=at)
        chain = academy.uuid if academy else TRUST
        trail.record(chain, action="setting.changed", actor=token(chain, by), at=at, ids={"setting": str(uuid5(TRUST, key))})
    return row


def open_trust(ready: bool, *, by: Person | Nobody, at: datetime) -> Setting:
    """Whether reports may come. Who has begun one goes on and sends."""
    return change_setting(OPEN, ready, by=by, at=at)


def set_contact(
    contact: str, *, name: str, phone: str, academy: Academy | None = None, by: Person | Nobody, at: datetime
) -> Setting:
    """Set whom pages name to call, for the trust or for one academy; empty takes it off them. What was set before stays as history.
    Raises ValueError for half a contact."""
    check_contact(contact, name, phone)
    return change_setting(f"contact.{contact}", {"name": name, "phone": phone}, academy=academy, by=by, at=at)


def add_academy(*, code: str, name: str, local_authority: str, headcount: int = 0, lado_contact: str = "", urn: str = "") -> Academy:
    return Academy.objects.create(
        code=code, name=name, local_authority=local_authority, headcount=headcount, lado_contact=lado_contact, urn=urn)


def change_academy(academy: Academy, *, since: int, by: Person | Nobody, at: datetime, **facts) -> Academy:
    """Write down what is true of an academy now: any of name, local_authority, lado_contact, headcount (people who work there) and urn.
    `since`: the version it was read at. Raises ValueError for anything else, Overtaken where somebody was faster."""
    if unknown := facts.keys() - {"name", "local_authority", "lado_contact", "headcount", "urn"}:
        raise ValueError(f"That is nothing an academy has: {', '.join(sorted(unknown))}")
    with transaction.atomic():
        row = Academy.objects.select_for_update().get(pk=academy.pk)
        if row.version != since:
            raise Overtaken
        for name, value in (facts | {"version": since + 1}).items():
            setattr(row, name, value)
        row.save(update_fields=[*facts, "version"])
        trail.record(row.uuid, action="academy.changed", actor=token(row.uuid, by), at=at)
    return row


def add_person(
    *,
    name: str,
    academy: Academy | None,
    kind: str = Person.Kind.EMPLOYEE,
    job: str = "",
    email: str = "",
    started_on: date | None = None,
    left_on: date | None = None,
    line_manager: Person | None = None,
) -> Person:
    return Person.objects.create(
        name=name,
        academy=academy,
        kind=kind,
        job=job,
        email=email.lower(),
        started_on=started_on,
        left_on=left_on,
        line_manager=line_manager,
    )


def one_list_at_a_time() -> None:
    """Until the transaction ends nobody else takes in a list of staff, and nothing is changed or agreed about anybody, so that what was
    compared is what is changed. People are held in the order in which everybody holds them; rows that name them are written meanwhile."""
    list(Academy.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    list(Person.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def take_in(found: Plan, *, by: Person | Nobody, at: datetime) -> None:
    """Add and change people as was planned, in the caller's transaction. Somebody who signs in signs in with the new address."""
    if not found.added and not found.changed:
        return
    Person.objects.bulk_create([_filled(one) for one in found.added], batch_size=1000)
    _update(found.changed)
    managed = [_with_manager(one) for one in (*found.added, *found.changed) if "line_manager" in one.fields]
    Person.objects.bulk_update(managed, ["line_manager"], batch_size=500)
    end_invitations([one.person for one in found.changed if "email" in one.fields], at=at)
    for one in found.changed:
        if "email" in one.fields and hasattr(one.person, "user"):
            _sign_in_with(one.person.user, one.person.email)
    joined = joining.join_all([(one.person, one.joins) for one in (*found.added, *found.changed) if one.joins], at=at)
    ids = {"added": len(found.added), "changed": len(found.changed), "joined": joined}
    trail.record(TRUST, action="people.taken_in", actor=token(TRUST, by), at=at, ids=ids)


def _update(changed: list[Change]) -> None:
    """Write what a list changes of people and nothing else of them; together what stands for one, as dates that have to fit each other."""
    alike: dict[tuple[str, ...], list[Person]] = {}
    for one in changed:
        alike.setdefault(tuple(name for name in _TAKEN_IN if name in one.fields), []).append(_filled(one))
    for names, people in alike.items():
        if names:
            Person.objects.bulk_update(people, names, batch_size=500)


def _filled(one: Change) -> Person:
    one.person = one.person or Person()
    for name, (_, after) in one.fields.items():
        if name != "line_manager":
            setattr(one.person, name, after)
    return one.person


def _with_manager(one: Change) -> Person:
    manager = one.fields["line_manager"][1]
    one.person.line_manager = manager.person if isinstance(manager, Change) else manager
    return one.person


def _sign_in_with(user: User, email: str) -> None:
    user.email = email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    know_address(user)


def end_invitations(people: Iterable[Person], *, at: datetime) -> None:
    """What was sent to these people, and has not been used, opens nothing any more: there is a newer one, or they have another address."""
    Invitation.objects.filter(person__in=people, used_at__isnull=True, until__gt=at).update(until=at)


def change_address(person: Person, address: str, *, by: Person | Nobody, at: datetime) -> None:
    """Mail to somebody, and their sign-in, go to a new address from now on; they are signed out everywhere. Raises IntegrityError where it
    is somebody else's."""
    with transaction.atomic():
        person.email = address
        person.save(update_fields=["email"])
        if hasattr(person, "user"):
            _sign_in_with(person.user, address)
        end_invitations([person], at=at)
        end_sessions(person)
        trail.record(TRUST, action="person.address_changed", actor=token(TRUST, by), at=at, ids={"person": token(TRUST, person)})


def give_sign_in(person: Person, *, password: str) -> User:
    """A login for somebody with an e-mail address. Raises ValueError without one."""
    if not person.email:
        raise ValueError("A sign-in needs an e-mail address.")
    user = User.objects.create_user(person.email, password, person=person)
    know_address(user)
    return user


def know_address(user: User) -> None:
    """Keep the address as allauth's own row now, or it writes one on the first page that asks, which may be a GET."""
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)


def place(person: Person, role: str, academy: Academy | None, *, since: date, by: Person | Nobody, at: datetime) -> Placement:
    """Give a dated role. Raises ValueError for a role nobody knows."""
    if role not in ROLE_NAMES:
        raise ValueError(f"Unknown role {role}")
    with transaction.atomic():
        row = Placement.objects.create(person=person, role=role, academy=academy, since=since)
        _forget(person)
        chain = academy.uuid if academy else TRUST
        trail.record(chain, action="placement.given", actor=token(chain, by), at=at, ids={"person": token(chain, person), "role": role})
    return row


def end_placement(placement: Placement, *, until: date, by: Person | Nobody, at: datetime) -> Placement:
    """`until` is the first day without the role."""
    with transaction.atomic():
        placement.until = until
        placement.save(update_fields=["until"])
        if placement.since <= day_of(at):  # one that never began gave nothing
            _forget(placement.person)
        chain = placement.academy.uuid if placement.academy else TRUST
        trail.record(chain, action="placement.ended", actor=token(chain, by), at=at,
                     ids={"person": token(chain, placement.person), "role": placement.role})
    return placement


def forget_listed_accounts(person: Person, *, by: Person | Nobody, at: datetime) -> bool:
    """Take away the accounts that a list of staff has joined somebody to, not those they have joined themselves, and the password that
    whoever came in with them may have chosen. Whether there were any."""
    with transaction.atomic():
        gone = _forget_accounts(Identity.objects.filter(user__person=person, listed=True), person, by, at)
        if gone:
            person.user.set_unusable_password()
            person.user.save(update_fields=["password"])
    return gone


def forget_accounts(person: Person, *, by: Person | Nobody, at: datetime) -> bool:
    """Take away every account that somebody is joined to. Whether there were any."""
    return _forget_accounts(Identity.objects.filter(user__person=person), person, by, at)


def _forget_accounts(rows: QuerySet[Identity], person: Person, by: Person | Nobody, at: datetime) -> bool:
    with transaction.atomic():
        gone = rows.delete()[0]
        if gone:
            end_sessions(person)
            trail.record(TRUST, action="account.parted", actor=token(TRUST, by), at=at, ids={"person": token(TRUST, person)})
    return bool(gone)


def end_sessions(person: Person, *, but: str = "") -> int:
    """Sign somebody out wherever they are signed in, at their next request; `but`: the name of the session that stays. Gives how many."""
    gone = Session.objects.filter(user__person=person)
    return (gone.exclude(name=but) if but else gone).delete()[0]


def end_session(person: Person, name: str) -> bool:
    """Sign somebody out in one place; False where they are not signed in there."""
    return bool(Session.objects.filter(user__person=person, name=name).delete()[0])


def _forget(person: Person) -> None:
    """Rights have changed: whoever is signed in as this person signs in anew."""
    person.__dict__.pop("_known", None)
    end_sessions(person)

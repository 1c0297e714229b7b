"""Every read about changes of a sign-in: what is asked, who may agree, what is due."""

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from foundation.messages.rules import next_working_moment
from foundation.messages.selectors import DaysOff, still_to_be_told, were_told
from foundation.people.models import Identity, Person, User
from foundation.people.rules import CEO, DPO
from foundation.people.selectors import holders, is_open
from foundation.roles import rules as roles
from foundation.roles.selectors import Agreers, held_at_or_after, may

from . import rules
from .models import SignInChange

_SHOWN = ("person__academy", "asked_by", "decided_by", "stopped_by")


def change_for(person: Person, uuid, at: datetime) -> SignInChange | None:
    """A change, for whom it is about, who asked, and those who read all of them."""
    row = SignInChange.objects.filter(uuid=uuid).select_related(*_SHOWN).first()
    return row if row and (person.pk in (row.person_id, row.asked_by_id) or may(person, roles.READ, at)) else None


class Deciders:
    """Who may agree to each of these changes: those who may agree to the roles of whom it is about, the Board's two where one is of the
    Board; never whom it is about, nor who asked. Two queries, however many changes."""

    def __init__(self, changes: Iterable[SignInChange], at: datetime):
        self._able, self._held = Agreers(at), {}
        about = {one.person_id for one in changes}
        for person, role in held_at_or_after(at).filter(person__in=about).values_list("person_id", "role"):
            self._held.setdefault(person, set()).add(role)

    def of_the_board(self, change: SignInChange) -> bool:
        return any(map(roles.of_the_board, self._held.get(change.person_id, ())))

    def of(self, change: SignInChange) -> list[Person]:
        return self._able.to(self._held.get(change.person_id, ()), {change.person_id, change.asked_by_id}, {change.person.academy_id})


def deciders(change: SignInChange, at: datetime) -> list[Person]:
    """Who may agree to one change."""
    return Deciders([change], at).of(change)


def told(change: SignInChange, at: datetime) -> list[Person]:
    """Whom it is about, the chief executive and the data protection officer (DESIGN 3); and who asked."""
    people = [change.person, *holders(CEO, None, at), *holders(DPO, None, at), change.asked_by]
    return list(dict.fromkeys(one for one in people if one is not None))


def begins(change: SignInChange, at: datetime) -> datetime:
    """From when on a change is done to which somebody agrees now: 24 hours after the last of those who could object can be told, which is
    neither at night nor on a day off. At once while the trust is being set up (ADR 44)."""
    if not is_open():
        return at
    days = DaysOff(at)
    return rules.begins(max(next_working_moment(at, days.of(place)) for place in (None, change.person.academy_id)))


def unheard(change: SignInChange) -> bool:
    """Whether nobody who could object has heard yet: the mail to whom it is about has still to leave, as when the mail server is away; or
    it cannot, as where their mailbox is gone, and none has left either to those who are told beside them."""
    if not is_open():
        return False
    return change.person_id in still_to_be_told(change.uuid, "signin.agreed") or not _heard(change)


def _heard(change: SignInChange) -> bool:
    return bool(were_told(change.uuid, "signin.agreed") - {change.asked_by_id, change.decided_by_id})


def may_stop(person: Person, change: SignInChange, at: datetime) -> bool:
    """Until it is done: whom it is about, who asked, and those who agree or are told; of somebody above whom nobody is only those who may
    agree, and the data protection officer."""
    if change.state not in rules.OPEN:
        return False
    if person.pk in (change.person_id, change.asked_by_id):
        return True
    able = Deciders([change], at)
    if not able.of_the_board(change):
        return may(person, roles.STOP, at)
    return person in able.of(change) or person in holders(DPO, None, at)


def open_changes() -> list[SignInChange]:
    """What is asked or waits to be done, oldest first."""
    return list(SignInChange.objects.filter(state__in=rules.OPEN).select_related(*_SHOWN))


def open_around(person: Person, *, everything: bool) -> list[SignInChange]:
    """All of that, or only what is about the person or was asked by them. One query."""
    own = Q() if everything else Q(person=person) | Q(asked_by=person)
    return list(SignInChange.objects.filter(own, state__in=rules.OPEN).select_related(*_SHOWN))


def open_of(person: Person, what: str) -> SignInChange | None:
    return SignInChange.objects.filter(person=person, what=what, state__in=rules.OPEN).first()


def due(at: datetime) -> QuerySet[SignInChange]:
    """What was agreed and is to be done by now."""
    return SignInChange.objects.filter(state=rules.AGREED, begins__lte=at)


def is_taken(address: str, person: Person) -> bool:
    """Whether an address is somebody else's."""
    others = Person.objects.filter(email__iexact=address).exclude(pk=person.pk)
    return others.exists() or User.objects.filter(email__iexact=address).exclude(person=person).exists()


def has_any(person: Person, what: str) -> bool:
    """Whether there is anything to take away."""
    if what == rules.SECOND_STEP:
        return Authenticator.objects.filter(user__person=person).exists()
    return Identity.objects.filter(user__person=person).exists()

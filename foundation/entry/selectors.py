"""Who signs in as whom, and who cannot yet."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from foundation.factors.selectors import kinds
from foundation.people.accounts import invited_by
from foundation.people.models import Invitation, Person, User
from foundation.people.selectors import day_of, has_left, no_way_in, signing_in

from . import rules
from .rules import AGAIN_AFTER


def user_of(issuer: str, subject: str, at: datetime) -> User | None:
    """Whoever is joined to that issuer and subject, is still here and not switched off. An e-mail address finds nobody (ADR 45)."""
    return User.objects.filter(_here("person__", at), identities__issuer=issuer, identities__subject=subject, is_active=True).first()


def may_show_it_there(user: User, issuer: str) -> bool:
    """Whether somebody shows once more who they are with an account of that issuer: it is theirs, and they have no second step here."""
    return not kinds(user) and user.identities.filter(issuer=issuer).exists()


def without_sign_in(at: datetime) -> QuerySet[Person]:
    """Those with an e-mail address who work here and have no way in: neither a password nor a joined account nor a passkey."""
    return Person.objects.filter(_here("", at), no_way_in()).exclude(email="").exclude(kind=Person.Kind.EXTERNAL).order_by("name", "pk")


def uninvited(at: datetime) -> QuerySet[Person]:
    """Those of them to whom no invitation is still open."""
    return without_sign_in(at).exclude(invitations__used_at__isnull=True, invitations__until__gt=at)


def not_come(at: datetime, after: timedelta) -> QuerySet[Person]:
    """Those who were invited, last `after` ago or longer, and still have no way in; nobody within a week of their last invitation."""
    lately = Invitation.objects.filter(at__gt=at - max(after, AGAIN_AFTER)).values("person")
    return without_sign_in(at).filter(pk__in=Invitation.objects.values("person")).exclude(pk__in=lately)


class Counted(NamedTuple):
    signing_in: int
    invited: int
    without_address: int


def counted(at: datetime) -> Counted:
    """How many of those who work here have a way in, have been asked to choose one, and cannot be asked."""
    here, waiting = Person.objects.filter(_here("", at)).exclude(kind=Person.Kind.EXTERNAL), without_sign_in(at)
    return Counted(here.filter(user__is_active=True).exclude(no_way_in()).count(), waiting.count() - uninvited(at).count(),
                   without_address(at).count())


class Open(NamedTuple):
    until: datetime
    people: int


def open_invitations(at: datetime) -> list[Open]:
    """How many have an invitation that works, by the moment it ends, the first first."""
    return [Open(*row) for row in _usable(at).order_by("until").values_list("until").annotate(Count("person", distinct=True))]


def invited_until(person: Person, at: datetime) -> datetime | None:
    """How long somebody's invitation works."""
    return _usable(at).filter(person=person).order_by("-until").values_list("until", flat=True).first()


def without_address(at: datetime) -> QuerySet[Person]:
    """Those who work here and cannot be invited, because nobody knows an e-mail address of theirs."""
    unknown = Person.objects.filter(_here("", at), email="").exclude(kind=Person.Kind.EXTERNAL)
    return unknown.select_related("academy").order_by("name", "pk")


def how_far(people: Iterable[Person], at: datetime) -> dict[int, str]:
    """How far each of these people (id) who work here is with a sign-in, in words. Two queries."""
    people = [one for one in people if not has_left(one, at)]
    inside = dict(signing_in().filter(pk__in=[one.pk for one in people]).values_list("pk", "user__last_login"))
    invited = set(_usable(at).filter(person__in=people).values_list("person_id", flat=True))
    return {one.pk: _how_far(one, inside, invited) for one in people}


def _how_far(person: Person, inside: dict[int, datetime | None], invited: set[int]) -> str:
    if person.pk in inside:
        return rules.COME if inside[person.pk] else rules.NOT_YET
    if not person.email:
        return rules.NO_ADDRESS
    return rules.INVITED if person.pk in invited else rules.UNINVITED


def invitation_for(token: str, at: datetime) -> Invitation | None:
    """The invitation behind a mailed link, as long as it can be used."""
    return _usable(at).filter(pk=getattr(invited_by(token), "pk", None)).first()


def invitation_still_open(uuid: str, at: datetime) -> Invitation | None:
    """One that a browser has already opened with its link."""
    return _usable(at).filter(uuid=uuid).first() if uuid else None


def user_to_be(person: Person) -> User:
    """The sign-in somebody has or would have; nothing is kept of it here."""
    return person.user if hasattr(person, "user") else User(person=person, email=person.email)


def _usable(at: datetime) -> QuerySet[Invitation]:
    open_ones = Invitation.objects.filter(used_at__isnull=True, until__gt=at, person__in=Person.objects.filter(_here("", at), no_way_in()))
    return open_ones.select_related("person", "person__user")


def _here(prefix: str, at: datetime) -> Q:
    return Q(**{f"{prefix}left_on__isnull": True}) | Q(**{f"{prefix}left_on__gte": day_of(at)})

"""Inviting people, and what they choose to sign in with."""

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from foundation.dossiers.rules import Refused
from foundation.dossiers.services import trust_dossier
from foundation.factors.services import keep_passkey
from foundation.messages.rules import INVITED, NORMAL, URGENT
from foundation.messages.services import Notice, queue_many
from foundation.people.models import Identity, Invitation, Person, User
from foundation.people.rules import Nobody
from foundation.people.services import TRUST, end_invitations, know_address, token
from foundation.trail import services as trail

from .rules import HAS_ONE, LASTS, NOBODY, OVER, TAKEN
from .selectors import invitation_still_open, uninvited, without_sign_in

_SIGN_IN = "/accounts/login/"


def invite(people: Iterable[Person], *, by: Person | Nobody, at: datetime, urgency: str = NORMAL) -> int:
    """Invite each of these people to choose how they sign in; an invitation they had before ends. Gives how many. Whoever has a way in
    already is told nothing and keeps it: see `selectors.without_sign_in`."""
    people = list(people)
    with transaction.atomic():
        end_invitations(people, at=at)
        made = Invitation.objects.bulk_create(
            [Invitation(person=one, by=None if isinstance(by, Nobody) else by, at=at, until=at + LASTS) for one in people], batch_size=500)
        dossier = trust_dossier(by=by, at=at)
        queue_many([Notice(dossier=dossier, code=INVITED, to=one.person, about=one.uuid, reference="", path=_SIGN_IN, urgency=urgency)
                    for one in made], by=by, at=at)
        if made:
            trail.record(TRUST, action="signin.invited", actor=token(TRUST, by), at=at, ids={"people": len(made)})
    return len(made)


def invite_all(*, by: Person, at: datetime) -> int:
    """Invite everybody who has no way in and no invitation that works. Gives how many; raises Refused where there is nobody."""
    made = invite(uninvited(at), by=by, at=at)
    if not made:
        raise Refused(NOBODY)
    return made


def invite_one(person: Person, *, by: Person, at: datetime) -> None:
    """Invite somebody, again where they were before; the mail leaves at once. Raises Refused for whoever needs or gets none."""
    if not without_sign_in(at).filter(pk=person.pk).exists():
        raise Refused(HAS_ONE)
    invite([person], by=by, at=at, urgency=URGENT)


def choose_password(invitation: Invitation, *, password: str, at: datetime) -> User:
    """Whoever was invited signs in with a password from now on. Raises Refused where the invitation is over."""
    with transaction.atomic():
        user = _used(invitation, at, "password")
        user.set_password(password)
        user.save(update_fields=["password"])
    return user


def choose_passkey(invitation: Invitation, *, credential: dict, name: str, at: datetime) -> Authenticator:
    """Whoever was invited signs in with that passkey from now on; `name`: what it was made on. Raises Refused where it is over."""
    with transaction.atomic():
        return keep_passkey(_used(invitation, at, "passkey"), credential, name=name)


def join(invitation: Invitation, *, issuer: str, subject: str, at: datetime) -> User:
    """Whoever was invited signs in with that account of that provider from now on, for good. Raises Refused where the invitation is over,
    or the account is somebody else's."""
    try:
        with transaction.atomic():
            user = _used(invitation, at, "openid")
            Identity.objects.create(user=user, issuer=issuer, subject=subject, since=at)
    except IntegrityError:
        raise Refused(TAKEN) from None
    return user


def _used(invitation: Invitation, at: datetime, how: str) -> User:
    """The sign-in of whoever was invited, made now; the invitation is used up."""
    Invitation.objects.select_for_update().get(pk=invitation.pk)  # two browsers with one link
    found = invitation_still_open(invitation.uuid, at)
    if found is None:
        raise Refused(OVER)
    found.used_at = at
    found.save(update_fields=["used_at"])
    person = found.person
    if not hasattr(person, "user"):
        user = User.objects.create_user(person.email, None, person=person)
        know_address(user)
    trail.record(TRUST, action="signin.chosen", actor=token(TRUST, person), at=at, reason=how)
    return person.user

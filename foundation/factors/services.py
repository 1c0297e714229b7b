"""Every write about what people prove themselves with: it is sealed, kept in the trail, and they are told."""

import base64
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction

from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.dossiers.services import trust_dossier
from foundation.messages.rules import URGENT
from foundation.messages.services import queue
from foundation.people.models import Person, User
from foundation.people.rules import GUARDED_ROLES, SYSADMIN, SYSTEM, Nobody
from foundation.people.selectors import is_guarded, roles_of
from foundation.people.services import TRUST, end_session, end_sessions, token
from foundation.trail import services as trail

from . import rules

_CONTEXT = "second-step"


def seal(secret: str, *, at: datetime) -> str:
    """A secret as it is kept: under the trust's own key, which a key of the environment wraps."""
    return base64.b64encode(sealing.seal_bytes(trust_dossier(by=SYSTEM, at=at), _CONTEXT, secret.encode())).decode()


def unseal(kept: str, *, at: datetime) -> str:
    """Raises ValueError for what was not sealed here."""
    return sealing.open_bytes(trust_dossier(by=SYSTEM, at=at), _CONTEXT, base64.b64decode(kept)).decode()


def tell(person: Person, code: str, *, at: datetime) -> None:
    """Say by mail that somebody's sign-in has changed, and keep that it has. Not what with: the mail lies in a mailbox others may read."""
    with transaction.atomic():
        trail.record(TRUST, action=code, actor=token(TRUST, person), at=at, ids={"person": token(TRUST, person)})
        _notice(person, code, at)


def keep_passkey(user: User, credential: dict, *, name: str) -> Authenticator:
    """A passkey that was looked at (`passkeys.check_new`) is somebody's; `name`: what it was made on."""
    return WebAuthn.add(user, name, credential).instance


def sign_out(person: Person, which: str, *, here: str, at: datetime) -> None:
    """Sign somebody out in another place (the name of a session), or everywhere but `here`."""
    with transaction.atomic():
        gone = end_sessions(person, but=here) if which == rules.OTHERS else end_session(person, which)
        if gone:
            trail.record(TRUST, action="session.ended", actor=token(TRUST, person), at=at, ids={"sessions": int(gone)})


def take_away(person: Person, *, by: Person, agreed: Person, at: datetime) -> None:
    """Take away all of somebody's second steps, because they have lost them. Two others say so, one of them an administrator; the person is
    signed out everywhere and told. Raises Refused, also for whoever reads what is about people: there it takes a day (ADR 47)."""
    if is_guarded(person, at):
        raise Refused("They read what is about people: two people change how they sign in, on a page, and it takes a day.")
    if len({person, by, agreed}) < 3:
        raise Refused("It takes two people, and neither may be the person themselves.")
    if SYSADMIN not in roles_of(by, at):
        raise Refused("A system administrator has to ask for it.")
    if GUARDED_ROLES.isdisjoint(roles_of(agreed, at)):
        raise Refused("Whoever agrees has to hold a role that reads cases, or decides who does.")
    with transaction.atomic():
        forget_steps(person, by=by, at=at, agreed=token(TRUST, agreed))
        _notice(person, rules.RESET, at)


def forget_steps(person: Person, *, by: Person | Nobody, at: datetime, **ids: str) -> None:
    """Take away all of somebody's second steps, recovery codes too, and sign them out everywhere; `ids` go to the trail with it."""
    with transaction.atomic():
        Authenticator.objects.filter(user__person=person).delete()
        end_sessions(person)
        trail.record(TRUST, action=rules.RESET, actor=token(TRUST, by), at=at, ids={"person": token(TRUST, person)} | ids)


def _notice(person: Person, code: str, at: datetime) -> None:
    queue(dossier=trust_dossier(by=SYSTEM, at=at), code=code, to=person, about=person.uuid, reference="", path=rules.PAGE, at=at,
          by=SYSTEM, urgency=URGENT)

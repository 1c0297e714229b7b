"""Every write about what people prove themselves with: it is sealed, kept in the trail, and they are told."""

import base64
from datetime import datetime

from django.db import transaction

from foundation.dossiers import sealing
from foundation.dossiers.services import trust_dossier
from foundation.messages.rules import URGENT
from foundation.messages.services import queue
from foundation.people.models import Person
from foundation.people.rules import SYSTEM
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
        queue(dossier=trust_dossier(by=SYSTEM, at=at), code=code, to=person, about=person.uuid, reference="", path=rules.PAGE, at=at,
              by=person, urgency=URGENT)


def sign_out(person: Person, which: str, *, here: str, at: datetime) -> None:
    """Sign somebody out in another place (the name of a session), or everywhere but `here`."""
    with transaction.atomic():
        gone = end_sessions(person, but=here) if which == rules.OTHERS else end_session(person, which)
        if gone:
            trail.record(TRUST, action="session.ended", actor=token(TRUST, person), at=at, ids={"sessions": int(gone)})

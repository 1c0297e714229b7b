"""Opening a dossier, its events, the one-time key, and what becomes of it in the end."""

import secrets
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.dossiers import sealing
from foundation.dossiers.models import Dossier, OneTimeKey, Party, Seen
from foundation.dossiers.rules import Refused
from foundation.people.models import Academy, Person
from foundation.people.rules import Nobody
from foundation.people.services import TRUST, forget_tokens, token
from foundation.trail import services as trail

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that reads like something else over the phone


def reference(prefix: str) -> str:
    """A random reference to speak of, such as R-4F7K-9QXT: says nothing about order or number."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"


def open_dossier(kind: str, *, academy: Academy | None, at: datetime, by: Person | Nobody, tier: int = 0) -> Dossier:
    """A dossier with its own key and chain. An academy's own (kind "academy") and the trust's ("trust") keep their fixed id."""
    with transaction.atomic():
        fixed = {"academy": getattr(academy, "uuid", None), "trust": TRUST}.get(kind)
        dossier = Dossier.objects.create(kind=kind, academy=academy, opened_at=at, tier=tier, **({"uuid": fixed} if fixed else {}))
        sealing.make_key(dossier)
        record(dossier, action="dossier.opened", by=by, at=at)
    return dossier


def academy_dossier(academy: Academy, *, by: Person | Nobody, at: datetime) -> Dossier:
    """An academy's own dossier, opened by whoever needs it first."""
    return _own_dossier(academy.uuid, Dossier.Kind.ACADEMY, academy, by, at)


def trust_dossier(*, by: Person | Nobody, at: datetime) -> Dossier:
    """The trust's own dossier, opened by whoever needs it first: its id is fixed, so that of two at once the database lets one in."""
    return _own_dossier(TRUST, Dossier.Kind.TRUST, None, by, at)


def _own_dossier(uuid: UUID, kind: str, academy: Academy | None, by: Person | Nobody, at: datetime) -> Dossier:
    own = Dossier.objects.filter(uuid=uuid)
    if (found := own.first()) is not None:
        return found
    try:
        return open_dossier(kind, academy=academy, at=at, by=by)
    except IntegrityError:
        return own.get()


def lock(dossier: Dossier) -> Dossier:
    """The dossier's row, locked until the transaction ends: one writer at a time. SQLite locks the database at BEGIN."""
    return Dossier.objects.select_for_update().get(pk=dossier.pk)


def record(dossier: Dossier, *, action: str, by: Person | Nobody, at: datetime, role: str = "", from_state: str = "", to_state: str = "",
           reason: str = "", ids: dict | None = None) -> None:
    """Append what happened to the dossier's chain, under the actor's token there."""
    trail.record(dossier.uuid, action=action, actor=token(dossier.uuid, by), at=at, role=role, from_state=from_state, to_state=to_state,
                 reason=reason, ids=ids or {})


def see(dossier: Dossier, person: Person, at: datetime) -> None:
    """Note that the person read the dossier today. The only row a GET may write (DESIGN 4)."""
    Seen.objects.get_or_create(dossier=dossier, person=person, day=timezone.localtime(at).date())


def once(key: UUID, *, purpose: str, by: Person | Nobody, at: datetime, make: Callable[[], str]) -> str:
    """Run `make` at most once per `key` and give the address it led to; a second call, even at the same instant, gets the
    first one's answer. `key` comes with the form. Raises whatever `make` raises, and then the key is not spent; Refused where
    somebody else, or another form, has spent the key."""
    holder = by.token if isinstance(by, Nobody) else str(by.uuid)
    try:
        with transaction.atomic():
            row = OneTimeKey.objects.create(key=key, purpose=purpose, holder=holder, at=at)
            row.answer = make()
            row.save(update_fields=["answer"])
            return row.answer
    except IntegrityError:
        spent = OneTimeKey.objects.filter(key=key, purpose=purpose, holder=holder).first()
        if spent is None and OneTimeKey.objects.filter(key=key).exists():
            raise Refused(_ANOTHERS) from None
        if spent is None:
            raise
        return spent.answer


_ANOTHERS = "This page cannot be sent again. Open it anew, and send it from there."


def set_draft_token(dossier: Dossier, digest: str) -> None:
    """Keep the hash of what opens a dossier to somebody who does not sign in."""
    Dossier.objects.filter(pk=dossier.pk).update(draft_token=digest)


def close_dossier(dossier: Dossier, *, open_: bool) -> None:
    """Mark the dossier as finished, or open again, for the lists of what is open."""
    Dossier.objects.filter(pk=dossier.pk).update(open=open_)


def place_in(dossier: Dossier, academy: Academy | None) -> None:
    """Say which academy the dossier belongs to, once its people are known; None is the trust."""
    Dossier.objects.filter(pk=dossier.pk).update(academy=academy)
    dossier.academy = academy


def dispose(dossier: Dossier, *, reference: str, by: Person | Nobody, at: datetime) -> None:
    """Destroy the dossier's key and everything here that leads from it to a person: parties, names in its chain, who was led to
    `reference` by a form. Its events stay, and its chain still verifies (DESIGN 4, 6). Twice is once. Raises Refused under a legal hold.
    """
    with transaction.atomic():
        if lock(dossier).hold:
            raise Refused("This is under a legal hold, so it is kept.")
        if sealing.destroy_key(dossier):
            record(dossier, action="dossier.disposed", by=by, at=at)
        Party.objects.filter(dossier=dossier).delete()
        set_draft_token(dossier, "")
        OneTimeKey.objects.filter(answer=reference).update(holder="", answer="")
        forget_tokens(dossier.uuid)

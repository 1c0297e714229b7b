"""A draft becomes a letter: printed, signed, sealed and kept, and from then on never changed."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction

from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import Refused, Stale
from foundation.evidence import vault
from foundation.face import when
from foundation.letters import printing, rules, selectors
from foundation.letters.models import Letter
from foundation.people.models import Person
from foundation.signatures.services import sign

from .recording import record


def freeze(letter: Letter, *, by: Person, at: datetime, version: int) -> Letter:
    """Make the PDF of a draft, signed, and keep it. It is printed before anything is locked, because that takes its time: call it outside
    a transaction. Twice from the same draft is once.

    Raises Refused for what cannot be printed, for somebody whose letter it is not, and once it is made; Stale where the draft has changed.
    """
    selectors.check_writes(by, letter.dossier, letter.right, at)
    draft = _as_shown(letter, version)
    if draft.frozen:
        return draft
    data = sign(_printed(draft, at), at=at)
    sealed = sealing.seal_bytes(draft.dossier, selectors.context(draft), data)
    with vault.writing(sealed, room=rules.ROOM) as (name,), transaction.atomic():
        dossiers.lock(letter.dossier)
        made = _as_shown(letter, version)
        if made.frozen:
            vault.remove(name, room=rules.ROOM)
            return made
        vault.keep(name, room=rules.ROOM)
        made.stored_name, made.size, made.sha256 = name, len(data), hashlib.sha256(data).hexdigest()
        made.frozen_at, made.frozen_by, made.version = at, by, made.version + 1
        made.save(update_fields=["stored_name", "size", "sha256", "frozen_at", "frozen_by", "version"])
        record(made, "letter.frozen", by=by, at=at)
    return made


def _as_shown(letter: Letter, version: int) -> Letter:
    """The draft of that version, or what was made of it."""
    row = Letter.objects.select_related("dossier", "supersedes").get(pk=letter.pk)
    if row.frozen and row.version != version + 1:
        raise Refused(rules.FROZEN)
    if not row.frozen and row.version != version:
        raise Stale
    return row


def _printed(draft: Letter, at: datetime) -> bytes:
    before = draft.supersedes
    replaces = [f"This letter replaces {before.reference} of {when.day(before.frozen_at)}."] if before else []
    return printing.printed(
        selectors.words(draft),
        title=selectors.template_of(draft).title,
        trust=settings.TRUST_NAME,
        colour=settings.TRUST_COLOUR,
        head=["Private and confidential", when.day(at), f"Letter {draft.reference}", *replaces],
        foot=f"{draft.reference}, {when.day(at)}",
        proof=f"Anybody can check at {settings.SITE_URL}/verify/ that this file is real.",
    )

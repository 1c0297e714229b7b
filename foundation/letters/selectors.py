"""Every read of letters. Two doors: of those who work on the dossier, and of the person it is written to, once that was disclosed."""

import hashlib
from collections.abc import Collection, Iterator
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from foundation.dossiers import sealing
from foundation.dossiers.models import Dossier
from foundation.dossiers.rules import Refused
from foundation.dossiers.selectors import disclosed_to, dossiers_for, with_names
from foundation.evidence import vault
from foundation.people.models import Person
from foundation.people.rules import SUPPORT
from foundation.people.selectors import contact
from foundation.signatures.selectors import is_valid
from foundation.trail.models import Event

from . import rules
from .models import Letter
from .rules.templates import Template, template

READS = ("case.read", "removal.issue")  # whoever works on the case; and whoever asks for something on a report alone
MOST_EVENTS = 100  # of one letter on its page
_BESIDE = ("dossier", "to", "created_by", "frozen_by", "supersedes", "superseded_by")


def letters_about(dossier: Dossier, about: UUID) -> list[Letter]:
    """Every version of every letter about a thing, newest first; the caller has been through the dossier's door."""
    return list(_rows().filter(dossier=dossier, about=about).order_by("-pk"))


def at_the_end(sender: Person) -> dict[str, str]:
    """What every letter ends with: who helps from outside the trust, whom to ask, who sends it. Placeholders of `rules.templates`."""
    helps = contact(SUPPORT)
    return {
        "support": f"Support from outside the trust: {helps.name}, {helps.phone}." if helps else "",
        "contact": settings.TRUST_CONTACT,
        "sender": sender.name,
        "sender_job": sender.job,
    }


def letters_about_each(things: Collection[UUID]) -> dict[UUID, list[Letter]]:
    """The same for each of several things, in one query; the caller has been through the door of every one."""
    found: dict[UUID, list[Letter]] = {}
    for letter in _rows().filter(about__in=things).order_by("-pk") if things else ():
        found.setdefault(letter.about, []).append(letter)
    return found


def versions(letter: Letter) -> list[Letter]:
    """Every version of this letter, newest first; the caller has been through its door."""
    return [one for one in letters_about(letter.dossier, letter.about) if one.template == letter.template]


def letter_for(person: Person, uuid: UUID, at: datetime) -> Letter | None:
    """One letter, draft or made, for somebody who works on its dossier; None for everybody else."""
    return _rows().filter(_works_on(person, at), uuid=uuid).first()


def history(letter: Letter) -> list[tuple[Event, str]]:
    """Who began it, changed it, made it, took it away and when, newest first, with each name; for somebody who works on the dossier."""
    return with_names(letter.dossier, Event.objects.filter(ids__letter=letter.reference).order_by("-seq"), most=MOST_EVENTS)


def by_reference(person: Person, reference: str, at: datetime) -> Letter | None:
    """The same by its reference."""
    return _rows().filter(_works_on(person, at), reference=reference).first()


def copy_by_reference(person: Person, reference: str, at: datetime) -> Letter | None:
    """One letter that was written to this person and disclosed to them, by its reference."""
    return _rows().filter(_shown_to(person, at), reference=reference).first()


def copy_for(person: Person, uuid: UUID, at: datetime) -> Letter | None:
    """One letter that was made, for those who work on it and for the person it is written to; None for everybody else."""
    made = _rows().filter(frozen_at__isnull=False, uuid=uuid)
    return made.filter(_works_on(person, at) | _shown_to(person, at)).first()


def copies_about(person: Person, about: UUID, at: datetime) -> list[Letter]:
    """The letters about a thing that were written to this person and disclosed to them with it, each in its newest version."""
    return list(_rows().filter(_shown_to(person, at), about=about).order_by("-pk"))


def may_write(person: Person, letter: Letter, at: datetime) -> bool:
    """Whether the person holds what it takes to write this letter, in its dossier."""
    return _writes(person, letter.dossier, letter.right, at)


def check_writes(person: Person, dossier: Dossier, right: str, at: datetime) -> None:
    """Raises Refused for somebody whose letter it is not."""
    if not _writes(person, dossier, right, at):
        raise Refused(rules.NOT_YOURS)


def words(letter: Letter) -> str:
    return sealing.read_one(letter)["text_sealed"]


def template_of(letter: Letter) -> Template:
    """What it began with, in the version of that day."""
    return template(letter.template, letter.template_version)


def content(letter: Letter) -> bytes:
    """The PDF as it was made, signature and all. Raises Refused for a draft, and where the bytes are not those that were kept."""
    if not letter.frozen:
        raise Refused(rules.NOT_YET)
    try:
        data = sealing.open_bytes(letter.dossier, context(letter), vault.read(letter.stored_name, room=rules.ROOM))
    except sealing.Disposed as gone:
        raise Refused(rules.DISPOSED) from gone
    except (OSError, ValueError) as wrong:
        raise Refused(rules.CHANGED) from wrong
    if len(data) != letter.size or hashlib.sha256(data).hexdigest() != letter.sha256:
        raise Refused(rules.CHANGED)
    return data


def context(letter: Letter) -> str:
    """What the sealed file is bound to, so that it opens as this letter and as nothing else."""
    return f"letter|{letter.uuid}"


def every_letter() -> Iterator[Letter]:
    """All that were made, for checking."""
    return Letter.objects.filter(frozen_at__isnull=False).select_related("dossier").order_by("pk").iterator(chunk_size=200)


def fault_of(letter: Letter) -> str:
    """What is wrong with a kept letter, "" where nothing is."""
    try:
        return "" if is_valid(content(letter)) else "carries a signature that is not valid any more"
    except Refused:
        return "is missing or no longer what was made"


def stored_names() -> set[str]:
    return set(Letter.objects.filter(frozen_at__isnull=False).values_list("stored_name", flat=True))


def _shown_to(person: Person, at: datetime) -> Q:
    """Written to them, about something that was disclosed to them, made, and not replaced by a newer one that was made."""
    shown = disclosed_to(person, at).values("object_uuid")
    replaced = Letter.objects.filter(frozen_at__isnull=False, supersedes__isnull=False).values("supersedes")
    return Q(to=person, about__in=shown, frozen_at__isnull=False) & ~Q(pk__in=replaced)


def _works_on(person: Person, at: datetime) -> Q:
    return reduce(or_, (Q(dossier__in=dossiers_for(person, at, right)) for right in READS))


def _writes(person: Person, dossier: Dossier, right: str, at: datetime) -> bool:
    return dossiers_for(person, at, right).filter(pk=dossier.pk).exists()


def _rows() -> QuerySet[Letter]:
    return Letter.objects.select_related(*_BESIDE)

"""Every read of evidence, each through a door."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from foundation.dossiers import sealing
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.rules import WORKING, Refused
from foundation.dossiers.selectors import barred_from, disclosed_to, dossiers_for, own_for, with_names
from foundation.people.models import Person
from foundation.trail.models import Event

from . import images, rules, vault
from .models import Exhibit, PoliceAdvice

CHANGED = "This file is no longer what was stored, so it is not shown. The system administrator must look at it."
DISPOSED = "This file has been disposed of and cannot be opened again."
MOST_EVENTS = 100  # of one exhibit on its page
UNSEEN = "This kind of file is not shown on a page. Download it to look at it."
_CLOSED = {
    rules.WAITING: "This file is waiting to be checked for harmful software. Nobody can open it before that. Try again later.",
    rules.REFUSED: "This file was found to be harmful. It has been destroyed and cannot be opened.",
    rules.DESTROYED: "This was destroyed, because the police said that nobody may keep it. What it was, and who said so, stands here.",
    rules.SEALED: "This picture is sealed, because it may show a child. Nobody can open it. Tell the designated safeguarding lead.",
}


def exhibits_of(dossier: Dossier) -> list[Exhibit]:
    """The dossier's exhibits by number; the caller has been through the dossier's door."""
    return list(Exhibit.objects.filter(dossier=dossier))


def exhibits_for(person: Person, at: datetime) -> QuerySet[Exhibit]:
    """What the person may look at: evidence of dossiers they may read, what they handed in themselves, what was disclosed to them."""
    read = Q(dossier__in=dossiers_for(person, at, "report.read")) | Q(dossier__in=dossiers_for(person, at, "case.read"))
    own = Q(captured_by=person) & (Q(dossier__in=own_for(person)) | Q(dossier__in=dossiers_for(person, at)))
    shown = Q(uuid__in=disclosed_to(person, at).filter(object_kind="exhibit").values("object_uuid"))
    worked = Party.objects.filter(person=person, part__in=WORKING, link__isnull=True).values("dossier")
    conflicted = Q(dossier__in=barred_from(person, at)) & Q(dossier__in=worked)  # shown for their work on it, not as somebody concerned
    return Exhibit.objects.filter(read | own | (shown & ~conflicted)).select_related("dossier")


def may_cover(person: Person, exhibit: Exhibit, at: datetime) -> bool:
    """Whether the person works on the exhibit's dossier: not somebody to whom it was only shown, nor who only handed it in."""
    return any(dossiers_for(person, at, right).filter(pk=exhibit.dossier_id).exists() for right in ("report.read", "case.read"))


def check_cover(person: Person, exhibit: Exhibit, at: datetime) -> None:
    """Raises Refused for somebody who does not work on the dossier."""
    if not may_cover(person, exhibit, at):
        raise Refused("Only somebody who works on it makes copies of it.")


def may_advise(person: Person, exhibit: Exhibit, at: datetime) -> bool:
    """Whether the person leads on safeguarding in the exhibit's dossier, or runs the case."""
    return any(dossiers_for(person, at, right).filter(pk=exhibit.dossier_id).exists() for right in ("safeguarding.read", "case.manage"))


def check_advises(person: Person, exhibit: Exhibit, at: datetime, *, offer: bool = False) -> None:
    """Raises Refused for somebody whom it is not for to write down what the police said; where it is to be offered, also for an exhibit
    that is not sealed."""
    if not may_advise(person, exhibit, at):
        raise Refused(rules.advice.NOT_YOURS)
    if offer and exhibit.state != rules.SEALED:
        raise Refused(rules.advice.NOT_SEALED)


def advice_on(exhibit: Exhibit) -> list[tuple[PoliceAdvice, dict[str, str]]]:
    """What the police said about it, with the words, oldest first; for whoever may advise."""
    rows = list(PoliceAdvice.objects.filter(exhibit=exhibit).select_related("by", "exhibit"))
    words = sealing.read(rows) if rows else {}
    return [(row, words[row.uuid]) for row in rows]


def exhibit_for(person: Person, uuid: UUID, at: datetime) -> Exhibit | None:
    """One exhibit, or None for somebody who may not see it as for one that does not exist."""
    return exhibits_for(person, at).filter(uuid=uuid).first()


def counting(dossier: Dossier) -> list[Exhibit]:
    """The exhibits a decision may rest on; the caller has been through the dossier's door."""
    return [exhibit for exhibit in exhibits_of(dossier) if exhibit.state in rules.COUNTS]


def due_for_scan(at: datetime) -> QuerySet[Exhibit]:
    """What the scanner is to be asked about now, longest due first."""
    return Exhibit.objects.filter(state=rules.WAITING, scan_due_at__lte=at).select_related("dossier").order_by("scan_due_at", "pk")


def waiting_since() -> datetime | None:
    """Since when the oldest unchecked file waits, None where none does."""
    return Exhibit.objects.filter(state=rules.WAITING).order_by("created_at").values_list("created_at", flat=True).first()


def content(exhibit: Exhibit) -> bytes:
    """The file as stored. Raises Refused with a sentence while it may not be opened, and when its bytes have changed."""
    _check_open(exhibit)
    return unchecked(exhibit)


def unchecked(exhibit: Exhibit) -> bytes:
    """The file as stored, whatever its state: for the scanner and for nobody else. Raises Refused when its bytes have changed."""
    data = _unseal(exhibit, exhibit.stored_name, "original")
    if len(data) != exhibit.size or hashlib.sha256(data).hexdigest() != exhibit.sha256:
        raise Refused(CHANGED)
    return data


def preview(exhibit: Exhibit) -> bytes:
    """The small JPEG made from the pixels of a picture. Raises Refused like `content`, and for what is no picture."""
    _check_open(exhibit)
    if exhibit.preview_name is None:
        raise Refused(UNSEEN)
    return _unseal(exhibit, exhibit.preview_name, "preview")


def words(exhibit: Exhibit) -> str:
    """What can be read in a text or an e-mail, to be escaped by a template. Raises Refused like `content`, and for any other kind."""
    data = content(exhibit)
    if exhibit.kind.shows != rules.WORDS:
        raise Refused(UNSEEN)
    return rules.words(exhibit.kind, data)


def grid_rows(exhibit: Exhibit) -> int:
    """How many rows the grid over the picture has. Raises Refused like `preview`."""
    with images.opened(preview(exhibit)) as small:
        return rules.covering.rows_of(*small.size)


def blurred(exhibit: Exhibit) -> bytes:
    """The JPEG shown until somebody asks to see. Raises Refused like `content`."""
    return images.blurred(preview(exhibit))


def context(exhibit_uuid: UUID, part: str) -> str:
    """What a sealed file is bound to, so that it opens as this part of this exhibit and as nothing else."""
    return f"exhibit|{exhibit_uuid}|{part}"


def custody(exhibit: Exhibit) -> list[tuple[Event, str]]:
    """Who added it, looked at it, downloaded it and when, newest first, with each name; a reporter is named by their part only. For
    somebody who works on the dossier."""
    return with_names(exhibit.dossier, Event.objects.filter(ids__exhibit=str(exhibit.uuid)).order_by("-seq"), most=MOST_EVENTS)


def every_exhibit() -> Iterator[Exhibit]:
    """All of which something should be stored, one after another: for checking, not for looking."""
    rows = Exhibit.objects.exclude(state__in=rules.GONE).select_related("dossier").order_by("dossier", "number")
    yield from rows.iterator(chunk_size=100)


def is_whole(exhibit: Exhibit) -> bool:
    """Whether every stored file of it opens and is what was stored. Nothing of it is given to anybody."""
    try:
        unchecked(exhibit)
        if exhibit.preview_name:
            _unseal(exhibit, exhibit.preview_name, "preview")
    except Refused:
        return False
    return True


def closed_because(exhibit: Exhibit) -> str:
    """The sentence why the exhibit cannot be opened now, "" when it can."""
    return _CLOSED.get(exhibit.state, "")


def stored_names() -> set[str]:
    """The names of every file that a row stands for."""
    kept = Exhibit.objects.exclude(state__in=rules.GONE)
    return {name for pair in kept.values_list("stored_name", "preview_name") for name in pair if name}


def _check_open(exhibit: Exhibit) -> None:
    if sentence := closed_because(exhibit):
        raise Refused(sentence)


def _unseal(exhibit: Exhibit, name: str, part: str) -> bytes:
    try:
        return sealing.open_bytes(exhibit.dossier, context(exhibit.uuid, part), vault.read(name))
    except sealing.Disposed as gone:
        raise Refused(DISPOSED) from gone
    except (OSError, ValueError) as wrong:
        raise Refused(CHANGED) from wrong

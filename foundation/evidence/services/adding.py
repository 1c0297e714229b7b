"""Taking files in: taken apart, sealed, stored as the next exhibit; and the same file as an exhibit of another dossier."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier
from foundation.dossiers.rules import Refused
from foundation.evidence import addresses, images, rules, selectors, vault
from foundation.evidence.models import Exhibit
from foundation.people.models import Person
from foundation.people.rules import Nobody

from .recording import record, root


@dataclass(frozen=True)
class File:
    """A file that has been taken apart and found to be what it says: what to store, and the preview of a picture."""

    kind: rules.Kind
    data: bytes
    preview: bytes = b""


def add_exhibit(
    *,
    dossier: Dossier,
    upload: UploadedFile,
    by: Person | Nobody,
    at: datetime,
    how_seen: str,
    visibility: str,
    image_answer: str = "",
    address: str = "",
    captured_at: datetime | None = None,
    strip_metadata: bool = False,
    original: Exhibit | None = None,
) -> Exhibit:
    """Check, seal and store one file as the dossier's next exhibit.

    `image_answer` is the answer to "could any part show a nude or sexual image of an under-18?"; anything but "no" is refused
    before the file is read. `strip_metadata` (confidential and anonymous reporters) stores a picture made from the pixels, and refuses
    kinds that cannot be cleaned; the hash is of what is stored. Raises Refused with the sentence the user reads (DOMAIN 4.2, DESIGN 6).
    """
    rules.check_answer(image_answer)
    rules.check_words(how_seen, visibility)
    file = examine(upload, strip_metadata=strip_metadata)
    exhibit = Exhibit(
        dossier=dossier,
        original=original and root(original),
        media_type=file.kind.media_type,
        size=len(file.data),
        sha256=hashlib.sha256(file.data).hexdigest(),
        captured_at=captured_at or at,
        captured_by=by if isinstance(by, Person) else None,
        how_seen=how_seen,
        visibility=visibility,
        stripped=strip_metadata,
        created_at=at,
        **_begins(at),
    )
    sealing.write(exhibit, "address_sealed", address)
    exhibit.address_index = addresses.index(address) if address else ""
    return store(exhibit, file, by=by, at=at)


def copy_exhibit(exhibit: Exhibit, *, dossier: Dossier, by: Person | Nobody, at: datetime) -> Exhibit:
    """The same file as an exhibit of another dossier (a report's in its case), under that dossier's key, pointing at its original."""
    data, kind = selectors.content(exhibit), exhibit.kind
    copy = Exhibit(
        dossier=dossier,
        original=root(exhibit),
        covered=exhibit.covered,
        captured_by=exhibit.captured_by,
        state=exhibit.state,
        created_at=at,
        address_index=exhibit.address_index,
    )
    for name in ("scanned_at", "media_type", "size", "sha256", "captured_at", "how_seen", "visibility", "stripped"):
        setattr(copy, name, getattr(exhibit, name))
    sealing.write(copy, "address_sealed", sealing.read_one(exhibit)["address_sealed"])
    return store(copy, File(kind, data, selectors.preview(exhibit) if kind.shows == rules.PICTURE else b""), by=by, at=at)


def examine(upload: UploadedFile, *, strip_metadata: bool = False) -> File:
    """Take an upload apart. Raises Refused for anything that is not one whole file of a kind we take, within the limits."""
    upload.seek(0)  # a form may have read it
    most = max(settings.EVIDENCE_MAX_BYTES, settings.EVIDENCE_MAX_VIDEO_BYTES)
    data = upload.read(most + 1)
    rules.check_size(len(data), most)
    kind = rules.kind_of(upload.name or "", data)
    rules.check_size(len(data), settings.EVIDENCE_MAX_VIDEO_BYTES if kind is rules.VIDEO else settings.EVIDENCE_MAX_BYTES)
    if strip_metadata:
        rules.check_strippable(kind)
    if kind.shows == rules.PICTURE:
        return _picture(kind, data, strip_metadata)
    rules.check_content(kind, data)
    return File(kind, data)


def _picture(kind: rules.Kind, data: bytes, strip_metadata: bool) -> File:
    pixels = images.decode(kind, data, most_pixels=settings.EVIDENCE_MAX_PIXELS)
    rules.check_nothing_attached(kind, data)
    return File(kind, images.from_pixels(kind, pixels) if strip_metadata else data, images.preview(pixels))


def store(exhibit: Exhibit, file: File, *, by: Person | Nobody, at: datetime, action: str = "evidence.added") -> Exhibit:
    """Seal and keep a file that has been taken apart as the dossier's next exhibit. Raises Refused for one too many."""
    parts = {"original": file.data} | ({"preview": file.preview} if file.preview else {})
    sealed = [sealing.seal_bytes(exhibit.dossier, selectors.context(exhibit.uuid, part), data) for part, data in parts.items()]
    with vault.writing(*sealed) as names, transaction.atomic():
        vault.keep(*names)
        _lock_sources(exhibit)
        last = Exhibit.objects.filter(dossier=exhibit.dossier).order_by("-number").values_list("number", flat=True).first() or 0
        if last >= rules.MAX_EXHIBITS:
            raise Refused(f"There are already {rules.MAX_EXHIBITS} files here. That is the most there can be.")
        exhibit.stored_name, exhibit.preview_name = (*names, None)[:2]
        exhibit.number = last + 1
        exhibit.save(force_insert=True)
        record(exhibit, action, by=by, at=at, to_state=exhibit.state)
    return exhibit


def _lock_sources(exhibit: Exhibit) -> None:
    """Lock the original's dossier, then the exhibit's own. Raises Refused when the original has been sealed meanwhile."""
    if exhibit.original is not None:
        dossiers.lock(exhibit.original.dossier)
        exhibit.original.refresh_from_db()
        if sentence := selectors.closed_because(exhibit.original):
            raise Refused(sentence)
    dossiers.lock(exhibit.dossier)


def _begins(at: datetime) -> dict[str, object]:
    """Without a scanner a checked file is ready; with one it waits, and is served to nobody before the scanner answered."""
    return {"state": rules.WAITING, "scan_due_at": at} if settings.CLAMAV else {"state": rules.READY}

"""A copy of a picture in which parts are blacked out or cut away: painted here, on the pixels, never by the browser (DOMAIN 4.2)."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings

from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import Refused
from foundation.evidence import images, rules, selectors
from foundation.evidence.models import Exhibit
from foundation.evidence.rules import covering
from foundation.people.models import Person

from .adding import File, store
from .recording import root

KEPT = ("dossier", "media_type", "captured_at", "how_seen", "visibility", "address_index", "scanned_at")


def cover(exhibit: Exhibit, *, ticked: Iterable[str], how: str, by: Person, at: datetime, key: UUID) -> str:
    """Keep a covered copy as the dossier's next exhibit and give its uuid; the picture it was made from stays as it is.

    `ticked`: cells of the grid over it, as "row-column"; `how`: one of `covering.HOWS`; the same `key` again makes no second copy.
    Raises Refused for somebody who does not work on the dossier, for what is no picture, closed, or not on the grid.
    """
    selectors.check_cover(by, exhibit, at)
    return dossiers.once(key, purpose="evidence.cover", by=by, at=at, make=lambda: _made(exhibit, list(ticked), how, by, at))


def _made(exhibit: Exhibit, ticked: list[str], how: str, by: Person, at: datetime) -> str:
    if how not in covering.HOWS:
        raise Refused("Choose what is to be done.", field="how")
    file = _painted(exhibit, ticked, how)
    copy = Exhibit(original=root(exhibit), covered=True, stripped=True, captured_by=by, state=rules.READY, created_at=at)
    for name in KEPT:
        setattr(copy, name, getattr(exhibit, name))
    copy.size, copy.sha256 = len(file.data), hashlib.sha256(file.data).hexdigest()
    sealing.write(copy, "address_sealed", sealing.read_one(exhibit)["address_sealed"])
    return str(store(copy, file, by=by, at=at, action="evidence.covered").uuid)


def _painted(exhibit: Exhibit, ticked: list[str], how: str) -> File:
    data, kind = selectors.content(exhibit), exhibit.kind
    if kind.shows != rules.PICTURE:
        raise Refused("Only a picture can be blacked out here. Take a screenshot of the part that may be seen, and add that.")
    pixels = images.decode(kind, data, most_pixels=settings.EVIDENCE_MAX_PIXELS)
    rows = covering.rows_of(*pixels.size)
    found = covering.boxes(covering.cells_of(ticked, rows), rows, *pixels.size)
    covered = images.blacked_out(pixels, found) if how == covering.BLACK else pixels.crop(covering.around(found))
    return File(kind, images.from_pixels(kind, covered), images.preview(covered))

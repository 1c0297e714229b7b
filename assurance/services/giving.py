"""A copy of a frozen page leaves as a signed file, each time with an event (ADR 25)."""

import json
from datetime import datetime

from django.conf import settings

from assurance import pack, rules
from assurance.models import Snapshot
from foundation.dossiers.rules import Refused
from foundation.face import when
from foundation.letters.printing import printed
from foundation.people.models import Person
from foundation.people.services import token
from foundation.signatures.services import sign
from foundation.trail import services as trail


def pdf_copy(row: Snapshot, *, by: Person, at: datetime) -> bytes:
    """The page as an accessible PDF. Raises Refused where it is no longer what was frozen."""
    _check(row)
    data = printed(
        pack.text(row.content),
        title=pack.title(row.content),
        trust=settings.TRUST_NAME,
        colour=settings.TRUST_COLOUR,
        head=pack.head(row.content, row.digest),
        foot=f"{pack.title(row.content)}, made on {when.day(row.made_at)}",
        proof=f"Anybody can check at {settings.SITE_URL}/verify/ that this file is real.",
    )
    return _given(row, "pdf", data, by, at)


def json_copy(row: Snapshot, *, by: Person, at: datetime) -> bytes:
    """The page as JSON; the last line of the file is its signature. Raises Refused where it is no longer what was frozen."""
    _check(row)
    said = {"content": row.content, "sha256": row.digest}
    return _given(row, "json", json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode(), by, at)


def _check(row: Snapshot) -> None:
    if rules.digest(row.content) != row.digest:
        raise Refused(rules.CHANGED)


def _given(row: Snapshot, form: str, data: bytes, by: Person, at: datetime) -> bytes:
    chain = row.academy.uuid
    ids = {"snapshot": str(row.uuid), "form": form}
    trail.record(chain, action="figures.downloaded", actor=token(chain, by), at=at, ids=ids)
    return sign(data, at=at)

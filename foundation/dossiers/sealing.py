"""Words and files at rest: sealed with their dossier's key, which a key from the environment wraps (DESIGN 6, ADR 0003).

AES-256-GCM throughout. The associated data names table, column and row, so a sealed value moved elsewhere does not open.
"""

import hashlib
import hmac
import os
from collections.abc import Callable, Iterable
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.db.models import Count

from foundation.face.words import clean

from .fields import SealedText
from .models import Dossier, DossierKey
from .rules import Refused

_FORMAT = b"\x01"


class Disposed(Exception):
    """The dossier's key is gone: its words have been disposed of and cannot be read again."""


class FreshKey:
    """A data key for a dossier that has none, wrapped by the newest key of the environment, in `row`; the caller saves it. It seals before
    it is saved, for those who make a thousand dossiers at once."""

    def __init__(self, dossier: Dossier):
        key_id, wrapping = next(iter(settings.DOSSIER_KEYS.items()))
        self._data = AESGCM.generate_key(256)
        self.row = DossierKey(dossier=dossier, key_id=key_id, wrapped=_encrypt(wrapping, self._data, _name(dossier.uuid)))

    def write(self, row, column: str, text: str) -> None:
        """As `sealing.write`, into a row of this dossier."""
        setattr(row, column, _sealed(self._data, row, column, text))


def make_key(dossier: Dossier) -> DossierKey:
    """A fresh data key for the dossier, saved."""
    fresh = FreshKey(dossier)
    fresh.row.save()
    return fresh.row


def rewrap(key: DossierKey) -> None:
    """Wrap the data key with the newest key of the environment; what it sealed stays as it is."""
    data = _unwrap(key, key.dossier.uuid)
    key.key_id, wrapping = next(iter(settings.DOSSIER_KEYS.items()))
    key.wrapped = _encrypt(wrapping, data, _name(key.dossier.uuid))
    key.save(update_fields=["key_id", "wrapped"])


def keys_open(uuid: UUID) -> bool:
    """Whether the environment's keys open the key of one dossier, and every key here names one of theirs. True where nothing is sealed."""
    if DossierKey.objects.exclude(key_id__in=list(settings.DOSSIER_KEYS)).exists():
        return False
    try:
        return all(_unwrap(row, uuid) for row in DossierKey.objects.filter(dossier__uuid=uuid))
    except InvalidTag:
        return False


def rewrap_some(limit: int) -> int:
    """Wrap up to `limit` data keys anew that hang on another key than the newest; how many that were. A key that somebody destroys now,
    or that another run holds, is left to the next. Nobody waits for it, and a run that is killed has lost nothing."""
    newest = next(iter(settings.DOSSIER_KEYS))
    with transaction.atomic():
        older = DossierKey.objects.exclude(key_id=newest).select_related("dossier").order_by("pk")
        rows = list(older.select_for_update(skip_locked=True, of=("self",))[:limit])
        for row in rows:
            rewrap(row)
    return len(rows)


def hanging() -> dict[str, int]:
    """How many data keys each key of the environment wraps, by its id."""
    return dict(DossierKey.objects.order_by().values_list("key_id").annotate(number=Count("pk")))


def destroy_key(dossier: Dossier) -> bool:
    """Delete the data key: what it sealed cannot be opened again, in a backup neither. False where it was gone already."""
    return bool(DossierKey.objects.filter(dossier=dossier).delete()[0])


def key_ids() -> set[str]:
    """The ids of the keys of the environment by which anything is wrapped now."""
    return set(hanging())


def broken_keys() -> int:
    """How many data keys do not open with the keys of the environment."""
    rows = DossierKey.objects.select_related("dossier").iterator(chunk_size=500)
    return sum(not _opens(lambda row=row: _unwrap(row, row.dossier.uuid)) for row in rows)


def opens(rows: Iterable) -> bool:
    """Whether every sealed word of `rows` opens; what has been disposed of reads as empty."""
    return _opens(lambda: read(rows))


def _opens(work: Callable) -> bool:
    try:
        work()
    except (InvalidTag, KeyError, ValueError):
        return False
    return True


def write(row, column: str, text: str | None) -> None:
    """Seal `text` into a SealedText column of an unsaved or saved row; the caller saves. None or "" empties it.

    Raises Refused for control characters other than tab and newline.
    """
    if not text:
        setattr(row, column, None)
        return
    setattr(row, column, _sealed(_keys([row.dossier_id])[row.dossier_id], row, column, text))


def read(rows: Iterable) -> dict[UUID, dict[str, str]]:
    """The words of every sealed column of `rows`, by row uuid and column: one query for the keys, one unwrap per dossier.

    A row whose dossier's key is gone reads as empty.
    """
    rows = list(rows)
    keys = _keys({row.dossier_id for row in rows})
    return {row.uuid: {name: _open_text(keys.get(row.dossier_id), row, name) for name in _columns(row)} for row in rows}


def read_one(row) -> dict[str, str]:
    """The words of one row, by column."""
    return read([row])[row.uuid]


def seal_bytes(dossier: Dossier, context: str, data: bytes) -> bytes:
    """Seal a file's bytes under the dossier's key; `context` (for instance the exhibit's uuid) must be given again to open."""
    return _encrypt(_need(dossier), data, context.encode())


def open_bytes(dossier: Dossier, context: str, sealed: bytes) -> bytes:
    """The bytes that `seal_bytes` sealed. Raises Disposed without a key, ValueError when they were changed or moved."""
    try:
        return _decrypt(_need(dossier), sealed, context.encode())
    except InvalidTag as wrong:
        raise ValueError("The sealed bytes were changed or belong elsewhere.") from wrong


def blind(kind: str, text: str) -> str:
    """A keyed index of `text` for exact search without keeping the words: 64 hexadecimal characters."""
    folded = " ".join(text.casefold().split())
    return hmac.new(settings.INDEX_KEY, f"{kind}\0{folded}".encode(), hashlib.sha256).hexdigest()


def _sealed(key: bytes, row, column: str, text: str) -> bytes:
    try:
        cleaned = clean(text)
    except ValueError as wrong:
        raise Refused(str(wrong)) from wrong
    return _encrypt(key, cleaned.encode(), _place(row, column))


def _columns(row) -> list[str]:
    return [field.name for field in row._meta.concrete_fields if isinstance(field, SealedText)]


def _open_text(key: bytes | None, row, column: str) -> str:
    sealed = getattr(row, column)
    if not sealed or key is None:
        return ""
    return _decrypt(key, bytes(sealed), _place(row, column)).decode()


def _place(row, column: str) -> bytes:
    return f"{row._meta.db_table}|{column}|{row.uuid}".encode()


def _name(uuid: UUID) -> bytes:
    return f"key|{uuid}".encode()


def _need(dossier: Dossier) -> bytes:
    keys = _keys([dossier.pk])
    if dossier.pk not in keys:
        raise Disposed
    return keys[dossier.pk]


def _keys(dossier_ids) -> dict[int, bytes]:
    rows = DossierKey.objects.filter(dossier__in=dossier_ids).select_related("dossier")
    return {row.dossier_id: _unwrap(row, row.dossier.uuid) for row in rows}


def _unwrap(row: DossierKey, uuid: UUID) -> bytes:
    return _decrypt(settings.DOSSIER_KEYS[row.key_id], bytes(row.wrapped), _name(uuid))


def _encrypt(key: bytes, data: bytes, place: bytes) -> bytes:
    nonce = os.urandom(12)
    return _FORMAT + nonce + AESGCM(key).encrypt(nonce, data, place)


def _decrypt(key: bytes, sealed: bytes, place: bytes) -> bytes:
    return AESGCM(key).decrypt(sealed[1:13], sealed[13:], place)

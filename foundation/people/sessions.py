"""Sessions as rows of our own: sealed, under a digest of their key, so that whoever reads the table can use none of them; each with what
its owner needs to know it again, and no address.

A session lasts SESSION_COOKIE_AGE from the moment of signing in, however much is done in it.
"""

import base64
import hashlib
import json
import os
from datetime import datetime, timedelta
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from .models import Session

SINCE, NAME, DEVICE = "since", "name", "device"
_COARSE = timedelta(minutes=1)  # between two notes that a session is in use


class SessionStore(db.SessionStore):
    """`used`: when the session in hand was last in use; None for a new one. What is kept in it is no use: a page may keep something for
    somebody who has still to say who they are."""

    used: datetime | None = None

    @classmethod
    def get_model_class(cls):
        return Session

    def encode(self, session_dict):
        nonce = os.urandom(12)
        return base64.b64encode(nonce + AESGCM(_key()).encrypt(nonce, json.dumps(session_dict).encode(), b"session")).decode()

    def decode(self, session_data):
        try:
            raw = base64.b64decode(session_data)
            return json.loads(AESGCM(_key()).decrypt(raw[:12], raw[12:], b"session"))
        except (InvalidTag, ValueError):
            return {}  # of another key: whoever had it signs in again

    def begin(self, device: str) -> None:
        """Somebody has just signed in with `device`."""
        self[SINCE], self[NAME], self[DEVICE] = timezone.now().timestamp(), str(uuid4()), device
        self.used = None

    def note_use(self, now: datetime) -> None:
        """Keep that it is in use, to the minute."""
        if self.used is not None and now - self.used >= _COARSE:
            Session.objects.filter(session_key=_kept_as(self.session_key)).update(used=now)
            self.used = now

    def get_expiry_date(self, **kwargs):
        usual = super().get_expiry_date(**kwargs)
        if SINCE not in self:
            return usual
        return min(usual, datetime.fromtimestamp(self[SINCE], tz=usual.tzinfo) + timedelta(seconds=settings.SESSION_COOKIE_AGE))

    def exists(self, session_key):
        return Session.objects.filter(session_key=_kept_as(session_key)).exists()

    def create_model_instance(self, data):
        if data.get(SESSION_KEY) and SINCE not in data:  # signed in by other means than the sign-in page
            self.begin("")
        return Session(
            session_key=_kept_as(self._get_or_create_session_key()), session_data=self.encode(data), expire_date=self.get_expiry_date(),
            user_id=data.get(SESSION_KEY), name=data.get(NAME), device=data.get(DEVICE, ""), used=self.used or timezone.now(),
            since=datetime.fromtimestamp(data[SINCE], tz=timezone.get_current_timezone()) if SINCE in data else None,
        )

    def delete(self, session_key=None):
        if key := session_key or self.session_key:
            Session.objects.filter(session_key=_kept_as(key)).delete()

    @classmethod
    def clear_expired(cls):
        Session.objects.filter(expire_date__lt=timezone.now()).delete()

    def _get_session_from_db(self):
        row = Session.objects.filter(session_key=_kept_as(self.session_key), expire_date__gt=timezone.now()).first()
        if row is None:
            self._session_key = None
        else:
            self.used = row.used
        return row


def _kept_as(session_key: str) -> str:
    """A key has 165 bits of chance in it: a digest without a secret gives none of them back."""
    return hashlib.blake2b(session_key.encode(), digest_size=20).hexdigest()


def _key() -> bytes:
    return hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"sessions").digest()

"""A file between being shown and being kept. It lies sealed in the cache, for an hour; what opens it is in the page that shows it, and
nowhere else: neither the database nor a backup of it can be read."""

import hashlib
import re
import zlib

from cryptography.fernet import Fernet
from django.core.cache import cache

KEPT = 60 * 60  # seconds
_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")


def hold(data: bytes) -> str:
    """Keep `data`; gives the key that finds and opens it."""
    key = Fernet.generate_key().decode()
    cache.set(_place(key), Fernet(key).encrypt(zlib.compress(data)), KEPT)
    return key


def held(key: str) -> bytes | None:
    """What was kept under `key`; None when its hour is over, or nobody ever kept anything under it."""
    sealed = cache.get(_place(key)) if _KEY.fullmatch(key) else None
    return zlib.decompress(Fernet(key).decrypt(sealed)) if sealed else None


def drop(key: str) -> None:
    cache.delete(_place(key))


def _place(key: str) -> str:
    return f"staff:{hashlib.sha256(key.encode()).hexdigest()}"

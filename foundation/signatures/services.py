"""Signing what leaves the house, and the one number that keeps the public page from being worn out."""

from datetime import datetime

from django.conf import settings
from django.core.cache import cache

from foundation.face import when

from . import rules


def sign(data: bytes, *, at: datetime) -> bytes:
    """A PDF or a text, signed with the newest key: the signature is its last line."""
    key_id, seed = next(iter(settings.SIGNING_KEYS.items()))
    return rules.sign(data, key_id=key_id, seed=seed, at=at)


def sign_text(text: str, *, at: datetime) -> bytes:
    """A text that leaves as a file, with the sentences that say how it is checked and what not to do with it."""
    how = _HOW.format(address=f"{settings.SITE_URL}/verify/", day=when.day(at))
    return sign(f"{text.strip()}\n\n{how}\n".encode(), at=at)


def admit(*, at: datetime) -> bool:
    """Whether one more file may be looked at now: one number for everybody, because a limit by address would keep addresses (ADR 0019)."""
    key = f"signatures:{int(at.timestamp()) // rules.WINDOW}"
    tried = cache.get(key, 0) + 1  # of two at one instant one may go uncounted: it is there to keep a flood off, not to count
    cache.set(key, tried, rules.WINDOW)
    return tried <= rules.TRIES


_HOW = """Made on {day}. Anybody who has this file can check at {address} that it is real and that nobody has changed it.
Keep it as it was saved: a copy that was opened and saved again, or pasted into a message, cannot be checked any more."""

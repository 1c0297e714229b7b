"""With which keys this installation signs and checks, and whether a file is what it signed. Nothing here asks the database."""

from django.conf import settings

from . import rules
from .rules import Signature


def public_keys() -> dict[str, bytes]:
    """Every key a signature may still be checked with, the one in use first: id → 32 bytes."""
    own = {key_id: rules.public_of(seed) for key_id, seed in settings.SIGNING_KEYS.items()}
    return own | settings.RETIRED_SIGNING_KEYS


def published() -> str:
    """The public keys as a text, for whoever wants to check without this system."""
    return rules.as_text(public_keys())


def check(data: bytes) -> Signature:
    """Raises NotValid where the file is not, to the byte, what this installation signed."""
    return rules.check(data, public_keys())


def is_valid(data: bytes) -> bool:
    try:
        check(data)
    except rules.NotValid:
        return False
    return True

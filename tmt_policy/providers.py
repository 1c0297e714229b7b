"""The trust's providers of sign-ins, from the environment."""

import re

from django.core.exceptions import ImproperlyConfigured

from foundation.entry.openid.rules import SUBJECTS, Provider, is_safe, origin

ASKED = ("NAME", "ISSUER", "CLIENT_ID", "SECRET", "SUBJECT", "ALSO", "SECOND_STEP")
_NEEDED = ("NAME", "ISSUER", "CLIENT_ID", "SECRET")
_KEY = re.compile(r"[a-z]{1,20}")


def from_environment(env, *, embedded: bool) -> dict[str, Provider]:
    """Key → provider, as OIDC lists them. Raises ImproperlyConfigured with a sentence: what is missing or wrong, no secret."""
    keys = [key.strip() for key in env("OIDC", default="").split(",") if key.strip()]
    found = {key: _one(env, key, embedded) for key in keys}
    if len(found) != len(keys):
        raise ImproperlyConfigured("OIDC names a provider twice.")
    if len({one.issuer for one in found.values()}) != len(found):
        raise ImproperlyConfigured("Two providers of OIDC have the same issuer.")
    return found


def passwords(env) -> bool:
    """Whether anybody signs in with a password; without, and without a provider, everybody has a passkey."""
    said = env("PASSWORDS", default="on") or "on"
    if said not in ("on", "off"):
        raise ImproperlyConfigured("PASSWORDS must be 'on' or 'off'.")
    return said == "on"


def origins(found: dict[str, Provider]) -> list[str]:
    """Where a form that begins a sign-in may lead: browsers follow it nowhere else."""
    return sorted({one for provider in found.values() for one in provider.origins})


def _one(env, key: str, embedded: bool) -> Provider:
    if not _KEY.fullmatch(key):
        raise ImproperlyConfigured("OIDC is a list of words of small letters, such as entra,google.")
    said = {name: env(f"OIDC_{key.upper()}_{name}", default="").strip() for name in ASKED}
    missing = [f"OIDC_{key.upper()}_{name}" for name in _NEEDED if not said[name]]
    if missing:
        raise ImproperlyConfigured(f"OIDC names {key}, and these settings are missing: {', '.join(missing)}. See .env.example.")
    also = tuple(part.strip() for part in said["ALSO"].split(",") if part.strip())
    for address in (said["ISSUER"], *also):
        if not is_safe(address, loopback=embedded) or re.search(r"[\s;,'\"?]", address):
            raise ImproperlyConfigured(f"OIDC_{key.upper()}_ISSUER and _ALSO are addresses that begin with https:// and end before any ?.")
    subject = said["SUBJECT"] or "sub"
    if subject not in SUBJECTS:
        raise ImproperlyConfigured(f"OIDC_{key.upper()}_SUBJECT is one of {', '.join(SUBJECTS)}: a claim that nobody can change.")
    if said["SECOND_STEP"] not in ("on", "off", ""):
        raise ImproperlyConfigured(f"OIDC_{key.upper()}_SECOND_STEP must be 'on' or 'off'.")
    also = tuple(origin(one) for one in also)
    return Provider(key, said["NAME"], said["ISSUER"], said["CLIENT_ID"], said["SECRET"], subject, also, said["SECOND_STEP"] == "on")

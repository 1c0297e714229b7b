"""The secrets the system lives by, and where they come from."""

import base64
import json
import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from foundation.signatures.rules import KEY_ID, public_from_text


@dataclass(frozen=True)
class Secrets:
    secret_key: str
    dossier_keys: dict[str, bytes]
    index_key: bytes
    seal_key: bytes
    signing_keys: dict[str, bytes]
    retired_signing_keys: dict[str, bytes]


def embedded(var: Path) -> Secrets:
    """Keys of a one-machine installation: made at the first start, kept in `var/keys.json` (mode 600)."""
    first = {"secret_key": secrets.token_urlsafe(50), "dossier_keys": f"k1:{_new()}", "index_key": _new(), "seal_key": _new()}
    kept = _kept(var / "keys.json", first) | _kept(var / "signing.json", {"signing_keys": f"s1:{_new()}"})
    return _secrets({name.upper(): value for name, value in kept.items()})


def _kept(path: Path, made: dict[str, str]) -> dict[str, str]:
    """What the file holds; where there is none yet, `made` is put there."""
    if not path.exists():
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.touch(mode=0o600)
        temporary.write_text(json.dumps(made))
        try:
            os.link(temporary, path)  # two processes starting at once agree on the first one's keys
        except FileExistsError:  # the other process was first
            made = {}
        finally:
            temporary.unlink()
    return json.loads(path.read_text())


def from_environment(env) -> Secrets:
    """Keys of a production installation. Raises ImproperlyConfigured with a sentence naming what is missing or wrong."""
    missing = [name for name in ("SECRET_KEY", "DOSSIER_KEYS", "INDEX_KEY", "SEAL_KEY", "SIGNING_KEYS", "DATABASE_URL", "BROKER_URL",
                                 "EMAIL_URL", "MAIL_FROM", "ALLOWED_HOSTS", "SITE_URL", "EVIDENCE_DIR") if not env(name, default="")]
    if missing:
        raise ImproperlyConfigured(f"Production needs these settings, and they are missing: {', '.join(missing)}. See .env.example.")
    if len(env("SECRET_KEY")) < 50:
        raise ImproperlyConfigured("SECRET_KEY must have at least 50 characters.")
    texts = {name: env(name) for name in ("SECRET_KEY", "DOSSIER_KEYS", "INDEX_KEY", "SEAL_KEY", "SIGNING_KEYS")}
    return _secrets(texts | {"RETIRED_SIGNING_KEYS": env("RETIRED_SIGNING_KEYS", default="")})


def named_keys(setting: str, text: str, decode: Callable[[str, str], bytes] | None = None) -> dict[str, bytes]:
    """`id:base64,id:base64` → {id: 32 bytes}, newest first: the first is used for what is new, the others still serve what is old."""
    keys = {}
    for part in filter(None, (p.strip() for p in text.split(","))):
        name, found, value = part.partition(":")
        if not found or not name or name in keys:
            raise ImproperlyConfigured(f"{setting} must be a list of id:base64 with different ids, newest first.")
        keys[name] = (decode or _key)(setting, value)
    return keys


def _some(setting: str, text: str) -> dict[str, bytes]:
    if keys := named_keys(setting, text):
        return keys
    raise ImproperlyConfigured(f"{setting} must hold at least one id:base64.")


def _signing(texts: dict[str, str]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    own = _some("SIGNING_KEYS", texts["SIGNING_KEYS"])
    retired = named_keys("RETIRED_SIGNING_KEYS", texts.get("RETIRED_SIGNING_KEYS", ""), _public)
    if any(not re.fullmatch(KEY_ID, name) for name in (*own, *retired)):
        raise ImproperlyConfigured("The ids in SIGNING_KEYS and RETIRED_SIGNING_KEYS may be letters, digits, - and _ only, at most 40.")
    if own.keys() & retired.keys():
        raise ImproperlyConfigured("An id in RETIRED_SIGNING_KEYS must not be in SIGNING_KEYS, too.")
    return own, retired


def _secrets(texts: dict[str, str]) -> Secrets:
    decoded = {name: _key(name, texts[name]) for name in ("INDEX_KEY", "SEAL_KEY")}
    dossiers = _some("DOSSIER_KEYS", texts["DOSSIER_KEYS"])
    return Secrets(texts["SECRET_KEY"], dossiers, decoded["INDEX_KEY"], decoded["SEAL_KEY"], *_signing(texts))


def _key(name: str, text: str) -> bytes:
    try:
        value = base64.b64decode(text, validate=True)
    except ValueError as wrong:
        raise ImproperlyConfigured(f"{name} must be base64.") from wrong
    if len(value) != 32:
        raise ImproperlyConfigured(f"{name} must be 32 bytes in base64; make one with: openssl rand -base64 32")
    return value


def _public(name: str, text: str) -> bytes:
    """Public keys are published, so they are not written like private ones: one pasted here by mistake is refused, not shown to all."""
    try:
        return public_from_text(text)
    except ValueError as wrong:
        raise ImproperlyConfigured(f"{name} takes public keys only, as `manage.py signing_keys` prints them.") from wrong


def _new() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()

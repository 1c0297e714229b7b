"""The four secrets the system lives by, and where they come from."""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Secrets:
    secret_key: str
    dossier_keys: dict[str, bytes]
    index_key: bytes
    seal_key: bytes


def embedded(var: Path) -> Secrets:
    """Keys of a one-machine installation: made at the first start, kept in `var/keys.json` (mode 600)."""
    path = var / "keys.json"
    if not path.exists():
        made = {"secret_key": secrets.token_urlsafe(50), "dossier_keys": f"k1:{_new()}", "index_key": _new(), "seal_key": _new()}
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.touch(mode=0o600)
        temporary.write_text(json.dumps(made))
        try:
            os.link(temporary, path)  # two processes starting at once agree on the first one's keys
        except FileExistsError:  # the other process was first
            made = {}
        finally:
            temporary.unlink()
    kept = json.loads(path.read_text())
    return _secrets({name.upper(): value for name, value in kept.items()})


def from_environment(env) -> Secrets:
    """Keys of a production installation. Raises ImproperlyConfigured with a sentence naming what is missing or wrong."""
    missing = [name for name in ("SECRET_KEY", "DOSSIER_KEYS", "INDEX_KEY", "SEAL_KEY", "DATABASE_URL", "BROKER_URL", "EMAIL_URL",
                                 "MAIL_FROM", "ALLOWED_HOSTS", "SITE_URL", "EVIDENCE_DIR") if not env(name, default="")]
    if missing:
        raise ImproperlyConfigured(f"Production needs these settings, and they are missing: {', '.join(missing)}. See .env.example.")
    if len(env("SECRET_KEY")) < 50:
        raise ImproperlyConfigured("SECRET_KEY must have at least 50 characters.")
    return _secrets({name: env(name) for name in ("SECRET_KEY", "DOSSIER_KEYS", "INDEX_KEY", "SEAL_KEY")})


def dossier_keys(text: str) -> dict[str, bytes]:
    """`id:base64,id:base64` → {id: 32 bytes}, newest first: the first wraps new keys, the others still open old ones."""
    keys = {}
    for part in filter(None, (p.strip() for p in text.split(","))):
        name, found, value = part.partition(":")
        if not found or not name or name in keys:
            raise ImproperlyConfigured("DOSSIER_KEYS must be a list of id:base64 with different ids, newest first.")
        keys[name] = _key("DOSSIER_KEYS", value)
    if not keys:
        raise ImproperlyConfigured("DOSSIER_KEYS must hold at least one id:base64.")
    return keys


def _secrets(texts: dict[str, str]) -> Secrets:
    decoded = {name: _key(name, texts[name]) for name in ("INDEX_KEY", "SEAL_KEY")}
    return Secrets(texts["SECRET_KEY"], dossier_keys(texts["DOSSIER_KEYS"]), decoded["INDEX_KEY"], decoded["SEAL_KEY"])


def _key(name: str, text: str) -> bytes:
    try:
        value = base64.b64decode(text, validate=True)
    except ValueError as wrong:
        raise ImproperlyConfigured(f"{name} must be base64.") from wrong
    if len(value) != 32:
        raise ImproperlyConfigured(f"{name} must be 32 bytes in base64; make one with: openssl rand -base64 32")
    return value


def _new() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()

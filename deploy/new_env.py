"""Prints .env.example with a fresh key wherever one belongs: `python3 deploy/new_env.py > .env`. Needs Python alone, no package."""

import base64
import secrets
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parent.parent / ".env.example"


def key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


MADE = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(64),
    "DOSSIER_KEYS": lambda: f"k1:{key()}",
    "INDEX_KEY": key,
    "SEAL_KEY": key,
    "SIGNING_KEYS": lambda: f"s1:{key()}",
    **dict.fromkeys(("POSTGRES_PASSWORD", "APP_DATABASE_PASSWORD", "BACKUP_DATABASE_PASSWORD"), lambda: secrets.token_hex(24)),
}


def filled(example: str) -> str:
    """The example with a key behind every name of `MADE` that is empty there."""
    lines = example.splitlines()
    for number, line in enumerate(lines):
        name, found, value = line.partition("=")
        if found and not value and name in MADE:
            lines[number] = f"{name}={MADE[name]()}"
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(filled(EXAMPLE.read_text()), end="")

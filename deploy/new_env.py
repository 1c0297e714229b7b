"""Fresh keys and passwords for one installation, out of .env.example. Needs Python alone, no package.

`python3 deploy/new_env.py > .env` for containers; `python3 deploy/new_env.py --plain /etc/tmt` for a plain server: tmt.env for the program,
owner.env and backup.env for the two accounts that it must not know, owner.sql to make the first of them. Nothing that is there is changed.
"""

import base64
import os
import secrets
import sys
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parent.parent / ".env.example"
OF_CONTAINERS = ("POSTGRES_PASSWORD", "APP_DATABASE_PASSWORD", "BACKUP_DATABASE_PASSWORD")


def key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


MADE = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(64),
    "DOSSIER_KEYS": lambda: f"k1:{key()}",
    "INDEX_KEY": key,
    "SEAL_KEY": key,
    "SIGNING_KEYS": lambda: f"s1:{key()}",
    **dict.fromkeys(OF_CONTAINERS, lambda: secrets.token_hex(24)),
}


def filled(example: str, said: dict[str, str]) -> str:
    """The example with what is `said`, and a key behind every name of `MADE` that is empty there."""
    lines = example.splitlines()
    for number, line in enumerate(lines):
        name, found, value = line.partition("=")
        if found and name in said:
            lines[number] = f"{name}={said[name]}"
        elif found and not value and name in MADE:
            lines[number] = f"{name}={MADE[name]()}"
    return "\n".join(lines) + "\n"


def plain(example: str) -> dict[str, str]:
    """The files of a plain server: PostgreSQL and Redis on the same machine."""
    words = {name: secrets.token_hex(24) for name in ("owner", "app", "backup")}
    urls = {name: f"postgres://tmt_{name}:{word}@127.0.0.1:5432/tmt" for name, word in words.items()}
    own = {"DATABASE_URL": urls["app"], "BROKER_URL": "redis://127.0.0.1:6379/0"}
    own |= {"TMT_VAR": "/var/lib/tmt", "EVIDENCE_DIR": "/var/lib/tmt/evidence"}
    kept = [line for line in filled(example, own).splitlines() if line.partition("=")[0] not in OF_CONTAINERS]
    backup = f"BACKUP_DATABASE_URL={urls['backup']}\n"
    return {
        "tmt.env": "\n".join(kept) + "\n",
        "owner.env": f"OWNER_DATABASE_URL={urls['owner']}\n{backup}",
        "backup.env": backup,
        "owner.sql": (f"CREATE ROLE tmt_owner LOGIN CREATEDB CREATEROLE PASSWORD '{words['owner']}';\n"
                      "CREATE DATABASE tmt OWNER tmt_owner;\n"),
    }


def write(folder: Path) -> None:
    files = plain(EXAMPLE.read_text())
    if there := [name for name in files if (folder / name).exists()]:
        sys.exit(f"Already there, and not changed: {', '.join(there)} in {folder}.")
    for name, text in files.items():
        with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--plain"] and len(sys.argv) == 3:
        write(Path(sys.argv[2]))
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        print(filled(EXAMPLE.read_text(), {}), end="")

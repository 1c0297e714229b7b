"""What a backup says of itself: counts, digests, versions and where the chains stood. No key is in it, and nothing anybody wrote."""

import hashlib
import hmac
import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

NAME, DUMP, FILES = "manifest.json", "database.dump", "files"
FORMAT = 1
_CHUNK = 1024 * 1024


class Unusable(Exception):
    """This folder is no backup that can be trusted; the sentence says why."""


@dataclass(frozen=True)
class Manifest:
    """`tables`: rows a table. `files`: name under files/ → [bytes, SHA-256]. `keys`: ids of the keys that its dossiers are wrapped by.
    `trail`: how many events, chains and seals there were, and the digest of the last seal. `migrations`: the last one of each app."""

    taken_at: str
    tables: dict[str, int]
    files: dict[str, list]
    dump: list
    keys: list[str]
    trail: dict
    migrations: dict[str, str]
    server: str
    format: int = FORMAT

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.taken_at)


def write(folder: Path, manifest: Manifest) -> None:
    said = asdict(manifest)
    with open(os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(said | {"proof": _proof(said)}, file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())


def read(folder: Path) -> Manifest:
    """Raises Unusable for a folder that is no backup, was not made with this trust's key, or of another format."""
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        proof = said.pop("proof")
        made = Manifest(**said)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise Unusable(f"{folder.name} is no backup.") from wrong
    if not hmac.compare_digest(str(proof), _proof(said)):
        raise Unusable(f"{folder.name} was changed since it was made, or made under another SEAL_KEY.")
    if made.format != FORMAT:
        raise Unusable(f"{folder.name} was made by another version of this program.")
    return made


def newest(folder: Path) -> Path:
    """The folder itself where it is a backup, else the newest complete one in it. Raises Unusable where there is none."""
    if (folder / NAME).exists():
        return folder
    if found := complete(folder):
        return found[-1]
    raise Unusable(f"There is no backup in {folder.name}.")


def complete(folder: Path) -> list[Path]:
    """Backups in a folder, oldest first: their names are moments."""
    return sorted(path.parent for path in folder.glob(f"2*/{NAME}"))


def measured(path: Path) -> list:
    """[bytes, SHA-256] of a file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while part := file.read(_CHUNK):
            digest.update(part)
            size += len(part)
    return [size, digest.hexdigest()]


def _proof(said: dict) -> str:
    told = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(settings.SEAL_KEY, b"backup|" + told, hashlib.sha256).hexdigest()

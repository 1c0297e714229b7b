"""A backup is proved in a scratch database, or brought back for good. Nobody works in it before it is ready: it gets its name last."""

import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from foundation.trail import services as trail

from . import manifest, programs
from .manifest import Manifest, Unusable

PROOF, REAL = "proof", "real"


def prove(folder: Path, *, by: str, at: datetime) -> list[str]:
    """Restore into a database of its own, compare, drop it, and write down what came of it; what is wrong, empty when nothing is."""
    said = manifest.read(folder)
    with programs.scratch("check") as name:
        wrong = _damage(folder, said) or _loaded(folder, name) or _compared(folder, name)
    numbers = {"rows": sum(said.tables.values()), "files": len(said.files), "events": said.trail["events"], "wrong": len(wrong)}
    trail.note_restore(purpose=PROOF, taken_at=said.at, good=not wrong, counts=numbers, by=by, at=at)
    return wrong


def restore(folder: Path, *, by: str) -> None:
    """Bring it back for good: into this process's database, which must be empty, and the folder of evidence. Raises CommandError."""
    said, target = manifest.read(folder), connection.settings_dict["NAME"]
    if connection.introspection.table_names():
        raise CommandError("This database is not empty. A backup is brought back into an empty one only.")
    if wrong := _damage(folder, said):
        raise CommandError(wrong[0])
    with programs.scratch("restore") as name:
        for step in (_loaded(folder, name), _compared(folder, name)):
            if step:
                raise CommandError(f"Nothing was changed. {step[0]}")
        _put_back(folder / manifest.FILES, said)
        settled = programs.manage("settle_restored", str(folder), f"--by={by}", database=name, files=Path(settings.EVIDENCE_DIR))
        if settled.returncode:
            raise CommandError(f"Nothing was changed in the database. {settled.stderr.strip()}")
        connection.close()
        programs.admin(f'DROP DATABASE "{target}" WITH (FORCE)')
        programs.admin(f'ALTER DATABASE "{name}" RENAME TO "{target}"')


def _damage(folder: Path, said: Manifest) -> list[str]:
    try:
        same = manifest.measured(folder / manifest.DUMP) == said.dump
    except OSError:
        same = False
    return [] if same else ["The dump of the database is missing or no longer what it was."]


def _loaded(folder: Path, name: str) -> list[str]:
    try:
        programs.load(folder / manifest.DUMP, name)
    except CommandError as wrong:
        return [str(wrong)]
    return []


def _compared(folder: Path, name: str) -> list[str]:
    done = programs.manage("compare_backup", str(folder), database=name, files=folder / manifest.FILES)
    if done.returncode and not done.stdout.strip():
        return [f"It could not be compared: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}"]
    return done.stdout.splitlines() if done.returncode else []


def _put_back(files: Path, said: Manifest) -> None:
    """Files that are there already stay: their names are random, and two of one name are one file."""
    target = Path(settings.EVIDENCE_DIR)
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in said.files:
        put = target / name
        if put.exists():
            if manifest.measured(put) != said.files[name]:
                raise Unusable(f"{name} in the folder of evidence is not what the backup holds under that name.")
            continue
        put.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(files / name, put)
        put.chmod(0o600)

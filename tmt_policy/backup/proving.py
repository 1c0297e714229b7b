"""Whether this database and its files are what a backup says: counted, hashed, opened with the keys, chain by chain."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from foundation.dossiers import sealing
from foundation.dossiers.fields import SealedText
from foundation.evidence import selectors as evidence
from foundation.letters import selectors as letters
from foundation.trail import selectors as trail

from .manifest import Manifest, measured
from .taking import counts

SAMPLE = 50  # rows of each kind whose words are opened, the newest


def findings(said: Manifest, files: Path) -> Iterator[str]:
    """What is wrong, a sentence each; nothing when all is as it was. Names no row but by its table, and nothing anybody wrote."""
    yield from _counted(said)
    yield from _hashed(said, files)
    if _older(said):  # counted as it was; opened as this version reads it
        call_command("migrate", interactive=False, verbosity=0)
    yield from (f"Trail: {one}" for one in trail.verify(limit=20))
    yield from _keys(said)
    yield from _opened()
    yield from _whole()


def _counted(said: Manifest) -> Iterator[str]:
    there = set(connection.introspection.table_names())
    yield from (f"{table} is missing." for table in sorted(set(said.tables) - there))
    found = counts(sorted(there & set(said.tables)))
    for table, number in found.items():
        if number != said.tables[table]:
            yield f"{table} has {number} rows and should have {said.tables[table]}."


def _hashed(said: Manifest, files: Path) -> Iterator[str]:
    for name, was in said.files.items():
        try:
            same = measured(files / name) == was
        except OSError:
            same = False
        if not same:
            yield f"The file {name} is missing or no longer what it was."


def _older(said: Manifest) -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _keys(said: Manifest) -> Iterator[str]:
    if unknown := set(said.keys) - set(settings.DOSSIER_KEYS):
        yield f"DOSSIER_KEYS lacks what this is wrapped by: {', '.join(sorted(unknown))}."
    elif broken := sealing.broken_keys():
        yield f"{broken} keys of dossiers cannot be opened by DOSSIER_KEYS."


def _opened() -> Iterator[str]:
    for model in apps.get_models():
        sealed = [field.name for field in model._meta.concrete_fields if isinstance(field, SealedText)]
        if sealed and not sealing.opens(model.objects.order_by("-pk")[:SAMPLE]):
            yield f"Words in {model._meta.db_table} cannot be opened."


def _whole() -> Iterator[str]:
    damaged = (one for one in evidence.every_exhibit() if not evidence.is_whole(one))
    yield from (f"{one.label} of dossier {one.dossier.uuid} is not whole." for one in damaged)
    yield from (f"{one.reference} {fault}." for one in letters.every_letter() if (fault := letters.fault_of(one)))

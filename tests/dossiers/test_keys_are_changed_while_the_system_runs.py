"""A new key from the environment takes over from the old one: everything opens before, meanwhile and after."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier, DossierKey, Party
from foundation.people.rules import SYSTEM

OLD, NEW = {"k8": bytes(32)}, {"k9": bytes(range(32))}


def written(at, words):
    dossier = dossiers.open_dossier("case", academy=None, at=at, by=SYSTEM)
    row = Party(dossier=dossier, part="subject", kind="outsider", since=at, source="form", uuid=uuid4())
    sealing.write(row, "name_sealed", words)
    row.save()
    return row.pk


def words_of(pk):
    return sealing.read_one(Party.objects.get(pk=pk))["name_sealed"]


@pytest.fixture
def old(settings, db, at):
    """Five dossiers under the old key, beside those the trust has; the new key is in front by now."""
    kept = settings.DOSSIER_KEYS
    settings.DOSSIER_KEYS = OLD | kept
    rows = [written(at, f"words {number}") for number in range(5)]
    settings.DOSSIER_KEYS = NEW | OLD | kept
    return rows


def test_everything_opens_and_nothing_hangs_on_the_old_one(old, capsys):
    call_command("rotate_keys")
    assert set(sealing.hanging()) == {"k9"}
    assert [words_of(pk) for pk in old] == [f"words {number}" for number in range(5)]
    assert "k8: 0 dossiers (nothing here is wrapped by it)" in capsys.readouterr().out


def test_a_look_changes_nothing(old, capsys):
    call_command("rotate_keys", "--check")
    assert sealing.hanging()["k8"] == 5
    assert "k8: 5 dossiers (still needed)" in capsys.readouterr().out


def test_a_run_that_was_stopped_goes_on(old):
    assert sealing.rewrap_some(2) == 2
    call_command("rotate_keys")
    assert set(sealing.hanging()) == {"k9"}


def test_without_the_old_key_it_says_which(old, settings):
    settings.DOSSIER_KEYS = NEW
    with pytest.raises(CommandError, match="k8"):
        call_command("rotate_keys")


def test_who_knows_the_new_key_already_reads_on(old, settings):
    """A process that was started with the new key in the last place opens what others wrap with it."""
    call_command("rotate_keys")
    settings.DOSSIER_KEYS = OLD | NEW
    assert words_of(old[0]) == "words 0"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_under_load(cast, settings, at):
    kept = settings.DOSSIER_KEYS
    settings.DOSSIER_KEYS = OLD | kept
    rows, ended = [written(at, "before") for _ in range(300)], threading.Event()
    settings.DOSSIER_KEYS = NEW | OLD | kept

    def work():
        try:
            made = []
            while not ended.is_set():
                made.append(written(at, "before"))
                assert {words_of(pk) for pk in (*made[-3:], *rows[:10])} == {"before"}
            return made
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as crowd:
        busy = [crowd.submit(work) for _ in range(3)]
        call_command("rotate_keys")
        ended.set()
        more = [pk for one in busy for pk in one.result()]
    assert more
    assert set(sealing.hanging()) == {"k9"}
    assert {words_of(pk) for pk in (*rows, *more)} == {"before"}
    assert DossierKey.objects.count() == Dossier.objects.filter(key__isnull=False).count()

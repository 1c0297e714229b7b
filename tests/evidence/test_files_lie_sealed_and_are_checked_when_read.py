"""At rest: nothing readable, nothing readable by others, nothing unnoticed, nothing left over."""

import hashlib
import os
import stat
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import DossierKey
from foundation.dossiers.rules import Refused
from foundation.evidence import selectors, services, vault
from foundation.evidence.models import Exhibit
from foundation.people.rules import ANONYMOUS, SYSTEM
from foundation.trail.models import Event

from .pictures import picture

PNG = picture()


def stored():
    return sorted(vault.root().glob("??/*"))


def actions(dossier):
    return list(Event.objects.filter(chain=dossier.uuid).order_by("seq").values_list("action", flat=True))


def test_no_byte_of_the_picture_stands_on_the_disk(add):
    add(PNG)
    for path in stored():
        data = path.read_bytes()
        assert b"PNG" not in data
        assert PNG[16:40] not in data
        assert not data.startswith(b"\xff\xd8")


def test_nobody_else_on_the_machine_may_read_or_list(exhibit):
    assert {stat.S_IMODE(path.stat().st_mode) for path in stored()} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in [vault.root(), *(path.parent for path in stored())]} == {0o700}


def test_the_hash_is_of_what_is_stored(add):
    exhibit = add(PNG)
    assert (exhibit.sha256, exhibit.size) == (hashlib.sha256(PNG).hexdigest(), len(PNG))
    stripped = add(PNG, strip_metadata=True)
    assert stripped.sha256 == hashlib.sha256(selectors.content(stripped)).hexdigest()


@pytest.mark.parametrize("place", [1, 13, 20, -1])
@pytest.mark.parametrize("which", ["stored_name", "preview_name"])
def test_one_changed_byte_is_refused(exhibit, which, place):
    path = vault.root() / getattr(exhibit, which)[:2] / getattr(exhibit, which)
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    with pytest.raises(Refused, match="no longer what was stored"):
        (selectors.content if which == "stored_name" else selectors.preview)(exhibit)


@pytest.mark.parametrize("damage", ["gone", "empty", "cut"])
def test_a_lost_or_shortened_file_is_refused(exhibit, damage):
    path = vault.root() / exhibit.stored_name[:2] / exhibit.stored_name
    path.unlink() if damage == "gone" else path.write_bytes(b"" if damage == "empty" else path.read_bytes()[:-1])
    with pytest.raises(Refused, match="no longer what was stored"):
        selectors.content(exhibit)


def test_a_file_put_in_the_place_of_another_is_refused(add):
    first, second = add(PNG), add(picture(colour=(0, 0, 0)))
    one, other = (vault.root() / e.stored_name[:2] / e.stored_name for e in (first, second))
    one.write_bytes(other.read_bytes())
    with pytest.raises(Refused, match="no longer what was stored"):
        selectors.content(first)


def test_a_changed_fingerprint_is_refused(exhibit):
    Exhibit.objects.filter(pk=exhibit.pk).update(sha256="0" * 64)
    exhibit.refresh_from_db()
    with pytest.raises(Refused, match="no longer what was stored"):
        selectors.content(exhibit)


def test_a_damaged_file_leaves_an_event_and_is_not_given_out(exhibit, hana, at):
    vault.remove(exhibit.stored_name)
    with pytest.raises(Refused):
        services.download(exhibit, by=hana, at=at)
    assert actions(exhibit.dossier)[-1] == "evidence.damaged"


def test_without_the_dossiers_key_nothing_opens(exhibit):
    DossierKey.objects.filter(dossier=exhibit.dossier).delete()
    with pytest.raises(Refused, match="disposed of"):
        selectors.content(exhibit)


def test_the_address_is_sealed_as_given_and_found_by_any_spelling(add, exhibit):
    assert sealing.read_one(exhibit)["address_sealed"] == "https://www.tiktok.com/@somebody/video/1?utm_source=x"
    assert add(PNG, address="tiktok.com/@somebody/video/1/").address_index == exhibit.address_index != ""
    assert add(PNG).address_index == ""


def test_a_rolled_back_change_takes_its_files_along(add):
    with transaction.atomic():
        add(PNG)
        assert len(stored()) == 2
        transaction.set_rollback(True)
    assert stored() == []


def test_an_error_while_storing_takes_the_files_along(add, monkeypatch):
    def full(*args, **kwargs):
        assert len(stored()) == 2
        raise IntegrityError

    monkeypatch.setattr(dossiers, "record", full)
    with pytest.raises(IntegrityError):
        add(PNG)
    assert stored() == []


def test_a_half_written_file_is_never_taken_for_a_whole_one(add, monkeypatch):
    def broken(handle):
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="disk full"):
        add(PNG)
    assert stored() == []


@pytest.mark.django_db(transaction=True)
def test_committed_files_stay(add):
    exhibit = add(PNG)
    assert selectors.content(exhibit) == PNG
    assert len(stored()) == 2


def old(path, by=timedelta(hours=2)):
    moment = (timezone.now() - by).timestamp()
    os.utime(path, (moment, moment))


def orphan(age=timedelta(hours=2)):
    path = vault.root() / "aa" / ("aa" + "0" * 38)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    old(path, age)
    return path


def test_the_sweep_finds_and_removes_what_no_exhibit_stands_for(exhibit):
    for path in stored():
        old(path)
    left = orphan()
    with pytest.raises(CommandError, match="1 files without an exhibit"):
        call_command("sweep_evidence", "--check", stdout=StringIO())
    assert left.exists()
    call_command("sweep_evidence", stdout=StringIO())
    assert not left.exists()
    assert len(stored()) == 2


def test_the_sweep_leaves_alone_what_was_written_just_now(exhibit):
    left = orphan(age=timedelta(minutes=5))
    call_command("sweep_evidence", stdout=StringIO())
    assert left.exists()


def test_the_sweep_names_an_exhibit_without_its_file(exhibit):
    vault.remove(exhibit.stored_name)
    with pytest.raises(CommandError, match="1 exhibits without their file"):
        call_command("sweep_evidence", "--check", stdout=StringIO())


def test_numbers_run_per_dossier_and_the_event_holds_no_name(add, report, alder, at):
    other = dossiers.open_dossier("case", academy=alder, at=at, by=SYSTEM)
    assert [add(PNG).label, add(PNG).label, add(PNG, dossier=other).label] == ["E-1", "E-2", "E-1"]
    event = Event.objects.filter(chain=report.uuid, action="evidence.added").latest("seq")
    assert set(event.ids) == {"exhibit", "number", "sha256"}


def test_nobody_is_named_as_the_source_of_an_anonymous_picture(add):
    assert add(PNG, by=ANONYMOUS, strip_metadata=True).captured_by is None


@pytest.mark.parametrize("said", [{"how_seen": "somehow"}, {"visibility": "all"}, {"address": "a\x07b"}])
def test_words_off_the_list_are_refused_before_anything_is_stored(add, said):
    with pytest.raises(Refused):
        add(PNG, **said)
    assert not vault.root().exists()


def test_a_case_gets_its_own_copy_under_its_own_key(exhibit, alder, hana, at):
    case = dossiers.open_dossier("case", academy=alder, at=at, by=SYSTEM)
    copy = services.copy_exhibit(exhibit, dossier=case, by=hana, at=at)
    DossierKey.objects.filter(dossier=exhibit.dossier).delete()
    assert selectors.content(copy) == PNG
    assert (copy.original, copy.sha256, copy.number) == (exhibit, exhibit.sha256, 1)
    assert sealing.read_one(copy)["address_sealed"].startswith("https://www.tiktok.com")


@pytest.mark.parametrize("wrong", [{"state": "open"}, {"number": 0}, {"size": 0}, {"may_show_child": True}])
def test_the_database_refuses_what_cannot_be(exhibit, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Exhibit.objects.filter(pk=exhibit.pk).update(**wrong)

import pytest
from django.db import connection

from foundation.dossiers import sealing, services
from foundation.dossiers.models import Party
from foundation.dossiers.rules import SUBJECT, Refused
from foundation.people.rules import SYSTEM


@pytest.fixture
def party(alder, at):
    dossier = services.open_dossier("report", academy=alder, at=at, by=SYSTEM)
    return services.add_party(dossier, None, SUBJECT, by=SYSTEM, at=at, source="form", kind="parent", name="Jo Bloggs")


def test_a_name_is_not_in_the_database(party):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name_sealed FROM dossiers_party WHERE id = %s", [party.pk])
        assert b"Bloggs" not in bytes(cursor.fetchone()[0])


def test_the_key_opens_it(party):
    assert sealing.read_one(Party.objects.get(pk=party.pk)) == {"name_sealed": "Jo Bloggs"}


def test_plain_text_does_not_get_in(party):
    party.name_sealed = "Jo Bloggs"
    with pytest.raises(TypeError):
        party.save()


def test_a_sealed_value_moved_to_another_row_does_not_open(party, at):
    other = services.add_party(party.dossier, None, SUBJECT, by=SYSTEM, at=at, source="form", kind="parent", name="Al Other")
    other.name_sealed = party.name_sealed
    with pytest.raises(Exception, match=r"^$"):
        sealing.read_one(other)


def test_control_characters_are_refused(party):
    with pytest.raises(Refused):
        sealing.write(party, "name_sealed", "Jo\x00")


def test_without_its_key_a_dossier_reads_as_empty(party):
    party.dossier.key.delete()
    assert sealing.read_one(party) == {"name_sealed": ""}


def test_a_rotated_key_still_opens_what_was_sealed(party, settings):
    old = settings.DOSSIER_KEYS
    settings.DOSSIER_KEYS = {"k2": b"2" * 32, **old}
    sealing.rewrap(party.dossier.key)
    settings.DOSSIER_KEYS = {"k2": b"2" * 32}
    assert sealing.read_one(party) == {"name_sealed": "Jo Bloggs"}


def test_the_index_finds_the_same_name_and_only_with_the_key(party, settings):
    assert sealing.blind("name", " jo  BLOGGS ") == party.name_index
    settings.INDEX_KEY = b"x" * 32
    assert sealing.blind("name", "Jo Bloggs") != party.name_index

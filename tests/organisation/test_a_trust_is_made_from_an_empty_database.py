"""`manage.py setup`: the trust, its academies and the first two people, once; and the list of what is missing."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import connection

from assurance.models import FROZEN
from foundation.dossiers.models import Dossier
from foundation.people.academy_file import MERCIAN, read
from foundation.people.models import Academy, Person
from foundation.people.rules import CEO, SYSADMIN
from foundation.people.selectors import academies, holders, is_open
from foundation.people.staff_file import Wrong
from foundation.trail import triggers
from policy.models import Platform, PolicyVersion

ADA, CLEO = "Ada Kowalska <ada@northgate.example>", "Cleo Marchetti <cleo@northgate.example>"
HEADING = b"code,name,local_authority,urn\n"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty(db):
    """Nobody and nothing, as after `migrate`; what stood there comes back with the test's end."""
    frozen = triggers.TABLES | FROZEN
    triggers.remove(connection, frozen)
    with connection.cursor() as cursor:
        for one in connection.ops.sql_flush(no_style(), connection.introspection.django_table_names(only_existing=True)):
            cursor.execute(one)
    triggers.install(connection, frozen)


def setup(*words):
    said = io.StringIO()
    call_command("setup", *words, stdout=said)
    return said.getvalue()


def test_nine_academies_and_two_people_are_there(now):
    said = setup("--academies", "mercian", "--administrator", ADA, "--chief-executive", CLEO)
    assert len(academies()) == 9
    assert [one.name for one in holders(SYSADMIN, None, now)] == ["Ada Kowalska"]
    assert [one.name for one in holders(CEO, None, now)] == ["Cleo Marchetti"]
    assert Platform.objects.exists()
    assert said.count("/accounts/invited/") == 2


def test_no_report_may_come_before_somebody_reads_it():
    setup("--academies", "mercian")
    assert not is_open()


def test_said_again_it_changes_nothing():
    first = ("--academies", "mercian", "--administrator", ADA, "--chief-executive", CLEO)
    setup(*first)
    before = Academy.objects.count(), Person.objects.count(), Dossier.objects.count()
    setup(*first)
    assert (Academy.objects.count(), Person.objects.count(), Dossier.objects.count()) == before


def test_a_second_administrator_takes_two_people():
    setup("--administrator", ADA)
    with pytest.raises(CommandError, match="by two people"):
        setup("--administrator", "Eve Tolland <eve@northgate.example>")
    assert Person.objects.count() == 1


def test_who_asks_and_who_agrees_are_two():
    with pytest.raises(CommandError, match="two people"):
        setup("--administrator", ADA, "--chief-executive", ADA)


def test_where_the_policy_cannot_be_read_nothing_is_kept(tmp_path):
    with pytest.raises(CommandError, match="Nothing has been changed"):
        setup("--academies", "mercian", "--policy", str(tmp_path / "none.txt"), "--policy-label", "2026",
              "--policy-approved", "2026-07-01", "--policy-from", "2026-09-01")
    assert not Academy.objects.exists()


def test_the_policy_comes_with_it(tmp_path):
    text = tmp_path / "policy.txt"
    text.write_text("Keep work and private life apart online.")
    said = setup("--policy", str(text), "--policy-label", "2026", "--policy-approved", "2026-07-01", "--policy-from", "2026-09-01")
    assert PolicyVersion.objects.get().label == "2026"
    assert "No version is in force" not in said


def test_it_says_what_is_missing():
    said = setup("--academies", "mercian")
    assert "Shire Oak Academy: No headteacher, no senior leader, no designated safeguarding lead" in said
    assert "The trust: No chief executive" in said


def test_the_real_academies_have_public_facts_alone():
    assert {one.local_authority for one in read(MERCIAN.read_bytes())} == {"Walsall", "Sandwell"}
    assert not any(one.lado_contact or one.headcount for one in read(MERCIAN.read_bytes()))


@pytest.mark.parametrize("row, said", [
    (b"Alder,Alder Academy,Westmoor,\n", "Row 2: code is of small letters"),
    (b"alder,,Westmoor,\n", "Row 2: name is missing."),
    (b"alder,Alder Academy,Westmoor,12\n", "Row 2: urn has six digits."),
    (b"trust,Alder Academy,Westmoor,\n", "choose another code"),
    (b"alder,Alder\x07 Academy,Westmoor,\n", "Row 2: name has hidden characters"),
    (b"alder,Alder Academy,Westmoor,\nalder,Birch Academy,Westmoor,\n", "Two rows have the code alder."),
    (b"", "There is no academy in it."),
])
def test_a_wrong_row_is_named(row, said):
    with pytest.raises(Wrong) as wrong:
        read(HEADING + row)
    assert any(said in sentence for sentence in wrong.value.sentences)

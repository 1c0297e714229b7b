"""Where a command takes a file it takes "-": what root may read, the program's own user may not."""

import io

import pytest
from django.core.management import CommandError, call_command

from foundation.people.models import Person
from foundation.trail.services import seal


@pytest.fixture
def comes_in(monkeypatch):
    return lambda content: monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_a_list_of_staff(comes_in, cast):
    comes_in(b"name,email,academy\nNia Newcomer,nia@northgate.example,alder\n")
    call_command("import_people", "-", "--keep")
    assert Person.objects.filter(email="nia@northgate.example").exists()


def test_a_document_that_is_none(comes_in):
    comes_in(b"no document")
    with pytest.raises(CommandError, match="Not valid"):
        call_command("verify_document", "-")


def test_seals_go_out_and_come_in(comes_in, cast, now):
    seal(at=now)
    out, said = io.StringIO(), io.StringIO()
    call_command("verify_trail", "--export-seals", "-", stdout=out, stderr=said)
    assert "The trail is whole" in said.getvalue()
    comes_in(out.getvalue().encode())
    call_command("verify_trail", "--seals", "-", stdout=said)
    comes_in(b"no seals")
    with pytest.raises(CommandError, match="not a file of exported seals"):
        call_command("verify_trail", "--seals", "-")

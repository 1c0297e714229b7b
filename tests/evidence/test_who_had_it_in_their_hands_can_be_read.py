"""Custody: who added, looked and downloaded, from the events; and every file hashed again on demand."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from foundation.evidence import services, vault

from .pictures import picture


def page(client, exhibit):
    return client.get(reverse("evidence:show", args=[exhibit.uuid])).content.decode().partition("<main")[2]


def test_who_looked_and_who_downloaded_is_on_its_page(exhibit, hana, sasha, client_of, at):
    services.look(exhibit, by=sasha, at=at)
    services.download(exhibit, by=hana, at=at)
    shown = page(client_of(hana), exhibit)
    assert "What happened to it" in shown
    assert shown.index("was downloaded") < shown.index("was looked at") < shown.index("was added")
    assert sasha.name in shown


def test_whoever_reported_it_is_named_by_their_part_only(exhibit, hana, teo, client_of):
    shown = page(client_of(hana), exhibit)
    assert "The reporter" in shown
    assert teo.name not in shown


def test_whoever_only_handed_it_in_does_not_read_who_looked(exhibit, teo, sasha, client_of, at):
    services.look(exhibit, by=sasha, at=at)
    shown = page(client_of(teo), exhibit)
    assert "What happened to it" not in shown
    assert sasha.name not in shown


def test_what_happened_to_another_exhibit_is_not_told_here(add, exhibit, hana, sasha, client_of, at):
    services.look(add(picture()), by=sasha, at=at)
    assert sasha.name not in page(client_of(hana), exhibit)


def check():
    said = StringIO()
    call_command("check_evidence", stdout=said)
    return said.getvalue()


def test_all_files_are_hashed_again(add):
    add(picture()), add(picture())
    assert check() == "2 exhibits are what was stored.\n"


@pytest.mark.parametrize("which", ["stored_name", "preview_name"])
def test_a_damaged_one_is_named_by_its_number(add, which):
    whole, damaged = add(picture()), add(picture())
    path = vault.root() / getattr(damaged, which)[:2] / getattr(damaged, which)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    said = StringIO()
    with pytest.raises(CommandError, match="1 of 2"):
        call_command("check_evidence", stdout=said)
    assert said.getvalue() == f"E-2 of dossier {damaged.dossier.uuid} is missing or no longer what was stored.\n"
    assert whole.label not in said.getvalue()


def test_what_may_show_a_child_is_hashed_and_shown_to_nobody(exhibit, hana, at):
    services.mark_may_show_child(exhibit, by=hana, at=at, alert=lambda exhibit, *, by, at: None)
    assert check() == "1 exhibits are what was stored.\n"

"""Not before everything is there, and only by whoever keeps the settings."""

import pytest
from django.contrib.auth.hashers import make_password

from foundation.dossiers.rules import Refused
from foundation.people import services as people
from foundation.people.models import Academy, User
from foundation.people.rules import SYSTEM
from foundation.people.selectors import is_open
from policy.models import PolicyVersion
from reports.intake.models import Report
from reports.intake.services import start_draft
from tests.told import told_once
from tmt_policy.organisation import checklist, services

pytestmark = pytest.mark.django_db
ONCE = "8a8c7f6e-0d3b-4b6e-9f0e-3f5f2f1f0c11"


@told_once
def shut(cast, at):
    people.open_trust(False, by=SYSTEM, at=at)


def test_nothing_begins_before_that(shut, client_of, teo, at):
    page = client_of(teo).get("/reports/new/")
    assert "Nothing can be reported here yet" in page.content.decode()
    assert client_of(teo).post("/reports/new/", {"danger": "no", "once": ONCE}).status_code == 422
    with pytest.raises(Refused):
        start_draft(by=teo, at=at, danger="no", key=ONCE)
    assert not Report.objects.exists()


def test_nor_without_signing_in(shut, client):
    assert "Nothing can be reported here yet" in client.get("/reports/anonymous/").content.decode()
    assert client.post("/reports/anonymous/", {"danger": "no", "once": ONCE}).status_code == 422


def test_what_is_missing_keeps_it_shut(shut, ada, at):
    with pytest.raises(Refused):
        services.open_reporting(by=ada, at=at)
    assert not is_open()


def test_an_academy_without_a_headteacher_is_missing_one(hana, at):
    row = hana.placements.get()
    people.end_placement(row, until=at.date(), by=SYSTEM, at=at)
    assert any("headteacher" in item.hint for item in checklist.essential(at) if item.title == "Alder Academy")


def test_keys_that_open_nothing_are_told(cast, settings, at):
    settings.DOSSIER_KEYS = {"k1": b"x" * 32}
    assert not next(item for item in checklist.essential(at) if item.title == "Keys").good


def test_the_administrator_is_led_to_what_is_missing(shut, client_of, ada):
    assert "/system/start/" in client_of(ada).get("/system/").content.decode()
    assert "Nobody can report" in client_of(ada).get("/system/").content.decode()


def test_paragraphs_that_a_text_does_not_have_are_named(cast, at):
    PolicyVersion.objects.update(body="1.7 Be kind online.\n21.5 Nothing.")
    policy = next(item for item in checklist.essential(at) if item.title == "The policy")
    assert "no paragraph 1.5, 3.3, 3.4" in policy.hint


def test_their_first_page_leads_there_until_reports_are_taken(cast, client_of, ada, at):
    assert "Set the trust up" not in client_of(ada).get("/").content.decode()
    people.open_trust(False, by=SYSTEM, at=at)
    assert "Set the trust up" in client_of(ada).get("/").content.decode()


def test_a_head_is_led_to_what_their_academy_lacks(shut, client_of, hana, alder):
    Academy.objects.filter(pk=alder.pk).update(lado_contact="")
    assert "Alder Academy, before anybody can report" in client_of(hana).get("/").content.decode()


def test_nobody_else_is_led_anywhere(shut, client_of, teo):
    assert "before anybody can report" not in client_of(teo).get("/").content.decode()


def test_an_academy_whose_leaders_do_not_sign_in_is_missing_one(cast, alder, at):
    User.objects.filter(person__in=[cast["hana"], cast["sasha"]]).update(password=make_password(None))
    assert any("signs in yet" in item.hint for item in checklist.essential(at) if item.title == alder.name)


def test_a_folder_that_cannot_be_written_is_told(cast, settings, tmp_path, at):
    (tmp_path / "a file").touch()
    settings.EVIDENCE_DIR = tmp_path / "a file"
    assert not next(item for item in checklist.essential(at) if item.title == "Folder for files").good

"""Whoever looks after somebody has a door to that and to nothing else: no report, no reporter, nobody it is about, no platform."""

from datetime import timedelta

import pytest

from foundation.dossiers.rules import SUBJECT
from foundation.dossiers.selectors import dossiers_for
from foundation.dossiers.services import add_party
from foundation.evidence.services import check_waiting
from foundation.messages.models import Message
from foundation.messages.wording import letter
from reports.intake.selectors import report_for
from reports.targets.selectors import support_for
from tests.cases.story import picture
from tests.concerns import support
from tests.evidence.standin import listening, says
from tests.told import told_once
from tests.triage import scene

NO_CHILD = {"image_answer": "no", "address": ""}
SECRETS = (">R-", "/R-", "report R-", "Zinnober", "Olu", "Bea", "facebook", "Facebook", "case")


@told_once
def row(bea, olu, sid, now):
    """bea tells of olu, the headteacher; it is aimed at sid, whom olu manages: HR is asked."""
    support.aimed_at(bea, olu, sid, at=now)
    return support.of(sid)


@told_once
def own(gus, tam, teo, now):
    """gus tells of tam; it is aimed at teo, whom sasha is asked to look after."""
    support.aimed_at(gus, tam, teo, at=now)
    return support.of(teo)


def test_the_page_says_whom_to_talk_to_and_nothing_else(row, rhys, client_of):
    page = client_of(rhys).get(f"/support/{row.reference}/").content.decode()
    main = page[page.index("<main") :]
    assert "Talk to Sid" in main
    assert not [word for word in SECRETS if word in main]


def test_the_first_page_and_the_search_say_as_little(row, rhys, client_of):
    client = client_of(rhys)
    home = client.get("/").content.decode()
    found = client.get(client.post("/search/", {"reference": row.reference}).url).content.decode()
    for page in (home, found):
        assert "Talk to Sid" in page
        assert not [word for word in SECRETS[:-1] if word in page[page.index("<main") :]]


def test_the_report_is_not_theirs(row, rhys, client_of, now):
    assert report_for(rhys, row.report.reference, now) is None
    assert client_of(rhys).get(f"/triage/{row.report.reference}/").status_code == 404
    assert list(dossiers_for(rhys, now)) == [row.dossier]


def test_the_mail_has_a_reference_and_a_link(row, now):
    mail = letter([Message.objects.select_related("to").get(code="support.asked")], now)
    text = mail.subject + mail.body
    assert row.reference in text
    assert not [word for word in (*SECRETS[:-1], "Sid") if word in text]


@pytest.mark.parametrize("first", ["bea", "olu", "sid", "iona", "hana", "priya", "gail"])
def test_for_everybody_else_it_does_not_exist(row, cast, client_of, first, now):
    assert client_of(cast[first]).get(f"/support/{row.reference}/").status_code == 404
    assert support_for(cast[first], row.reference, now) is None


def test_the_person_concerned_has_no_number_of_it(row, olu, client_of, now):
    assert not dossiers_for(olu, now).filter(pk=row.dossier_id).exists()
    assert client_of(olu).get(f"/support/{row.reference}/").content == client_of(olu).get("/support/W-2222-2222/").content


def test_no_picture_goes_along(own, hana, now, settings):
    """Also not one that waited for the scanner, which goes wherever its report has gone meanwhile."""
    settings.CLAMAV, settings.CLAMAV_PATIENCE = "tcp://127.0.0.1:1", 0.5
    scene.taken(own.report, hana, at=now)
    scene.step("add_picture", own.report, hana, at=now, upload=picture(), how_seen="shown", visibility="public", **NO_CHILD)
    with listening(says(b"stream: OK\0")) as settings.CLAMAV:
        assert check_waiting(at=now + timedelta(hours=1), tell=print) == 1
    assert not own.dossier.exhibits.exists()


def test_whoever_is_barred_from_the_report_is_barred_from_this(own, sasha, hana, client_of, now):
    address = f"/support/{own.reference}/"
    assert client_of(sasha).get(address).status_code == 200
    add_party(own.report.dossier, sasha, SUBJECT, by=hana, at=now, source="test", kind="staff")
    assert client_of(sasha).get(address).status_code == 404


def test_what_was_said_is_not_for_those_who_triage(own, sasha, hana, client_of, now):
    support.talked(own.person, sasha, at=now)
    page = client_of(hana).get(f"/triage/{own.report.reference}/").content.decode()
    assert "Somebody has spoken to them" in page
    assert "Lauch" not in page
    assert client_of(hana).get(f"/support/{own.reference}/").status_code == 404

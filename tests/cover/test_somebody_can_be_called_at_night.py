"""Each academy says whom to call out of hours, and whoever needs it reads it (DOMAIN 8.1, cover)."""

import pytest

from foundation.cover.services import set_night_contact
from foundation.dossiers.rules import Refused
from foundation.people.models import Setting
from foundation.people.rules import NIGHT, SYSTEM
from foundation.people.selectors import contact
from foundation.people.services import set_contact
from tests.triage import scene

pytestmark = pytest.mark.django_db
DOT = {"name": "Dot, deputy lead", "phone": "01632 960 147"}


@pytest.fixture(autouse=True)
def night(alder, hana, now):
    set_night_contact(alder, **DOT, by=hana, at=now)


def test_a_reporter_in_danger_reads_it_first(teo, olu, client_of):
    assert DOT["phone"] in client_of(teo).get("/reports/new/").content.decode()
    assert DOT["phone"] not in client_of(olu).get("/reports/new/").content.decode()


def test_who_has_a_child_to_think_of_reads_it(teo, tam, sasha, now, client_of):
    report = scene.sent(teo, tam, at=now)
    scene.taken(report, sasha, at=now)
    assert DOT["phone"] not in client_of(sasha).get(f"/triage/{report.reference}/").content.decode()
    scene.screened(report, sasha, at=now, harmed="yes")
    assert DOT["phone"] in client_of(sasha).get(f"/triage/{report.reference}/").content.decode()


def test_the_academy_s_own_goes_before_the_trust_s(alder, birch, now):
    set_contact(NIGHT, name="The trust office", phone="01632 960 100", by=SYSTEM, at=now)
    assert [contact(NIGHT, one).name for one in (alder, birch)] == [DOT["name"], "The trust office"]


def test_the_head_says_it_on_a_page_and_what_was_before_stays(alder, hana, client_of):
    client_of(hana).post("/cover/alder/out-of-hours/", {"name": "Dee", "phone": "01632 960 119"})
    assert contact(NIGHT, alder).name == "Dee"
    assert Setting.objects.filter(key="contact.night", academy=alder).count() == 2


def test_half_a_contact_is_refused_and_kept_on_the_page(hana, client_of):
    answer = client_of(hana).post("/cover/alder/out-of-hours/", {"name": "Dee Lawson", "phone": "at home"})
    assert answer.status_code == 422
    assert "Dee Lawson" in answer.content.decode()


def test_nobody_else_says_it(alder, cleo, olu, client_of, now):
    with pytest.raises(Refused, match="Only the headteacher"):
        set_night_contact(alder, **DOT, by=cleo, at=now)
    assert client_of(olu).get("/cover/alder/out-of-hours/").status_code == 404

"""Each academy says whom to call out of hours, and whoever needs it reads it (DOMAIN 8.1, cover)."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from foundation.cover.services import set_night_contact
from foundation.deadlines.services import add_closures
from foundation.dossiers.rules import Refused
from foundation.people.models import Absence, Setting
from foundation.people.rules import NIGHT, SYSTEM
from foundation.people.selectors import contact
from foundation.people.services import set_contact
from tests.triage import scene

pytestmark = pytest.mark.django_db
DOT = {"name": "Dot, deputy lead", "phone": "01632 960 147"}


@pytest.fixture(autouse=True)
def night(alder, hana, now):
    set_night_contact(alder, **DOT, by=hana, at=now)


NIGHT_OF = {
    "the evening": datetime(2026, 11, 23, 18, 30, tzinfo=UTC),
    "a weekend": datetime(2026, 11, 28, 12, tzinfo=UTC),
    "a bank holiday": datetime(2026, 12, 25, 12, tzinfo=UTC),
    "a closure": datetime(2026, 7, 29, 12, tzinfo=UTC),
}
IN_HOURS = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("moment", NIGHT_OF.values(), ids=NIGHT_OF)
def test_a_reporter_in_danger_reads_it_first_while_nobody_is_there(teo, olu, alder, client_of, moment):
    add_closures(alder, date(2026, 7, 20), date(2026, 8, 2))
    with time_machine.travel(moment, tick=False):
        assert f"It is out of hours: call {DOT['name']}" in client_of(teo).get("/reports/new/").content.decode()
        assert DOT["phone"] not in client_of(olu).get("/reports/new/").content.decode()


def test_in_hours_whoever_leads_on_safeguarding_and_is_there_is_named_instead(teo, dee, client_of):
    with time_machine.travel(IN_HOURS, tick=False):
        page = client_of(teo).get("/reports/new/").content.decode()
        assert DOT["phone"] not in page
        assert "in person or by phone: Dee Lawson or Dot Frame." in page
        Absence.objects.create(person=dee, first=IN_HOURS.date(), last=IN_HOURS.date(), by=dee, at=IN_HOURS)
        assert "in person or by phone: Dot Frame." in client_of(teo).get("/reports/new/").content.decode()


def test_the_receipt_names_whom_to_call_at_night_and_in_hours_who_reads_it(teo, tam, sasha, client_of):
    for moment in (NIGHT_OF["the evening"], IN_HOURS):
        with time_machine.travel(moment, tick=False):
            report = scene.sent(teo, tam, at=moment, danger="yes")
            page = client_of(teo).get(f"/reports/{report.reference}/received/").content.decode()
        assert (DOT["phone"] in page) is (moment != IN_HOURS)
        assert ("It is working hours, and these read it: The senior leader, Sasha Reid; " in page) is (moment == IN_HOURS)


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

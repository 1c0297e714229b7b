"""What the first page tells each of the cast beside their rows."""

import pytest

from foundation.deadlines.models import BankHoliday, Heartbeat
from tests.cases.story import about_tam
from tmt_policy import navigation


@pytest.fixture
def home(cast, client_of):
    navigation._heard.clear()
    yield lambda first: client_of(cast[first]).get("/").content.decode()
    navigation._heard.clear()


@pytest.fixture
def running(db, now):
    Heartbeat.objects.update_or_create(pk=1, defaults={"at": now})


def test_a_governor_is_led_to_the_figures_and_told_that_they_see_no_case(home):
    page = home("gail")
    assert 'href="/assurance/">Figures of your academy' in page
    assert "you never see a report or a case" in page
    assert "Figures of your academy" not in home("hana")


def test_beyond_a_hundred_rows_every_list_that_holds_more_is_named(cast, now, client_of, monkeypatch):
    monkeypatch.setattr("tmt_policy.home.MOST", 1)
    for _ in range(2):
        about_tam(cast, now)
    said = client_of(cast["hana"]).get("/all/needs-you/").content.decode().split("They stand under")[1].split("</p>")[0]
    assert [place for place in ("Triage", "Cases", "Removals") if place in said] == ["Triage", "Cases", "Removals"]


@pytest.mark.parametrize("first,told", [("hana", True), ("cleo", True), ("ada", True), ("teo", False), ("gail", False)])
def test_when_reminders_stand_still_those_who_can_act_are_told(first, told, home, now):
    Heartbeat.objects.all().delete()
    assert ("nobody is reminded of a deadline now" in home(first)) is told


def test_when_they_run_nobody_is_alarmed(running, home):
    assert "govuk-warning-text" not in home("ada") + home("hana")


@pytest.mark.parametrize("first,told", [("hana", True), ("ada", True), ("teo", False)])
def test_missing_bank_holidays_are_told_too(first, told, running, home, now):
    BankHoliday.objects.filter(day__year=now.year + 1).delete()
    assert (f"The bank holidays of {now.year + 1} are missing" in home(first)) is told

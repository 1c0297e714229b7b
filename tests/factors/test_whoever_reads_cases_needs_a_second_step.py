"""A right that shows what is about people is worth nothing without a second step; one's own things stay open (DESIGN 3)."""

import pytest

from foundation.people import services
from foundation.people.rules import SYSTEM
from tests.factors.conftest import code_of, with_app, with_password_only

NEEDED = "/accounts/second-step/needed/"
GUARDED = ("/", "/cases/", "/triage/", "/search/", "/deadlines/", "/all/needs-you/", "/cases/C-2222-2222/",
           "/evidence/00000000-0000-0000-0000-000000000007/")
OWN = ("/reports/", "/reports/new/", "/messages/", "/policy/", "/accounts/second-step/", "/accounts/logout/")


@pytest.fixture(autouse=True)
def _on(settings):
    settings.SECOND_FACTOR = True


@pytest.mark.parametrize("path", GUARDED)
def test_a_head_without_one_is_led_to_set_it_up(hana, path):
    assert with_password_only(hana).get(path).url.startswith(NEEDED)


@pytest.mark.parametrize("path", OWN)
def test_what_is_everybody_s_own_stays_open(hana, path):
    assert with_password_only(hana).get(path).status_code == 200


@pytest.mark.parametrize("first", ["teo", "gail"])
def test_whoever_reads_about_nobody_needs_none(cast, first):
    assert with_password_only(cast[first]).get("/").status_code == 200


def test_a_governor_reads_figures_and_a_chief_executive_too(gail, cleo):
    assert with_password_only(gail).get("/assurance/").status_code == 200
    assert with_password_only(cleo).get("/assurance/trust/").status_code == 200


def test_with_one_everything_is_open(sign_in):
    browser = sign_in()
    assert {browser.get(path).status_code for path in ("/", "/cases/", "/triage/")} == {200}


def test_setting_it_up_is_enough_for_this_very_session(hana):
    browser = with_password_only(hana)
    page = browser.get("/accounts/second-step/app/").content.decode()
    secret = page.split('tmt-break">')[1].split("<")[0]
    browser.post("/accounts/second-step/app/", {"code": code_of(secret)})
    assert browser.get("/cases/").status_code == 200


def test_whoever_signed_in_before_they_had_one_is_asked_for_it(hana):
    browser = with_password_only(hana)
    secret = with_app(hana)
    asked = browser.get("/cases/").url
    assert asked == "/accounts/reauthenticate/?next=%2Fcases%2F"
    assert browser.post(asked, {"proof-code": code_of(secret), "next": "/cases/"}).url == "/cases/"
    assert browser.get("/cases/").status_code == 200


def test_a_teacher_given_a_role_needs_one_from_then_on(teo, alder, now):
    browser = with_password_only(teo)
    services.place(teo, "SLT", alder, since=now.date(), by=SYSTEM, at=now)
    browser = with_password_only(teo)
    assert browser.get("/triage/").url.startswith(NEEDED)


def test_what_they_may_not_see_is_not_there_as_before(teo):
    assert with_password_only(teo).get("/triage/").status_code == 404


def test_switched_off_nobody_is_asked(hana, settings):
    settings.SECOND_FACTOR = False
    assert with_password_only(hana).get("/cases/").status_code == 200

"""Where somebody is signed in: seen, ended, and ended by itself; what is kept of it gives nothing away."""

import datetime

import pytest
import time_machine
from django.db import connection

from foundation.factors.tasks import forget_sessions
from foundation.people import services
from foundation.people.models import Session
from foundation.people.rules import SYSTEM
from tests.conftest import PASSWORD
from tests.factors.conftest import LOGIN, code_of, with_password, with_password_only
from tests.sending import Browser

PAGE, END = "/accounts/sessions/", "/accounts/sessions/end/"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"


@pytest.fixture
def clock():
    with time_machine.travel(datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC), tick=False) as machine:
        yield machine


def later(clock, **time):
    clock.shift(datetime.timedelta(**time))


def is_in(browser):
    return browser.get("/").status_code == 200


def from_phone(person):
    browser = Browser(headers={"user-agent": PHONE})
    browser.post(LOGIN, {"login": with_password(person).email, "password": PASSWORD})
    return browser


def test_the_page_says_where_in_words(teo):
    here, _ = with_password_only(teo), from_phone(teo)
    page = here.get(PAGE).content.decode()
    assert "Safari on iPhone" in page
    assert page.count("This one") == 1
    assert "18_0" not in page


def test_one_is_ended_from_another(teo):
    phone, here = from_phone(teo), with_password_only(teo)
    (other,) = [one for one in Session.objects.filter(user=teo.user) if one.device == "Safari on iPhone"]
    assert here.post(END, {"which": str(other.name)}).url == PAGE
    assert (is_in(phone), is_in(here)) == (False, True)


def test_all_others_are_ended_at_once(teo):
    phone, tablet, here = from_phone(teo), from_phone(teo), with_password_only(teo)
    here.post(END, {"which": "others"})
    assert (is_in(phone), is_in(tablet), is_in(here)) == (False, False, True)


def test_nobody_ends_anybody_else_s(teo, tam):
    theirs, here, _ = with_password_only(tam), with_password_only(teo), from_phone(teo)
    name = Session.objects.get(user=tam.user).name
    assert here.post(END, {"which": str(name)}).status_code == 422
    assert is_in(theirs)


def test_a_role_that_comes_or_goes_ends_all(teo, alder, now):
    browser = with_password_only(teo)
    row = services.place(teo, "SLT", alder, since=now.date(), by=SYSTEM, at=now)
    assert not is_in(browser)
    browser = with_password_only(teo)
    services.end_placement(row, until=now.date(), by=SYSTEM, at=now)
    assert not is_in(browser)


def test_a_sign_in_that_is_closed_ends_all(teo):
    browser = with_password_only(teo)
    teo.user.is_active = False
    teo.user.save()
    assert not is_in(browser)


def test_a_new_password_ends_all_others(teo):
    phone, here = from_phone(teo), with_password_only(teo)
    new = "three other words"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (is_in(phone), is_in(here)) == (False, True)


def test_after_twelve_hours_it_is_over_however_busy(clock, teo):
    browser = with_password_only(teo)
    for _ in range(11):
        later(clock, hours=1)
        assert is_in(browser)
        browser.post("/search/", {"q": "R-2222"})  # what is kept in a session prolongs nothing
    later(clock, hours=1, seconds=1)
    assert not is_in(browser)


def test_signing_in_again_begins_anew(clock, teo):
    browser = with_password_only(teo)
    later(clock, hours=11)
    browser.post("/accounts/logout/")
    with_password_only(teo, browser)
    later(clock, hours=2)
    assert is_in(browser)


def test_whoever_reads_cases_is_signed_out_after_half_an_hour_and_a_teacher_is_not(clock, settings, hana, teo):
    settings.IDLE_MINUTES = 30
    head, teacher = with_password_only(hana), with_password_only(teo)
    later(clock, minutes=29)
    assert is_in(head)
    later(clock, minutes=31)
    assert (is_in(head), is_in(teacher)) == (False, True)
    assert "Hana" not in head.get("/accounts/login/").content.decode()


def test_what_was_typed_for_too_long_is_asked_about_and_arrives(clock, settings, app, sign_in):
    settings.IDLE_MINUTES = 30
    browser, search = sign_in(), {"q": "kept words"}
    later(clock, minutes=45)
    asked = browser.post("/search/", search)
    assert asked.status_code == 422
    assert 'value="kept words"' in asked.content.decode()
    browser.post("/search/", search | {"proof-code": code_of(app)})
    assert is_in(browser)


def test_whoever_has_an_account_elsewhere_shows_it_in_another_tab_and_sends_what_waits(clock, settings, hana, client_of):
    settings.IDLE_MINUTES = 30
    browser = client_of(hana)
    hana.user.password = "!"  # none that anybody could type
    hana.user.save()
    browser.force_login(hana.user)
    later(clock, minutes=45)
    page = browser.post("/search/", {"q": "kept words"}).content.decode()
    assert 'value="kept words"' in page
    assert "Send it" in page
    assert browser.get("/accounts/reauthenticate/").status_code == 200
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize("wake", [
    lambda browser: browser.get("/accounts/reauthenticate/"), lambda browser: browser.post("/search/", {"q": "kept words"}),
], ids=["asking who it is", "a form without a proof"])
def test_nothing_but_a_proof_wakes_a_session(clock, settings, hana, sign_in, wake):
    settings.IDLE_MINUTES = 30
    browser = sign_in()
    later(clock, minutes=45)
    session = browser.session
    session["a page"] = "kept something"
    session.used = Session.objects.get(user=hana.user).used
    session.save()
    wake(browser)
    assert not is_in(browser)


def test_the_page_that_asks_wakes_it_once_it_is_answered(clock, settings, app, sign_in):
    settings.IDLE_MINUTES = 30
    browser = sign_in()
    later(clock, minutes=45)
    browser.post("/accounts/reauthenticate/", {"proof-code": code_of(app)})
    assert is_in(browser)
    later(clock, minutes=29)
    assert is_in(browser)


@pytest.mark.parametrize("first", ["hana", "teo"])
def test_whoever_comes_to_a_session_left_alone_signs_in_anew(clock, settings, hana, cast, first):
    settings.IDLE_MINUTES = 30
    browser = with_password_only(hana)
    later(clock, minutes=45)
    browser.get(LOGIN)
    assert is_in(with_password_only(cast[first], browser))
    later(clock, minutes=29)
    assert is_in(browser)


def test_a_session_left_alone_can_be_ended(clock, settings, hana):
    settings.IDLE_MINUTES = 30
    browser = with_password_only(hana)
    later(clock, minutes=45)
    browser.post("/accounts/logout/")
    assert not is_in(browser)


def test_a_session_left_alone_gets_nobody_past_the_second_step(clock, settings, hana):
    """With the password alone, typed into what waits."""
    settings.IDLE_MINUTES, settings.SECOND_FACTOR = 30, True
    browser = with_password_only(hana)
    later(clock, minutes=45)
    answer = browser.post("/triage/R-2222-2222/take-on/", {"conflict": "none", "proof-password": PASSWORD})
    assert answer.url.startswith("/accounts/second-step/needed/")


def test_what_is_over_is_forgotten(clock, teo):
    with_password_only(teo)
    later(clock, hours=13)
    forget_sessions()
    assert not Session.objects.exists()


def test_the_table_holds_nothing_one_could_use(teo):
    browser = with_password_only(teo)
    key = browser.cookies["sessionid"].value
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_session")
        kept = str(cursor.fetchall())
    assert key not in kept
    assert "auth_user" not in kept
    assert "127.0.0.1" not in kept


def test_a_session_sealed_with_another_key_is_none(settings, teo):
    browser = with_password_only(teo)
    settings.SECRET_KEY = "x" * 50
    assert not is_in(browser)

"""Fifteen minutes without a proof or work on a case, and a case asks once more who it is; what was typed is not lost."""

import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factors.conftest import code_of, with_app, with_password_only

CASE, AGAIN = "/cases/C-2222-2222/", "/accounts/reauthenticate/"
FILE = "/evidence/00000000-0000-0000-0000-000000000007/download/"


@pytest.fixture(autouse=True)
def _on(settings):
    settings.SECOND_FACTOR, settings.STEP_UP_MINUTES = True, 15


@pytest.fixture
def clock():
    with time_machine.travel(datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC), tick=False) as machine:
        yield machine


def later(clock, minutes):
    clock.shift(datetime.timedelta(minutes=minutes))


def is_asked(answer):
    return answer.status_code == 302 and answer.url.startswith(AGAIN)


def test_right_after_signing_in_nobody_is_asked(clock, sign_in):
    assert sign_in().get(CASE).status_code == 404  # there is none: the door was reached


def test_after_sixteen_minutes_the_case_asks_and_the_list_does_not(clock, sign_in):
    browser = sign_in()
    later(clock, 16)
    assert is_asked(browser.get(CASE))
    assert browser.get("/cases/").status_code == 200


def test_the_answer_leads_back_to_the_case(clock, app, sign_in):
    browser = sign_in()
    later(clock, 16)
    asked = browser.get(CASE).url
    assert "Enter the code your app shows" in browser.get(asked).content.decode()
    assert browser.post(asked, {"proof-code": code_of(app), "next": CASE}).url == CASE
    assert browser.get(CASE).status_code == 404


def test_a_password_is_no_answer_where_there_is_a_second_step(clock, sign_in):
    browser = sign_in()
    later(clock, 16)
    assert browser.post(AGAIN, {"proof-password": "a password for tests only"}).status_code == 422
    assert is_asked(browser.get(CASE))


def test_whoever_works_on_cases_all_morning_is_asked_once_in_four_hours(clock, sign_in):
    browser = sign_in()
    for _ in range(19):
        later(clock, 12)
        assert browser.get(CASE).status_code == 404
    later(clock, 13)
    assert is_asked(browser.get(CASE))


def test_lists_are_no_work_that_counts(clock, sign_in):
    browser = sign_in()
    for _ in range(2):
        later(clock, 10)
        browser.get("/cases/")
    assert is_asked(browser.get(CASE))


def test_a_download_counts_from_the_last_answer(clock, sign_in):
    browser = sign_in()
    for _ in range(2):
        later(clock, 10)
        assert browser.get(CASE).status_code == 404
    assert is_asked(browser.get(FILE))


def test_what_is_there_and_what_is_not_ask_alike(clock, sign_in):
    browser = sign_in()
    later(clock, 16)
    assert browser.get("/triage/R-2222-2222/").url == f"{AGAIN}?next=%2Ftriage%2FR-2222-2222%2F"


def test_a_late_form_is_carried_over_and_arrives_whole(clock, app, sign_in):
    browser, words = sign_in(), "What I found\r\nover two <lines>"
    later(clock, 40)
    asked = browser.post(CASE + "note/", {"note": words, "many": ["a", "b"], "once": "k"})
    page = asked.content.decode()
    assert asked.status_code == 422
    assert 'name="note" value="What I found\r\nover two &lt;lines&gt;"' in page
    assert page.count('name="many"') == 2
    assert "csrfmiddlewaretoken" not in page.split("proof-code")[0].split('type="hidden" name="note"')[1]
    answer = browser.post(CASE + "note/", {"note": words, "proof-code": code_of(app)})
    assert answer.status_code == 404  # the view itself: there is no such case


def test_a_late_form_with_a_wrong_code_is_carried_on(clock, sign_in):
    browser = sign_in()
    later(clock, 16)
    page = browser.post(CASE + "note/", {"note": "kept", "proof-code": "000"}).content.decode()
    assert "That code is not right" in page
    assert 'value="kept"' in page
    assert 'type="hidden" name="proof-code"' not in page


def test_a_file_is_asked_for_again(clock, sign_in):
    browser = sign_in()
    later(clock, 16)
    page = browser.post(CASE + "note/", {"note": "kept", "picture": SimpleUploadedFile("a.png", b"x")}).content.decode()
    assert 'type="file" name="picture"' in page


def test_it_leads_to_no_other_site(clock, app, sign_in):
    browser = sign_in()
    later(clock, 1)
    assert browser.post(AGAIN, {"proof-code": code_of(app), "next": "https://elsewhere.example/"}).url == "/"


def test_a_password_is_asked_of_whoever_has_no_second_step(clock, hana, settings):
    settings.SECOND_FACTOR = False
    browser = with_password_only(hana)
    later(clock, 16)
    assert is_asked(browser.get(CASE))
    assert browser.post(AGAIN, {"proof-password": "a password for tests only", "next": CASE}).url == CASE
    assert browser.get(CASE).status_code == 404


def test_a_teacher_s_own_report_asks_nothing(clock, teo):
    browser = with_password_only(teo)
    later(clock, 60)
    assert browser.get("/reports/").status_code == 200
    assert browser.get("/reports/R-2222-2222/").status_code == 404


def test_a_change_of_how_one_signs_in_asks_again_too(clock, hana, settings):
    settings.STEP_UP_MINUTES = 0
    browser = with_password_only(hana)
    later(clock, 16)
    assert is_asked(browser.get("/accounts/second-step/app/"))


def test_an_app_of_somebody_else_proves_nothing(clock, sasha, sign_in):
    browser, other = sign_in(), with_app(sasha)
    later(clock, 16)
    assert browser.post(AGAIN, {"proof-code": code_of(other)}).status_code == 422

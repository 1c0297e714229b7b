"""The second step: set up, asked for, lost; kept where nobody reads it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail

from foundation.messages.tasks import send_due
from foundation.people.services import TRUST
from foundation.trail.selectors import events_of
from tests.factors.conftest import CODE, LOGIN, code_of, with_password_only

SET_UP, INDEX = "/accounts/second-step/app/", "/accounts/second-step/"


def set_up(browser):
    secret = re.search(r">([A-Z2-7]{32})<", browser.get(SET_UP).content.decode()).group(1)
    return secret, browser.post(SET_UP, {"code": code_of(secret)})


def test_without_it_nobody_is_signed_in(hana, app):
    browser = with_password_only(hana)
    assert browser.get("/").url.startswith(LOGIN)
    assert browser.post(CODE, {"code": code_of(app)}).url == "/"
    assert browser.get("/").status_code == 200


def test_somebody_without_a_second_step_is_asked_for_none(teo):
    assert with_password_only(teo).get("/").status_code == 200


def test_the_page_of_one_s_sign_in_says_what_there_is(sign_in):
    page = sign_in().get(INDEX).content.decode()
    assert "/accounts/password/change/" in page
    assert "10 left" in page


def test_a_wrong_code_is_refused(hana, app):
    browser = with_password_only(hana)
    assert "That code is not right" in browser.post(CODE, {"code": "123"}).content.decode()
    assert browser.get("/").status_code == 302


def test_a_code_is_good_once(hana, app):
    code, first, second = code_of(app), with_password_only(hana), with_password_only(hana)
    for browser in (first, second):
        browser.post(CODE, {"code": code})
    assert (first.get("/").status_code, second.get("/").status_code) == (200, 302)


def test_a_slow_phone_is_half_a_minute_behind(sign_in):
    assert sign_in(ahead=-1).get("/").status_code == 200


def test_a_recovery_code_works_once_and_spaces_do_not_matter(hana, app):
    code = RecoveryCodes.activate(hana.user).get_unused_codes()[0]
    first, second = with_password_only(hana), with_password_only(hana)
    first.post(CODE, {"code": f" {code[:4]} {code[4:]} "})
    second.post(CODE, {"code": code})
    assert (first.get("/").status_code, second.get("/").status_code) == (200, 302)


def test_setting_it_up_shows_a_picture_and_then_the_codes_once(teo):
    browser = with_password_only(teo)
    _, answer = set_up(browser)
    shown = browser.get(answer.url).content.decode()

    assert len(re.findall(r"<li>\d{8}</li>", shown)) == 10
    assert not re.findall(r"<li>\d{8}</li>", browser.get(answer.url).content.decode())


def test_secrets_are_sealed_at_rest(teo):
    secret, _ = set_up(with_password_only(teo))
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not set(RecoveryCodes.activate(teo.user).get_unused_codes()) & set(re.findall(r"\d{8}", kept))


def test_whoever_changes_it_is_told_without_a_word_of_what(teo, django_capture_on_commit_callbacks):
    browser = with_password_only(teo)
    with django_capture_on_commit_callbacks(execute=True):
        set_up(browser)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/accounts/second-step/app/take-away/")
    send_due()
    assert [one.subject for one in mail.outbox] == [
        "A second step was added to your sign-in", "A second step was taken away from your sign-in"]
    assert not re.search(r"\bapp\b|TOTP|Teo", "".join(one.subject + one.body for one in mail.outbox))
    assert {"account.step_added", "account.step_removed"} <= {event.action for event in events_of(TRUST)}


def test_whoever_changes_their_password_is_told(teo):
    browser = with_password_only(teo)
    browser.post("/accounts/password/change/", {
        "oldpassword": "a password for tests only", "password1": "three other words", "password2": "three other words"})
    send_due()
    assert [one.subject for one in mail.outbox] == ["Your password was changed"]


@pytest.mark.parametrize("body", [{}, {"code": ""}, {"code": "x" * 5000}, {"code": "\x00"}, {"credential": "{"}])
def test_nothing_that_is_sent_breaks_it(hana, app, body):
    assert with_password_only(hana).post(CODE, body).status_code in (200, 422)

"""Six digits are guessed by whoever may try often enough; nobody's tries hold the owner off their own browser."""

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from tests.factors.conftest import CODE, code_of, with_password_only
from tests.sending import Browser

AGAIN = "/accounts/reauthenticate/"


def guess(person, times, address):
    browser, said = with_password_only(person, Browser(REMOTE_ADDR=address)), 0
    for _ in range(times):
        said += "tried too often" in browser.post(CODE, {"code": "000"}, REMOTE_ADDR=address).content.decode()
    return said


def test_after_ten_wrong_codes_that_address_waits_though_the_code_is_right(hana, app):
    browser = with_password_only(hana)
    for _ in range(10):
        browser.post(CODE, {"code": "000"})
    assert "tried too often" in browser.post(CODE, {"code": code_of(app)}).content.decode()


def test_a_password_that_is_asked_again_is_guessed_as_slowly(teo):
    browser = with_password_only(teo)
    for _ in range(10):
        browser.post(AGAIN, {"proof-password": "wrong"})
    assert "tried too often" in browser.post(AGAIN, {"proof-password": "a password for tests only"}).content.decode()


def test_recovery_codes_count_with_them(hana, app):
    browser = with_password_only(hana)
    for _ in range(10):
        browser.post(CODE, {"code": "00000000"})
    assert "tried too often" in browser.post(CODE, {"code": RecoveryCodes.activate(hana.user).get_unused_codes()[0]}).content.decode()


def test_from_many_addresses_guessing_is_slow_all_the_same(hana, app):
    assert sum(guess(hana, 9, f"198.51.100.{number}") for number in range(4)) == 4 * 9 - 30


def test_her_own_browser_is_not_held_off(hana, app, sign_in):
    own = sign_in()
    own.post("/accounts/logout/")
    for number in range(4):
        guess(hana, 9, f"198.51.100.{number}")
    with_password_only(hana, own)
    assert own.post(CODE, {"code": code_of(app, 1)}).url == "/"


def test_right_codes_use_up_nothing(hana, app):
    browser = with_password_only(hana)
    for code in RecoveryCodes.activate(hana.user).get_unused_codes():
        assert browser.post(CODE, {"code": code}).url == "/"
        browser.post("/accounts/logout/")
        with_password_only(hana, browser)
    assert browser.post(CODE, {"code": code_of(app)}).url == "/"


def test_the_question_in_between_counts_too(sign_in):
    browser = sign_in()
    said = [browser.post(AGAIN, {"proof-code": "000"}).content.decode() for _ in range(12)]
    assert sum("tried too often" in text for text in said) == 2

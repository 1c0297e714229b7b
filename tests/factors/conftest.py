"""Somebody with a second step, and the codes their app shows."""

import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache

from tests.conftest import PASSWORD
from tests.sending import Browser
from tests.told import told_once

LOGIN, CODE = "/accounts/login/", "/accounts/second-step/code/"


@pytest.fixture(autouse=True)
def _fresh(db, settings):
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def code_of(secret, ahead=0):
    """What an app shows; `ahead`: in how many half minutes."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def with_password(person):
    if not person.user.password.startswith("md5"):
        person.user.set_password(PASSWORD)
        person.user.save()
    return person


def with_app(person):
    """The secret their app holds."""
    secret = generate_totp_secret()
    TOTP.activate(with_password(person).user, secret)
    RecoveryCodes.activate(person.user)
    return secret


def with_password_only(person, browser=None):
    browser = browser or Browser()
    browser.post(LOGIN, {"login": with_password(person).email, "password": PASSWORD})
    return browser


@told_once
def app(hana):
    return with_app(hana)


@pytest.fixture
def sign_in(hana, app):
    """sign_in(): a browser in which hana is signed in with her second step."""

    def signed_in(ahead=0):
        browser = with_password_only(hana)
        browser.post(CODE, {"code": code_of(app, ahead)})
        return browser

    return signed_in

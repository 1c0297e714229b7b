"""A button for each provider beside the password, or instead of it."""

import pytest

from foundation.messages.tasks import send_due
from tests.conftest import PASSWORD

PASSWORD_PAGES = ("/accounts/password/reset/", "/accounts/password/reset/key/1-a-b/")


def test_buttons_stand_above_the_password_and_keep_where_somebody_wanted_to_go(client, providers):
    page = client.get("/accounts/login/?next=/reports/").content.decode()
    assert page.index("Sign in with Microsoft") < page.index("Sign in with Google") < page.index('name="password"')
    assert page.count('name="next" value="/reports/"') >= 3


def test_where_there_is_no_provider_nothing_is_said_of_any(client, db):
    page = client.get("/accounts/login/").content.decode()
    assert "Or with a password" not in page
    assert "openid" not in page


def test_where_passwords_are_off_the_right_one_opens_nothing(client, providers, settings, teo):
    settings.PASSWORDS = False
    page = client.get("/accounts/login/").content.decode()
    assert "Sign in with Microsoft" in page
    assert 'name="password"' not in page
    assert client.post("/accounts/login/", {"login": teo.email, "password": PASSWORD})["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("page", PASSWORD_PAGES)
def test_where_passwords_are_off_there_are_no_pages_about_them(client, providers, settings, page):
    settings.PASSWORDS = False
    assert client.get(page)["Location"] == "/accounts/login/"


def test_whoever_signs_in_with_an_account_is_sent_no_new_password(client, join, teo, mailoutbox):
    join(teo)
    teo.user.set_unusable_password()
    teo.user.save()
    client.post("/accounts/password/reset/", {"email": teo.email})
    send_due()
    assert mailoutbox == []

"""Before what is about people: whoever signs in with an account and has no second step here signs in there once more."""

from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator

from foundation.people.models import User
from tests.entry.conftest import Walker

HERE = {"again": "yes", "next": "/cases/"}


@pytest.fixture
def hana_is_in(walker, join, hana):
    """She has an account and no password."""
    join(hana)
    User.objects.filter(pk=hana.user.pk).update(password="!")
    walker.through("hana")
    return walker


def proofs(walker):
    return walker.browser.session["account_authentication_methods"]


def test_she_is_sent_there_to_sign_in_again_and_comes_back_to_where_she_was(hana_is_in, asked):
    page = hana_is_in.browser.get("/accounts/reauthenticate/?next=/cases/").content.decode()
    assert "Sign in with Microsoft again" in page
    assert "Google" not in page
    assert hana_is_in.through("hana", **HERE)["Location"] == "/cases/"
    assert (asked()["prompt"], asked()["max_age"]) == ("login", "0")
    assert [one.get("reauthenticated") for one in proofs(hana_is_in)] == [None, True]


@pytest.mark.parametrize("what", ["signed in long ago", "never said when"])
def test_the_provider_has_to_say_that_it_was_just_now(hana_is_in, fault, what):
    there = hana_is_in.sign_in_there(hana_is_in.go(**HERE)["Location"], "hana")
    fault(what)
    assert "just signed in" in hana_is_in.browser.get(there).content.decode()
    assert len(proofs(hana_is_in)) == 1


def test_somebody_else_at_her_desk_proves_nothing(hana_is_in, join, teo):
    join(teo)
    hana_is_in.away = Walker().away
    answer = hana_is_in.through("teo", **HERE)
    assert "somebody else than here" in answer.content.decode()
    assert hana_is_in.browser.session["_auth_user_id"] == str(User.objects.get(email="hana@northgate.example").pk)
    assert len(proofs(hana_is_in)) == 1


def test_whoever_is_not_joined_there_is_led_home(client_of, teo, providers):
    assert client_of(teo).post("/accounts/openid/entra/", HERE)["Location"] == "/"


def test_whoever_has_a_second_step_here_shows_that(hana_is_in, hana):
    Authenticator.objects.create(user=hana.user, type=Authenticator.Type.TOTP, data={})
    assert hana_is_in.go(**HERE)["Location"] == "/"


@pytest.mark.parametrize("asks", [True, False])
def test_a_second_step_of_the_provider_counts_where_the_trust_says_so(walker, join, settings, hana, providers, asks):
    settings.SECOND_FACTOR = True
    settings.OIDC = {"entra": replace(providers["entra"], second_step=asks)}
    join(hana)
    walker.through("hana")
    answer = walker.browser.get("/triage/")
    assert (answer.status_code == 200) is asks
    assert asks or answer["Location"].startswith("/accounts/")

"""An invitation and a passkey: made for whoever was invited, in the browser that opened the link; only then is the invitation used up."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from foundation.entry import services
from foundation.entry.selectors import without_sign_in
from foundation.people.accounts import invitation_path
from foundation.people.models import Invitation, User
from foundation.people.rules import SYSTEM
from foundation.people.services import add_person
from tests.factors.test_a_passkey_is_taken_or_refused import ALONE, Key, asked, here, options_in, packed

MAKE = "/accounts/first/passkey/"


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()


@pytest.fixture
def invited(cast, alder, now):
    """invited("nia"): somebody new, and the link they were sent."""

    def one(first):
        person = add_person(name=f"{first.title()} Newcomer", academy=alder, email=f"{first}@northgate.example")
        services.invite([person], by=SYSTEM, at=now)
        return person, invitation_path(person)

    return one


@pytest.fixture
def nia(invited):
    return invited("nia")


def opened(link):
    browser = here()
    browser.get(link)
    return browser


def make(browser, credential):
    return browser.post(MAKE, {"credential": json.dumps(credential)})


def is_in(browser):
    return "_auth_user_id" in browser.session


def test_she_makes_one_is_in_and_signs_in_with_it_alone_ever_after(nia):
    person, link = nia
    key, browser = Key(), opened(link)
    assert make(browser, key.made(options_in(browser.get(MAKE)))).url == "/"
    assert (is_in(browser), person_has_password(person)) == (True, False)
    later = here()
    later.post(ALONE, {"credential": json.dumps(key.shown(asked(later)))})
    assert is_in(later)


def person_has_password(person):
    return User.objects.get(person=person).has_usable_password()


def test_it_counts_as_a_second_step(nia, settings):
    settings.SECOND_FACTOR = True
    browser = opened(nia[1])
    make(browser, Key().made(options_in(browser.get(MAKE))))
    assert [one["method"] for one in browser.session["account_authentication_methods"]] == ["mfa"]


def test_whoever_gives_up_half_way_comes_back_with_the_link(nia, now):
    person, link = nia
    opened(link).get(MAKE)
    assert (User.objects.filter(person=person).count(), list(without_sign_in(now))) == (0, [person])
    browser = opened(link)
    assert make(browser, Key().made(options_in(browser.get(MAKE)))).url == "/"


def test_the_device_is_told_who_it_is_for_and_asked_for_a_finger(nia):
    asked_for = options_in(opened(nia[1]).get(MAKE))["publicKey"]
    assert asked_for["user"]["id"] == packed(nia[0].uuid.bytes)
    assert asked_for["authenticatorSelection"]["userVerification"] == "required"
    assert asked_for["authenticatorSelection"]["residentKey"] == "required"


def test_a_link_works_once(nia):
    browser, other = opened(nia[1]), opened(nia[1])
    late = options_in(other.get(MAKE))
    make(browser, Key().made(options_in(browser.get(MAKE))))
    assert make(other, Key().made(late)).url == "/accounts/login/"
    assert (is_in(other), Authenticator.objects.count()) == (False, 1)


def test_a_passkey_made_for_one_is_not_taken_for_another(nia, invited):
    browser = opened(nia[1])
    for_nia = options_in(browser.get(MAKE))
    browser.get(invited("omar")[1])
    assert make(browser, Key().made(for_nia)).status_code == 422
    assert Authenticator.objects.count() == 0


WRONG = {
    "never asked": lambda options: Key().made({"publicKey": {"challenge": packed(b"c" * 32)}}),
    "another site": lambda options: Key("https://elsewhere.example").made(options),
    "no finger": lambda options: Key().made(options, flags=0x41),
    "a proof instead": lambda options: Key().shown(options),
    "half": lambda options: {"id": "x", "rawId": "x", "response": {"clientDataJSON": "e30", "attestationObject": "AA"}},
    "a list": lambda options: [],
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_passkey_is_refused_and_nothing_is_used_up(nia, wrong):
    browser = opened(nia[1])
    answer = make(browser, WRONG[wrong](options_in(browser.get(MAKE))))
    assert (answer.status_code, "was not taken" in answer.content.decode(), is_in(browser)) == (422, True, False)
    assert not Invitation.objects.filter(used_at__isnull=False).exists()
    assert (Authenticator.objects.count(), User.objects.filter(person=nia[0]).count()) == (0, 0)
    assert make(browser, Key().made(options_in(answer))).url == "/"


def test_without_the_link_there_is_no_such_page(client, nia, client_of, teo):
    assert client.get(MAKE)["Location"] == client.post(MAKE, {"credential": "{}"})["Location"] == "/accounts/login/"
    assert client_of(teo).get(MAKE)["Location"] == "/"


def test_with_neither_passwords_nor_a_provider_it_is_the_only_way(nia, settings):
    settings.PASSWORDS, settings.OIDC = False, {}
    page = opened(nia[1]).get("/accounts/first/").content.decode()
    assert ("With a passkey on this device" in page, 'name="password1"' in page, "Or with" in page) == (True, False, False)
    assert "choose another way" not in opened(nia[1]).get(MAKE).content.decode()


def test_the_only_way_in_is_not_taken_away(nia):
    browser = opened(nia[1])
    make(browser, Key().made(options_in(browser.get(MAKE))))
    answer = browser.post("/accounts/second-step/passkeys/take-away/", {"which": str(Authenticator.objects.get().pk)})
    assert (answer.status_code, Authenticator.objects.count()) == (422, 1)

"""A provider of sign-ins that is half set, or unsafe, stops the start with a sentence that names it and shows no secret."""

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from tmt_policy import providers

ENTRA = {"OIDC": "entra", "OIDC_ENTRA_NAME": "Microsoft", "OIDC_ENTRA_ISSUER": "https://login.example/tenant/v2.0",
         "OIDC_ENTRA_CLIENT_ID": "app", "OIDC_ENTRA_SECRET": "very secret", "OIDC_ENTRA_SUBJECT": "oid"}
GOOGLE = {"OIDC": "entra,google", "OIDC_GOOGLE_NAME": "Google", "OIDC_GOOGLE_ISSUER": "https://accounts.example",
          "OIDC_GOOGLE_CLIENT_ID": "app", "OIDC_GOOGLE_SECRET": "also secret"}


def start(*, embedded=False, **changed):
    env = environ.Env()
    env.ENVIRON = ENTRA | changed
    found = providers.from_environment(env, embedded=embedded)
    return found, providers.passwords(env)


def sentence(**changed):
    with pytest.raises(ImproperlyConfigured) as refused:
        start(**changed)
    assert "secret" not in str(refused.value).replace("_SECRET", "")
    return str(refused.value)


def test_none_is_set_and_passwords_are_on():
    assert start(OIDC="") == ({}, True)


def test_several_stand_in_their_order():
    found, _ = start(**GOOGLE)
    assert [(one.key, one.name, one.subject) for one in found.values()] == [("entra", "Microsoft", "oid"), ("google", "Google", "sub")]


def test_forms_lead_to_their_origins_and_to_those_named_beside():
    found, _ = start(**GOOGLE, OIDC_ENTRA_ALSO="https://federation.example/adfs")
    assert providers.origins(found) == ["https://accounts.example", "https://federation.example", "https://login.example"]


@pytest.mark.parametrize("name", ["NAME", "ISSUER", "CLIENT_ID", "SECRET"])
def test_a_missing_part_is_named(name):
    assert f"OIDC_ENTRA_{name}" in sentence(**{f"OIDC_ENTRA_{name}": ""})


@pytest.mark.parametrize("issuer", ["http://login.example", "http://127.0.0.1:1", "login.example", "https://a:b@login.example",
                                    "https://login.example;script-src", "https://login.example?x"])
def test_an_unsafe_issuer_is_refused(issuer):
    assert "begin with https://" in sentence(OIDC_ENTRA_ISSUER=issuer)


def test_a_provider_on_this_machine_is_for_one_machine_only():
    assert start(embedded=True, OIDC_ENTRA_ISSUER="http://127.0.0.1:9000")[0]["entra"].origins == ("http://127.0.0.1:9000",)


@pytest.mark.parametrize("claim", ["email", "upn", "preferred_username"])
def test_a_claim_that_can_change_hands_is_no_subject(claim):
    assert "nobody can change" in sentence(OIDC_ENTRA_SUBJECT=claim)


def test_passwords_go_where_people_have_accounts_or_passkeys():
    assert start(PASSWORDS="off")[1] is False
    assert start(OIDC="", PASSWORDS="off")[1] is False
    assert "'on' or 'off'" in sentence(PASSWORDS="no")


def test_a_list_that_says_a_thing_twice_is_refused():
    assert "twice" in sentence(OIDC="entra,entra")
    assert "same issuer" in sentence(**GOOGLE | {"OIDC_GOOGLE_ISSUER": ENTRA["OIDC_ENTRA_ISSUER"]})
    assert "small letters" in sentence(OIDC="Entra ID")

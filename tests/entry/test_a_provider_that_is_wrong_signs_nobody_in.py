"""Whatever is wrong with what a provider says, nobody is signed in, the reader gets its sentence, and the log gets that and no more."""

import time
from dataclasses import replace
from urllib.parse import quote_plus, urlencode

import pytest

from foundation.entry.openid import fetching, journey
from foundation.entry.openid.refusals import WHY, NotProven
from tests.entry.conftest import SECRET, SITE, Walker, query_of

TOKENS = {
    "another audience": "audience", "two audiences": "audience", "another party": "audience",
    "another issuer": "issuer",
    "another nonce": "nonce", "no nonce": "nonce", "a nonce of another kind": "nonce",
    "another key": "signature", "a changed claim": "signature",
    "an unknown key": "key",
    "no signature": "algorithm", "no signature, spelt oddly": "algorithm",
    "our secret for a key": "algorithm", "the public key for a secret": "algorithm",
    "expired": "expired", "no end": "token", "from the future": "early",
    "no subject": "token", "a number for a subject": "subject",
    "no words": "token", "no token": "no token",
}
DESCRIPTIONS = {"it calls itself another": "discovery", "it leads elsewhere": "discovery", "it says nothing": "discovery",
                "it sends us elsewhere": "discovery", "it is broken": "away", "it hangs up": "away"}
SAID = ("teo", "oid-", "eyJ", "code=", SECRET, "elsewhere.example", "A Name Nobody Keeps")


@pytest.fixture
def refused(walker, caplog):
    """refused(answer, "nonce"): nobody is signed in, and it says why."""

    def check(answer, why, who=walker):
        text = answer.content.decode()
        assert (answer.status_code, who.is_in) == (422, False)
        assert WHY[why] in text.replace("&#x27;", "'")
        assert [record.getMessage() for record in caplog.records] == [f"A sign-in with entra was refused. {WHY[why]}"]
        assert [word for word in SAID if word in text + caplog.text] == []

    return check


@pytest.mark.parametrize("what", TOKENS)
def test_an_id_token_that_proves_nothing(walker, fault, join, refused, teo, cleo, what):
    join(teo)
    join(cleo)
    there = walker.sign_in_there(walker.go()["Location"], "teo")
    fault(what)
    refused(walker.browser.get(there), TOKENS[what])


@pytest.mark.parametrize("what", DESCRIPTIONS)
def test_a_provider_that_does_not_answer_as_it_should(walker, fault, join, refused, teo, what):
    join(teo)
    fault(what)
    refused(walker.go(), DESCRIPTIONS[what])


def test_a_provider_that_never_ends_does_not_hold_the_page(walker, fault, refused, monkeypatch):
    monkeypatch.setattr(fetching, "PATIENCE", 0.3)
    fault("it never ends")
    begun = time.monotonic()
    refused(walker.go(), "away")
    assert time.monotonic() - begun < 2


def test_a_provider_that_is_gone(walker, providers, refused, settings):
    settings.OIDC = {"entra": replace(providers["entra"], issuer="http://127.0.0.1:9")}
    refused(walker.go(), "away")


def test_a_provider_that_goes_between_there_and_back(walker, fault, join, refused, teo):
    join(teo)
    there = walker.sign_in_there(walker.go()["Location"], "teo")
    fault("it is broken")
    refused(walker.browser.get(there), "away")


def test_a_state_that_was_used(walker, join, refused, teo):
    join(teo)
    there = walker.sign_in_there(walker.go()["Location"], "teo")
    walker.browser.get(there)
    walker.browser.post("/accounts/logout/")
    refused(walker.browser.get(there), "state")


def test_a_state_that_another_browser_began(walker, join, refused, teo):
    join(teo)
    there = walker.sign_in_there(walker.go()["Location"], "teo")
    other = Walker()
    refused(other.browser.get(there), "state", other)


def test_a_state_that_was_begun_with_another_provider(walker, join, refused, teo):
    join(teo)
    there = walker.sign_in_there(walker.go("google")["Location"], "teo")
    refused(walker.browser.get(there.replace("google", "entra")), "state")


def test_no_state_at_all(walker, join, refused, teo):
    walker.go()
    refused(walker.browser.get("/accounts/openid/entra/back/?code=anything"), "state")


def test_a_state_that_is_too_old(walker, join, refused, teo, monkeypatch):
    join(teo)
    there = walker.sign_in_there(walker.go()["Location"], "teo")
    monkeypatch.setattr(journey, "LASTS", -1)
    refused(walker.browser.get(there), "state")


def test_a_code_that_was_used(walker, join, refused, teo):
    """Even where the browser still remembers it, the provider does not take it twice."""
    join(teo)
    there = walker.sign_in_there(walker.go()["Location"], "teo")
    kept = dict(walker.browser.session["openid_begun"])
    assert walker.browser.get(there).status_code == 302
    walker.browser.post("/accounts/logout/")
    again = walker.browser.session
    again["openid_begun"] = kept
    again.save()
    walker.browser.cookies["sessionid"] = again.session_key
    refused(walker.browser.get(there), "code")


def test_a_code_of_somebody_elses_sign_in(walker, join, refused, teo):
    """Its challenge is not of this browser, so the provider does not take it."""
    join(teo)
    stolen = query_of(walker.sign_in_there(walker.go()["Location"], "teo"))["code"]
    victim = Walker()
    state = query_of(victim.go()["Location"])["state"]
    refused(victim.browser.get(f"/accounts/openid/entra/back/?code={stolen}&state={state}"), "code", victim)


def test_the_provider_takes_no_sign_in_without_a_challenge(walker, providers):
    begun = query_of(walker.go()["Location"])
    bare = {name: value for name, value in begun.items() if not name.startswith("code_challenge")}
    there = walker.sign_in_there(address_of(providers["entra"], bare), "teo")
    assert query_of(there)["error"] == "invalid_request"


def test_the_provider_takes_no_verifier_but_ours(walker, providers):
    begun = journey.begin(providers["entra"], back=f"{SITE}/accounts/openid/entra/back/")
    code = query_of(walker.sign_in_there(begun.address, "teo"))["code"]
    said = {"grant_type": "authorization_code", "code": code, "redirect_uri": f"{SITE}/accounts/openid/entra/back/"}
    for verifier in ({}, {"code_verifier": "x" * 43}):
        with pytest.raises(NotProven) as wrong:
            fetching.redeem(journey.described(providers["entra"]).token, said | verifier, client_id="tmt", secret=SECRET, in_header=True)
        assert wrong.value.why == "code"


def test_an_answer_that_names_another_issuer(walker, join, refused, teo):
    join(teo)
    there = walker.sign_in_there(walker.go()["Location"], "teo")
    issuer = quote_plus(query_of(there)["iss"])
    assert issuer in there
    refused(walker.browser.get(there.replace(issuer, "https://elsewhere.example")), "issuer")


@pytest.mark.parametrize(("error", "why"), [("access_denied", "cancelled"), ("server_error", "said no"), ("teo", "said no")])
def test_an_answer_that_says_no(walker, providers, refused, error, why):
    state = query_of(walker.go()["Location"])["state"]
    refused(walker.browser.get(f"/accounts/openid/entra/back/?error={error}&error_description=teo&state={state}"), why)


def test_a_wrong_secret(walker, providers, settings, join, refused, teo):
    join(teo)
    settings.OIDC = {"entra": replace(providers["entra"], secret="another")}
    refused(walker.through("teo"), "code")


def test_keys_that_were_changed_are_asked_for_again(walker, providers, join, teo):
    join(teo)
    keys = journey.described(providers["entra"]).keys
    journey._known[keys] = (time.monotonic() + 600, {"keys": []})
    walker.through("teo")
    assert walker.is_in


def address_of(provider, said):
    return f"{journey.described(provider).authorization}?{urlencode(said)}"

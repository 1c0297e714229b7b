"""Passkeys over HTTP, with a key made here: added, used alone and as the second step, and every wrong answer refused alike."""

import base64
import hashlib
import json
import struct
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from fido2 import cbor
from fido2.cose import ES256
from fido2.webauthn import AttestedCredentialData

from tests.factors.conftest import CODE, LOGIN, with_password_only
from tests.sending import Browser
from tests.told import told_once

ADD, ALONE, HOST = "/accounts/second-step/passkeys/add/", "/accounts/second-step/passkeys/sign-in/", "localhost"


def packed(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Key:
    """What a phone holds, and how it answers."""

    def __init__(self, origin=f"http://{HOST}"):
        self.private, self.id, self.origin = ec.generate_private_key(ec.SECP256R1()), b"k" * 32, origin
        self.handle = b""

    def said(self, kind, options):
        return json.dumps({"type": kind, "challenge": options["publicKey"]["challenge"], "origin": self.origin}).encode()

    def data(self, flags=0x05):
        return hashlib.sha256(HOST.encode()).digest() + struct.pack(">BI", flags, 1)

    def made(self, options, flags=0x45):
        self.handle = base64.urlsafe_b64decode(options["publicKey"].get("user", {"id": ""})["id"] + "==")
        attested = AttestedCredentialData.create(bytes(16), self.id, ES256.from_cryptography_key(self.private.public_key()))
        proof = cbor.encode({"fmt": "none", "attStmt": {}, "authData": self.data(flags) + bytes(attested)})
        return self.answer({"clientDataJSON": packed(self.said("webauthn.create", options)), "attestationObject": packed(proof)})

    def shown(self, options, flags=0x05, handle=None):
        said, data = self.said("webauthn.get", options), self.data(flags)
        signature = self.private.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self.answer({"clientDataJSON": packed(said), "authenticatorData": packed(data), "signature": packed(signature),
                            "userHandle": packed(self.handle if handle is None else handle)})

    def answer(self, response):
        return {"id": packed(self.id), "rawId": packed(self.id), "type": "public-key", "response": response, "clientExtensionResults": {}}


def here():
    return Browser(headers={"host": HOST})


def options_in(page):
    text = page.content.decode().split('data-options="')[1].split('"')[0]
    return json.loads(text.replace("&quot;", '"'))


def asked(browser):
    return browser.get(ALONE, headers={"accept": "application/json", "host": HOST}).json()["request_options"]


@told_once
def key(teo):
    """Teo's, added on the page."""
    made, browser = Key(), with_password_only(teo, here())
    answer = browser.post(ADD, {"credential": json.dumps(made.made(options_in(browser.get(ADD))))})
    assert answer.url == "/accounts/second-step/recovery-codes/"
    return made


def send(browser, credential, address=ALONE):
    return browser.post(address, {"credential": credential if isinstance(credential, str) else json.dumps(credential)})


def test_it_signs_in_without_a_password(key, teo):
    browser = here()
    assert send(browser, key.shown(asked(browser))).url == "/"
    assert browser.get("/").status_code == 200


def test_it_leads_on_to_where_somebody_wanted_and_to_no_other_site(key, teo):
    for wanted, there in (("/policy/", "/policy/"), ("https://elsewhere.example/", "/")):
        browser = here()
        credential = json.dumps(key.shown(asked(browser)))
        assert browser.post(ALONE, {"credential": credential, "next": wanted}).url == there


def test_it_is_a_second_step_beside_the_password(key, teo):
    browser = with_password_only(teo, here())
    assert browser.get("/").url.startswith(LOGIN)
    assert send(browser, key.shown(options_in(browser.get(CODE))), CODE).url == "/"


def test_it_answers_when_asked_again(key, teo):
    browser = here()
    send(browser, key.shown(asked(browser)))
    page = browser.get("/accounts/reauthenticate/")
    answer = browser.post("/accounts/reauthenticate/", {"proof-credential": json.dumps(key.shown(options_in(page))), "next": "/policy/"})
    assert answer.url == "/policy/"


def test_it_is_called_after_what_it_was_made_on(key):
    assert str(Authenticator.objects.get(type="webauthn")) == "A browser"


def test_it_is_taken_away(key, teo):
    browser = here()
    send(browser, key.shown(asked(browser)))
    browser.post("/accounts/second-step/passkeys/take-away/", {"which": str(Authenticator.objects.get(type="webauthn").pk)})
    assert not Authenticator.objects.exists()


def refused(credential):
    browser = here()
    answer = send(browser, credential(asked(browser)))
    said = browser.get(LOGIN).content.decode().count("That passkey was not taken")
    return answer.status_code, answer.url, said, browser.get("/").status_code


WRONG = {
    "another key": lambda key: lambda options: Key().shown(options, handle=key.handle),
    "nobody's": lambda key: lambda options: key.shown(options, handle=b"k" * 16),
    "no handle": lambda key: lambda options: key.shown(options, handle=b"x"),
    "another site": lambda key: lambda options: setattr(key, "origin", "https://elsewhere.example") or key.shown(options),
    "an old question": lambda key: lambda options: key.shown({"publicKey": {"challenge": packed(b"c" * 32)}}),
    "no finger": lambda key: lambda options: key.shown(options, flags=0x01),
    "a list": lambda key: lambda options: [],
    "half": lambda key: lambda options: {"id": "x", "rawId": "x", "type": "public-key", "response": {}},
    "short": lambda key: lambda options: {**key.shown(options), "response": {"clientDataJSON": "e30", "authenticatorData": "AA",
                                                                                       "signature": "AA", "userHandle": packed(b"1")}},
    "deep": lambda key: lambda options: "[" * 19_000,
    "long": lambda key: lambda options: "x" * 30_000,
    "nothing": lambda key: lambda options: "",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_answer_is_refused_and_all_are_answered_alike(key, teo, wrong):
    assert refused(WRONG[wrong](key)) == (302, LOGIN, 1, 302)


def test_an_answer_is_good_once(key, teo):
    browser = here()
    credential = key.shown(asked(browser))
    send(browser, credential)
    browser.post("/accounts/logout/")
    assert send(browser, credential).url == LOGIN


def test_whoever_has_left_is_not_let_in(key, teo, now):
    teo.left_on = now.date() - timedelta(days=400)
    teo.save()
    browser = here()
    assert send(browser, key.shown(asked(browser))).url == "/accounts/inactive/"


HALF = '{"id": 1, "rawId": "x", "response": {"clientDataJSON": "e30", "attestationObject": "AA"}}'


@pytest.mark.parametrize("body", ["", "[]", "{}", "[" * 19_000, HALF])
def test_nothing_that_is_sent_breaks_adding(teo, body):
    cache.clear()
    assert with_password_only(teo, here()).post(ADD, {"credential": body}).status_code == 200
    assert not Authenticator.objects.exists()

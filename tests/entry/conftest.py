"""Two real OpenID providers on this machine, and people who walk to them and back."""

import json
import re
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener, urlopen

import pytest

from foundation.entry.openid import journey
from foundation.entry.openid.rules import Provider
from foundation.people.models import Identity
from tests.entry.issuers import SECRET, running
from tests.sending import Browser

SITE = "http://127.0.0.1:8000"


@pytest.fixture(scope="session")
def issuers():
    """{"entra": address, "google": address} of two providers that run."""
    with running(SITE) as found:
        yield found


@pytest.fixture
def providers(issuers, settings, db):
    """Both of them set, as a trust would set them; nothing is wrong with them until `fault`."""
    journey.forget()
    settings.OIDC = {
        "entra": Provider("entra", "Microsoft", issuers["entra"], "tmt", SECRET, "oid"),
        "google": Provider("google", "Google", issuers["google"], "tmt", SECRET),
    }
    yield settings.OIDC
    for key in issuers:
        _arm(issuers[key], "")


@pytest.fixture
def fault(providers):
    """fault("another nonce"): what is wrong with what the provider says from now on."""

    def arm(name, key="entra"):
        _arm(providers[key].issuer, name)
        journey.forget()

    return arm


@pytest.fixture
def asked(providers):
    """What the provider was last asked for."""
    return lambda key="entra": json.loads(urlopen(f"{providers[key].issuer}/-/asked").read())


@pytest.fixture
def join(providers):
    """join(teo): Microsoft knows them as "teo", and that is written down here."""

    def joined(person, subject=None, key="entra"):
        subject = subject or f"oid-{person.email.partition('@')[0]}"
        return Identity.objects.create(user=person.user, issuer=providers[key].issuer, subject=subject, since=person.user.date_joined)

    return joined


def _arm(issuer, name):
    urlopen(f"{issuer}/-/fault?{urlencode({'name': name})}").close()


class Walker:
    """Somebody at a browser: `browser` is on our pages, `away` on the provider's."""

    def __init__(self):
        self.browser, self.away = Browser(), build_opener(_Stop, HTTPCookieProcessor(CookieJar()))

    def go(self, key="entra", **sent):
        """Press the button. Gives our answer, which leads to the provider."""
        return self.browser.post(f"/accounts/openid/{key}/", sent)

    def sign_in_there(self, address, login):
        """Through the provider's pages with `login` for a name. Gives the address it sends back to."""
        address, page = self._follow(address)
        while not address.startswith(SITE):
            form = {"prompt": re.search(r'name="prompt" value="(\w+)"', page)[1], "login": login, "password": "x"}
            address, page = self._follow(urljoin(address, re.search(r'action="([^"]+)"', page)[1]), form)
        return address.removeprefix(SITE)

    def through(self, login, key="entra", **sent):
        """All the way. Gives our last answer."""
        there = self.go(key, **sent)
        assert there.status_code == 302, there.content.decode()
        return self.browser.get(self.sign_in_there(there["Location"], login))

    @property
    def is_in(self):
        return "_auth_user_id" in self.browser.session

    def _follow(self, address, form=None):
        while not address.startswith(SITE):
            try:
                answer = self.away.open(Request(address, data=urlencode(form).encode() if form else None))
                return address, answer.read().decode()
            except HTTPError as moved:
                if moved.code not in (302, 303):
                    raise AssertionError(moved.read().decode()) from None
                address, form = urljoin(address, moved.headers["Location"]), None
        return address, ""


class _Stop(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@pytest.fixture
def walker():
    return Walker()


def query_of(address):
    return dict(parse_qsl(urlsplit(address).query))

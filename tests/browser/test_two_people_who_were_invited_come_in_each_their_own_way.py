"""A new trust, in a real browser under the policy on content: one of two who were invited makes a passkey, the other goes on with the
account they have; both sign out and come in again like that, and no page complains."""

import os
import re
import socket
import subprocess
import sys
import time

import pytest

from tests.entry.issuers import SECRET, running

from .conftest import ROOT, Visitor
from .test_somebody_signs_in_with_a_passkey_alone import FINGER

ACADEMY = "code,name,local_authority,urn,headcount,lado_contact\nalder,Alder Academy,Northshire,900001,40,01632 960 119\n"
SETUP = ("setup", "--academies", "-", "--administrator", "Ada Ward <ada@northgate.example>",
         "--chief-executive", "Cleo March <cleo@northgate.example>")


@pytest.fixture(scope="module")
def trust(tmp_path_factory):
    """Its address, and the two links that `setup` printed."""
    var = tmp_path_factory.mktemp("trust")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"  # a passkey belongs to a name
    with running(address) as issuers:
        environment = os.environ | {
            "TMT_MODE": "embedded", "TMT_VAR": str(var), "DATABASE_URL": f"sqlite:///{var}/trust.sqlite3",
            "SITE_URL": address, "OIDC": "entra", "OIDC_ENTRA_NAME": "Microsoft",
            "OIDC_ENTRA_ISSUER": issuers["entra"], "OIDC_ENTRA_CLIENT_ID": "tmt", "OIDC_ENTRA_SECRET": SECRET, "OIDC_ENTRA_SUBJECT": "oid",
        }
        _manage(environment, "migrate", "-v", "0")
        links = re.findall(r"http://\S+/accounts/invited/\S+", _manage(environment, *SETUP, typed=ACADEMY))
        command = [sys.executable, "-m", "gunicorn", "tmt_policy.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as web:
            _wait_for(port)
            yield address, *links
            web.terminate()


def _manage(environment, *words, typed="") -> str:
    done = subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment, input=typed, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _wait_for(port):
    until = time.monotonic() + 180
    while time.monotonic() < until:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("The site did not answer in a minute.")


@pytest.fixture
def somebody(trust, chrome):
    context = chrome.new_context(locale="en-GB")
    yield Visitor(context.new_page(), trust[0])
    context.close()


def sign_out(one):
    one.go("/accounts/logout/")
    one.press("Sign out", exact=True)
    one.go("/accounts/login/")


def test_without_javascript_the_page_of_the_passkey_says_so(trust, chrome):
    context = chrome.new_context(java_script_enabled=False)
    one = Visitor(context.new_page(), trust[0])
    one.go(trust[2])
    one.go("/accounts/first/passkey/")
    assert one.reads("Passkeys need JavaScript")
    context.close()


def test_with_a_passkey_and_no_password(trust, somebody):
    device = somebody.page.context.new_cdp_session(somebody.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
    somebody.go(trust[1])
    somebody.is_sound()
    somebody.press("With a passkey on this device")
    somebody.is_sound()
    assert not somebody.reads("Passkeys need JavaScript")
    somebody.press("Make a passkey")
    somebody.page.wait_for_url(f"{trust[0]}/")
    sign_out(somebody)
    somebody.press("Sign in with a passkey")
    somebody.page.wait_for_url(f"{trust[0]}/")
    somebody.go("/people/invitations/")
    somebody.is_sound()
    assert somebody.complaints == []


def test_with_the_account_they_have(trust, somebody):
    somebody.go(trust[2])
    somebody.press("Sign in with Microsoft")
    through_microsoft(somebody)
    sign_out(somebody)
    somebody.press("Sign in with Microsoft")
    if not somebody.page.url.startswith(trust[0]):
        through_microsoft(somebody)
    assert (somebody.path, somebody.complaints) == ("/", [])


def through_microsoft(one):
    """Sign in there as cleo. What their pages complain of is theirs."""
    one.page.fill("[name=login]", "cleo")
    one.page.fill("[name=password]", "x")
    before = list(one.complaints)
    one.page.click("[type=submit]")
    one.page.wait_for_url(f"{one.address}/")
    one.complaints[:] = [said for said in one.complaints if said not in before]

"""vera adds a passkey to her laptop, signs in with it alone, and takes it away: under the policy on content, without a complaint."""

from .conftest import Visitor

FINGER = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
          "automaticPresenceSimulation": True}


def test_added_used_and_taken_away(site, chrome):
    address, password, _ = site
    context = chrome.new_context()
    vera = Visitor(context.new_page(), address.replace("127.0.0.1", "localhost"))  # a passkey belongs to a name
    laptop = context.new_cdp_session(vera.page)
    laptop.send("WebAuthn.enable")
    laptop.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
    vera.go("/accounts/login/")
    vera.page.fill("[name=login]", "vera@northgate.example")
    vera.page.fill("[name=password]", password)
    vera.press("Sign in", exact=True)
    vera.go("/accounts/second-step/passkeys/add/")
    vera.press("Add a passkey")
    vera.page.wait_for_url("**/recovery-codes/")
    vera.go("/accounts/logout/")
    vera.press("Sign out", exact=True)
    vera.go("/accounts/login/")
    vera.press("Sign in with a passkey")
    vera.page.wait_for_url(vera.address + "/")
    vera.go("/accounts/second-step/passkeys/take-away/")
    vera.page.check("[name=which]")
    vera.press("Take it away")
    assert "None" in vera.page.locator("main").inner_text()
    assert vera.complaints == []
    context.close()

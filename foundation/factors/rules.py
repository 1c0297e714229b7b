"""What a second step is, and how somebody is told that theirs has changed (ADR 46)."""

from collections.abc import Iterable, Mapping

PAGE = "/accounts/second-step/"
ADDED, REMOVED = "account.step_added", "account.step_removed"
RESET, CODES, PASSWORD = "account.step_reset", "account.codes_made", "account.password_changed"
# what the library tells people of → our own wording of it
TOLD = {
    "mfa/email/totp_activated": ADDED,
    "mfa/email/totp_deactivated": REMOVED,
    "mfa/email/webauthn_added": ADDED,
    "mfa/email/webauthn_removed": REMOVED,
    "mfa/email/recovery_codes_generated": CODES,
    "account/email/password_changed": PASSWORD,
    "account/email/password_set": PASSWORD,
    "account/email/password_reset": PASSWORD,
}
MFA = "mfa"  # the library's word for a proof by a second step

Proof = Mapping[str, object]  # what one session remembers of one proof: {"method": …, "at": seconds, "second_step": True …}


def stepped(proofs: Iterable[Proof]) -> bool:
    """Whether a session was begun with a second step: an app's code, a passkey, a recovery code, or a provider whose word is trusted
    (it says so with `second_step`)."""
    return any(one.get("method") == MFA or one.get("second_step") is True for one in proofs)

LONGEST = 4 * 3600  # seconds for which working on cases stands for a proof
ALWAYS = 15  # minutes after which a change of how one signs in asks again, whatever is set


def last_proof(proofs: Iterable[Proof]) -> float:
    """When somebody last proved that it is they (seconds; 0 for never)."""
    return max((float(one.get("at") or 0) for one in proofs), default=0.0)


def is_fresh(proofs: Iterable[Proof], now: float, minutes: int) -> bool:
    """Whether the last proof is at most `minutes` old: what a download, a role or a change of how one signs in asks for."""
    return now - last_proof(proofs) <= minutes * 60


def is_near(proofs: Iterable[Proof], active: float, now: float, minutes: int) -> bool:
    """Whether somebody has proved that it is they, or worked on a case (`active`), in the last `minutes`, and has proved it today."""
    last = last_proof(proofs)
    return now - last <= LONGEST and now - max(last, active) <= minutes * 60


# what stays open to whoever has still to set up a second step: what they report themselves, what they were told, the policy
OPEN = ("reports:", "mailbox:", "messages:", "policy:", "care:say", "care:decline")
_ONE = frozenset({"reference", "uuid", "key"})  # parts of an address that name one thing


def is_open(name: str, path: str) -> bool:
    """Whether a page is everybody's own, whatever rights they hold; so is how they sign in."""
    return name.startswith(OPEN) or path.startswith("/accounts/")


def is_awakening(path: str) -> bool:
    """Whether a page asks who it is: it does not end a session that was left alone, because something typed may wait."""
    return path.startswith(("/accounts/reauthenticate/", "/accounts/openid/"))


def names_one(parts: Iterable[str]) -> bool:
    """Whether an address with these parts is about one matter, and no list."""
    return not _ONE.isdisjoint(parts)


# the first that is found counts: browsers name those they descend from, too
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
             ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "Chromebook"), ("Windows", "Windows"),
            ("Macintosh", "Mac"), ("Linux", "Linux"))


def device(agent: str) -> str:
    """What somebody signs in with, in words they know it by, such as "Chrome on Windows". No version: that tells more than they do."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "A browser")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return f"{browser} on {system}" if system else browser


OTHERS = "others"  # all sessions but the one in hand

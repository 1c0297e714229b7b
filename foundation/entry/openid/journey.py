"""Through a provider and back: the authorization code flow with PKCE, a state and a nonce, and an ID token checked to the end.

Nothing is asked for but who it is, and nothing that comes back is kept: no token, no profile (ADR 45).
"""

import hmac
import secrets
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol
from urllib.parse import urlencode

from . import fetching, tokens
from .refusals import NotProven
from .rules import Provider, is_safe, prompt_to_choose

LASTS = 15 * 60  # seconds from begin to finish
JUST_NOW = 5 * 60  # seconds since somebody signed in there, when they are asked to do it again
KNOWN_FOR = 10 * 60
_known: dict[str, tuple[float, object]] = {}  # address → until when, what stood there


@dataclass(frozen=True)
class Described:
    """What a provider says of itself: its addresses, and whether our secret goes in the header, how one asks it to let people choose."""

    authorization: str
    token: str
    keys: str
    in_header: bool
    choose: str


@dataclass(frozen=True)
class Begun:
    """A sign-in that was sent to a provider: where to go, and what to remember until it is back."""

    address: str
    state: str
    nonce: str
    verifier: str


class Remembered(Protocol):
    """What of a sign-in that was begun is needed to finish it; `at`: seconds."""

    nonce: str
    verifier: str
    at: float
    fresh: bool


def begin(provider: Provider, *, back: str, choose: bool = False, fresh: bool = False) -> Begun:
    """Where to send somebody, who is then sent on to `back`. `choose`: they must say there which account is theirs, whoever sat at the
    computer before; `fresh`: they must sign in there again. Raises NotProven."""
    about = described(provider)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    asked = {
        "response_type": "code", "client_id": provider.client_id, "redirect_uri": back, "scope": provider.scope, "state": state,
        "nonce": nonce, "code_challenge": urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    asked |= {"prompt": "login", "max_age": "0"} if fresh else {"prompt": about.choose} if choose else {}
    mark = "&" if "?" in about.authorization else "?"
    return Begun(f"{about.authorization}{mark}{urlencode(asked)}", state, nonce, verifier)


def finish(provider: Provider, begun: Remembered | None, answer: dict, *, back: str, now: float) -> str:
    """The subject of whoever signed in there. `begun`: as remembered, None for a state nobody remembers; `answer`: what the browser brought
    back; `now`: seconds. Raises NotProven, and tells nobody what it was given."""
    if begun is None or not 0 <= now - begun.at <= LASTS:
        raise NotProven("state")
    if not hmac.compare_digest(answer.get("iss", provider.issuer).encode(), provider.issuer.encode()):  # RFC 9207
        raise NotProven("issuer")
    if "error" in answer or not answer.get("code"):
        raise NotProven("cancelled" if answer.get("error") == "access_denied" else "said no")
    said = {"grant_type": "authorization_code", "code": answer["code"], "redirect_uri": back, "code_verifier": begun.verifier}
    about = described(provider)
    given = fetching.redeem(about.token, said, client_id=provider.client_id, secret=provider.secret, in_header=about.in_header)
    if not isinstance(given.get("id_token"), str):
        raise NotProven("no token")
    proven = _proven(given["id_token"], about, provider, begun.nonce)
    if begun.fresh and not _has_just_signed_in(proven, now):
        raise NotProven("again")
    return tokens.subject(proven, provider)


def described(provider: Provider) -> Described:
    """What the provider says of itself, looked up every ten minutes. Raises NotProven where it calls itself something else."""
    place = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
    said = _look_up(place)
    addresses = [said.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    plain = provider.issuer.startswith("http:")
    if said.get("issuer") != provider.issuer or not all(isinstance(one, str) and is_safe(one, loopback=plain) for one in addresses):
        _known.pop(place)
        raise NotProven("discovery")
    ways = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    choose = prompt_to_choose(provider.issuer, said.get("prompt_values_supported"))
    return Described(*addresses, in_header="client_secret_basic" in ways, choose=choose)


def _proven(token: str, about: Described, provider: Provider, nonce: str) -> dict:
    said = tokens.header(token)
    key = tokens.key_for(said, _keys(about)) or tokens.key_for(said, _keys(about, again=True))  # a provider may have changed its keys
    if key is None:
        raise NotProven("key")
    return tokens.claims(token, key, provider, alg=said["alg"], nonce=nonce)


def _keys(about: Described, *, again: bool = False) -> list[dict]:
    keys = _look_up(about.keys, again=again).get("keys")
    return keys if isinstance(keys, list) else []


def _look_up(address: str, *, again: bool = False) -> dict:
    until, found = _known.get(address, (0.0, None))
    if again or time.monotonic() > until:
        found = fetching.document(address)
        _known[address] = time.monotonic() + KNOWN_FOR, found
    return found


def _has_just_signed_in(proven: dict, now: float) -> bool:
    at = proven.get("auth_time")
    return isinstance(at, int | float) and not isinstance(at, bool) and -tokens.LEEWAY <= now - at <= JUST_NOW


def forget() -> None:
    """What was looked up is asked for again."""
    _known.clear()

"""Whether an ID token proves who signed in (OpenID Connect Core, 3.1.3.7). It is checked as if anybody could have sent it."""

import hmac
import json

import jwt

from .refusals import NotProven
from .rules import Provider

# Only signatures that need the provider's own key: none, and no HS*, which whoever knows our secret or a public key can make
KINDS = {"RS256": "RSA", "RS384": "RSA", "RS512": "RSA", "PS256": "RSA", "PS384": "RSA", "PS512": "RSA",
         "ES256": "EC", "ES384": "EC", "ES512": "EC", "EdDSA": "OKP"}
LEEWAY = 60  # seconds by which two clocks may differ
LONGEST_SUBJECT = 255
_WRONG = (
    (jwt.ExpiredSignatureError, "expired"), (jwt.ImmatureSignatureError, "early"), (jwt.InvalidIssuerError, "issuer"),
    (jwt.InvalidAudienceError, "audience"), (jwt.InvalidSignatureError, "signature"), (jwt.InvalidAlgorithmError, "algorithm"),
)


def header(token: str) -> dict:
    """What a token says of how it is signed. Raises NotProven for one that no provider's key can have signed."""
    try:
        said = jwt.get_unverified_header(token)
    except jwt.PyJWTError:
        raise NotProven("token") from None
    if said.get("alg") not in KINDS:
        raise NotProven("algorithm")
    return said


def key_for(said: dict, keys: list[dict]) -> jwt.PyJWK | None:
    """The one of the provider's keys that a token with the header `said` names, if it is for signatures of that kind."""
    def fits(key: dict) -> bool:
        return (key.get("kty") == KINDS[said["alg"]] and key.get("use", "sig") == "sig" and key.get("alg", said["alg"]) == said["alg"]
                and ("kid" not in said or key.get("kid") == said["kid"]))

    fitting = [key for key in keys if isinstance(key, dict) and fits(key)]
    if len(fitting) != 1:
        return None
    try:
        return jwt.PyJWK(fitting[0], algorithm=said["alg"])
    except (jwt.PyJWTError, ValueError, TypeError):
        return None


def claims(token: str, key: jwt.PyJWK, provider: Provider, *, alg: str, nonce: str) -> dict:
    """What the token says, once it is proven. Raises NotProven."""
    try:
        said = jwt.decode(
            token, key, algorithms=[alg], audience=provider.client_id, issuer=provider.issuer, leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except jwt.PyJWTError as wrong:
        raise NotProven(next((why for kind, why in _WRONG if isinstance(wrong, kind)), "token")) from None
    if said["aud"] not in (provider.client_id, [provider.client_id]) or said.get("azp", provider.client_id) != provider.client_id:
        raise NotProven("audience")  # for us and somebody else, too: nobody else is trusted
    if not hmac.compare_digest(json.dumps(said.get("nonce")), json.dumps(nonce)):
        raise NotProven("nonce")
    return said


def subject(said: dict, provider: Provider) -> str:
    """Who it is, in the claim that the trust has named. Raises NotProven where it does not say."""
    found = said.get(provider.subject)
    if not isinstance(found, str) or not found.strip() or len(found) > LONGEST_SUBJECT or "\0" in found:
        raise NotProven("subject")
    return found

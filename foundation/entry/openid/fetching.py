"""Asking a provider: JSON over HTTPS, no redirect followed, no more read and no longer waited than a sign-in needs."""

import json
import time
from base64 import b64encode
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import quote_plus, urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from .refusals import NotProven

PATIENCE = 5  # seconds for one question, from the first byte to the last
_MOST, _PIECE = 512 * 1024, 16 * 1024


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


_OPENER = build_opener(_NoRedirects)


def document(address: str) -> dict:
    """What stands at `address`. Raises NotProven("away") or ("discovery")."""
    return _json(Request(address, headers={"Accept": "application/json"}), refusal="discovery")


def redeem(address: str, said: dict[str, str], *, client_id: str, secret: str, in_header: bool) -> dict:
    """The answer of a token endpoint. The secret goes in the header or in the form, as the provider takes it. Raises NotProven."""
    headers = {"Accept": "application/json"}
    if in_header:  # both parts are encoded first (RFC 6749, 2.3.1)
        pair = f"{quote_plus(client_id)}:{quote_plus(secret)}"
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    else:
        said = said | {"client_id": client_id, "client_secret": secret}
    return _json(Request(address, data=urlencode(said).encode(), headers=headers), refusal="code")


def _json(request: Request, *, refusal: str) -> dict:
    until = time.monotonic() + PATIENCE
    try:
        with _OPENER.open(request, timeout=PATIENCE) as answer:
            found = json.loads(_whole(answer, until))
    except HTTPError as trouble:
        raise NotProven("away" if trouble.code >= 500 else refusal) from None
    except (OSError, HTTPException):
        raise NotProven("away") from None
    except ValueError:
        raise NotProven(refusal) from None
    if not isinstance(found, dict):
        raise NotProven(refusal)
    return found


def _whole(answer, until: float) -> bytes:
    data = b""
    while piece := answer.read1(_PIECE):
        data += piece
        if len(data) > _MOST:
            raise ValueError
        if time.monotonic() > until:
            raise NotProven("away")
    return data

"""What a signed file looks like: its last line names the key and the moment, and ends in an Ed25519 signature over every byte before it.

So the file alone is enough, one changed, missing or added byte shows, and `openssl` can check it without us (ADR 0025)."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key, load_pem_public_key

MARK = "%SIGNED 1"  # a comment in a PDF, one odd line at the end of a text
MOST_BYTES = 20 * 1024 * 1024
KEY_ID = r"[A-Za-z0-9_-]{1,40}"
_TAIL = 89  # 64 bytes in base64, and the end of the line
_LINE = re.compile(rb"\n%SIGNED 1 (" + KEY_ID.encode() + rb") (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) ([A-Za-z0-9+/]{86}==)\n\Z")
_PEM = re.compile(rf"^({KEY_ID})\n(-----BEGIN PUBLIC KEY-----\n.+?\n-----END PUBLIC KEY-----)$", re.MULTILINE | re.DOTALL)
_STAMP = "%Y-%m-%dT%H:%M:%SZ"

UNSIGNED = "It carries no signature of this system at its end. Either it never had one, or something was added, or cut off."
CHANGED = "It was changed after it was signed, or it was never signed with that key."

TRIES, WINDOW = 60, 600  # files looked at for everybody together, in that many seconds
TOO_MANY = "Too many files are being checked just now. Try again in ten minutes."


@dataclass(frozen=True)
class Signature:
    """Which key signed, and when by its own word."""

    key_id: str
    at: datetime


class NotValid(Exception):
    """The file is not what somebody signed. `str()` is the sentence why, for whoever runs the command."""


def sign(data: bytes, *, key_id: str, seed: bytes, at: datetime) -> bytes:
    """`data` with its signature as last line. `seed`: the 32 bytes of the private key."""
    head = data + (b"" if data.endswith(b"\n") else b"\n") + f"{MARK} {key_id} {at.astimezone(UTC).strftime(_STAMP)} ".encode()
    return head + base64.b64encode(Ed25519PrivateKey.from_private_bytes(seed).sign(head)) + b"\n"


def check(data: bytes, public: Mapping[str, bytes]) -> Signature:
    """Who signed `data` and when. `public`: key id → 32 bytes. Raises NotValid."""
    found = _LINE.search(data, max(0, len(data) - _TAIL - 100))
    if found is None:
        raise NotValid(UNSIGNED)
    key_id, stamp, text = (part.decode() for part in found.groups())
    if key_id not in public:
        raise NotValid(f"It names the key {key_id}, which is not known here.")
    try:
        signature = _bytes_of(text)
        Ed25519PublicKey.from_public_bytes(public[key_id]).verify(signature, data[:-_TAIL])
        return Signature(key_id, datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC))
    except (InvalidSignature, ValueError) as wrong:
        raise NotValid(CHANGED) from wrong


def _bytes_of(text: str) -> bytes:
    """Raises ValueError for another spelling of the same bytes: base64 has four spare bits here, and not one may change."""
    signature = base64.b64decode(text, validate=True)
    if base64.b64encode(signature).decode() != text:
        raise ValueError
    return signature


def public_of(seed: bytes) -> bytes:
    """The 32 bytes of the public key."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def public_text(key: bytes) -> str:
    """A public key in one line of base64, as it stands between the lines of its PEM: nobody takes it for a private one."""
    return base64.b64encode(_written(key, Encoding.DER)).decode()


def public_from_text(text: str) -> bytes:
    """Back from `public_text`. Raises ValueError for anything else, a private key too."""
    return _raw(load_der_public_key(base64.b64decode(text, validate=True)))


def as_text(public: Mapping[str, bytes]) -> str:
    """The public keys as they are published: each id on a line of its own before the key in PEM, which `openssl` reads as it is."""
    return "\n".join(f"{key_id}\n{_written(key, Encoding.PEM).decode()}" for key_id, key in public.items())


def from_text(text: str) -> dict[str, bytes]:
    """Back from `as_text`. Raises ValueError for a text without such a key."""
    found = {key_id: _raw(load_pem_public_key(pem.encode())) for key_id, pem in _PEM.findall(text.replace("\r\n", "\n"))}
    if not found:
        raise ValueError
    return found


def _written(key: bytes, encoding: Encoding) -> bytes:
    return Ed25519PublicKey.from_public_bytes(key).public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo)


def _raw(key) -> bytes:
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)

"""What a provider of sign-ins is. Pure."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

SUBJECTS = ("sub", "oid")  # claims no person and no administrator can change; an address or a name is neither


@dataclass(frozen=True)
class Provider:
    """One OpenID provider of the trust. `key`: its word in addresses; `also`: origins a sign-in passes through beside its own."""

    key: str
    name: str
    issuer: str
    client_id: str
    secret: str = field(repr=False)
    subject: str = "sub"
    also: tuple[str, ...] = ()

    @property
    def origins(self) -> tuple[str, ...]:
        return (origin(self.issuer), *self.also)


def origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def is_safe(address: str, *, loopback: bool) -> bool:
    """Whether an address may be asked: https with a host; `loopback`: http on this machine, too."""
    parts = urlsplit(address)
    if parts.username or parts.password or parts.fragment or not parts.hostname:
        return False
    return parts.scheme == "https" or (loopback and parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost"))

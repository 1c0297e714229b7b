"""What a provider of sign-ins is. Pure."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

_CHOOSE_UNSAID = ("accounts.google.com", "login.microsoftonline.com")
SUBJECTS = ("sub", "oid")  # claims no person and no administrator can change; an address or a name is neither


@dataclass(frozen=True)
class Provider:
    """One OpenID provider of the trust. `key`: its word in addresses; `also`: origins a sign-in passes through beside its own;
    `second_step`: the trust knows that it asks everybody for one."""

    key: str
    name: str
    issuer: str
    client_id: str
    secret: str = field(repr=False)
    subject: str = "sub"
    also: tuple[str, ...] = ()
    second_step: bool = False

    @property
    def scope(self) -> str:
        """No more than is needed to learn the subject: Entra gives `oid` only with a profile, which is not kept."""
        return "openid" if self.subject == "sub" else "openid profile"

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


def prompt_to_choose(issuer: str, known: object) -> str:
    """How to ask a provider to let people say which account is theirs. `known`: what it says it knows; a word it does not know it refuses,
    Google refuses "login", and neither Google nor Entra says so."""
    known = known if isinstance(known, list) else ["select_account"] if urlsplit(issuer).hostname in _CHOOSE_UNSAID else []
    return "select_account" if "select_account" in known else "login"

"""What a browser has begun, kept in its session until it is back: each sign-in once, and only the last few."""

from dataclasses import asdict, dataclass

from .openid.journey import Begun

_BEGUN, _INVITED, _PASSKEY, _MOST = "openid_begun", "invited", "passkey_for", 5


@dataclass(frozen=True)
class Pending:
    """A sign-in that was sent to `provider` at `at` (seconds). `onward`: where to afterwards; `invited`: the invitation it is for;
    `fresh`: they had to sign in there again."""

    provider: str
    nonce: str
    verifier: str
    at: float
    onward: str = ""
    invited: str = ""
    fresh: bool = False


def keep(session, begun: Begun, **more) -> None:
    kept = session.get(_BEGUN, {})
    newest = list(kept.items())[-(_MOST - 1):]
    session[_BEGUN] = dict([*newest, (begun.state, asdict(Pending(nonce=begun.nonce, verifier=begun.verifier, **more)))])


def take(session, state: str, provider: str) -> Pending | None:
    """What was begun under `state`, and never again; None for what was not begun here or with another provider."""
    kept = session.get(_BEGUN, {})
    found = kept.pop(state, None)
    if found is None:
        return None
    session[_BEGUN] = kept
    return Pending(**found) if found["provider"] == provider else None


def forget(session) -> None:
    """Somebody has signed in: what else was begun is over."""
    session.pop(_BEGUN, None)
    session.pop(_INVITED, None)
    session.pop(_PASSKEY, None)


def open_invitation(session, uuid: str) -> None:
    session[_INVITED] = uuid


def opened_invitation(session) -> str:
    return session.get(_INVITED, "")


def ask_passkey(session, uuid: str) -> None:
    """The browser is asked for a passkey, for the invitation `uuid` and no other."""
    session[_PASSKEY] = uuid


def take_passkey(session) -> str:
    """The invitation for which one was asked, and never again."""
    return session.pop(_PASSKEY, "")

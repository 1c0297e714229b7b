"""Why a sign-in with a provider is refused: one sentence each, with nothing in it that anybody sent."""

WHY = {
    "cancelled": "It was cancelled there.",
    "said no": "The provider refused it.",
    "state": "It was not begun in this browser, took longer than a quarter of an hour, or was used before.",
    "away": "The provider does not answer.",
    "discovery": "The provider describes itself as another one, or not as a provider of OpenID Connect.",
    "code": "The provider did not take what it had sent us. Our identifier, our secret or our address may be wrong there.",
    "no token": "The provider sent no ID token.",
    "token": "The provider's ID token is not whole.",
    "algorithm": "The provider's ID token is not signed in a way that proves where it is from.",
    "key": "The provider's ID token is signed with a key that is not among the provider's keys.",
    "signature": "The signature of the provider's ID token is wrong.",
    "issuer": "The provider's ID token was issued by another provider.",
    "audience": "The provider's ID token was issued for another service.",
    "nonce": "The provider's ID token was issued for another sign-in.",
    "expired": "The provider's ID token is too old. A clock may be wrong.",
    "early": "The provider's ID token is from the future. A clock may be wrong.",
    "subject": "The provider's ID token does not say who it is about in the claim we were told to read.",
    "again": "The provider does not say that somebody has just signed in.",
}
PASSING = frozenset({"away"})  # may be over in a minute


class NotProven(Exception):
    """A sign-in that proves nothing. `why`: a key of WHY; `sentence`: what it says, fit for a page and a log."""

    def __init__(self, why: str):
        super().__init__(WHY[why])
        self.why, self.sentence = why, WHY[why]

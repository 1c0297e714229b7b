"""How somebody signs in who reads what is about people: two change it, in 24 hours, and those who could object are told (DESIGN 3)."""

from datetime import datetime

from foundation.roles.rules import NOTICE

ADDRESS, SECOND_STEP, ACCOUNT = "address", "second_step", "account"
WHAT = {
    ADDRESS: "A new e-mail address",
    SECOND_STEP: "The second step is taken away",
    ACCOUNT: "The joined account is taken away",
}
MEANS = {
    ADDRESS: "Mail and sign-in go to the new address from then on.",
    SECOND_STEP: "They have lost phone and recovery codes, and set up a new second step when they next sign in.",
    ACCOUNT: "They no longer sign in with any account of a provider. Whoever has no other way in is invited by mail to choose one.",
}
ASKED, AGREED, DONE, REFUSED, STOPPED, LAPSED = "asked", "agreed", "done", "refused", "stopped", "lapsed"
STATES = (ASKED, AGREED, DONE, REFUSED, STOPPED, LAPSED)
OPEN = (ASKED, AGREED)
WORDS = {
    ASKED: "Asked for", AGREED: "Agreed", DONE: "Done", REFUSED: "Refused", STOPPED: "Taken back",
    LAPSED: "Not done: it was not possible any more",
}


def begins(told_at: datetime) -> datetime:
    """The first moment that lies 24 hours after those who could object can be told."""
    return told_at + NOTICE

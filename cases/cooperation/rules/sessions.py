"""A supervised session (DOMAIN 5.4): why nothing less would do, exactly what is looked at, who agrees, and that it stays inside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from foundation.dossiers.rules import about

from .kinds import KINDS

Facts = Mapping[str, object]
LEAST_GROUNDS = 50  # characters
LONGEST = timedelta(days=92)
CONTENT = {
    "posts": "Posts and stories",
    "comments": "Comments and reactions",
    "messages": "Messages with the people named",
    "pictures": "Pictures and videos they posted",
    "groups": "Groups they are in",
    "profile": "What the profile says",
    "settings": "Who can see what",
}
HR_SIDE, DPO_SIDE = "hr", "dpo"


@dataclass(frozen=True)
class Scope:
    """Exactly what is looked at. `kinds`: codes of CONTENT; `counterpart`: with whom; `tried`: what asks less and why it was not enough."""

    account: str
    first_day: date | None
    last_day: date | None
    counterpart: str
    kinds: tuple[str, ...]
    necessity: str
    tried: str

    @property
    def words(self) -> tuple[str, ...]:
        return self.account, self.counterpart, self.necessity, self.tried


def of(facts: Facts) -> bool:
    kind = KINDS.get(str(facts.get("kind")))
    return bool(kind and kind.session)


def only_session(facts: Facts) -> str:
    return "" if of(facts) else "This is no supervised session."


@about("account")
def scoped(facts: Facts) -> str:
    scope = facts.get("scope")
    if not of(facts):
        return ""
    if not isinstance(scope, Scope) or not (scope.account and scope.counterpart and scope.first_day and scope.last_day):
        return "Say exactly what is looked at: which account, from which day to which, and with whom."
    if not scope.kinds or not set(scope.kinds) <= CONTENT.keys():
        return "Choose what kind of things are looked at."
    if not scope.first_day <= scope.last_day <= scope.first_day + LONGEST:
        return f"The days have to be in order, and at most {LONGEST.days} of them."
    return ""


@about("necessity")
def grounds(facts: Facts) -> str:
    scope = facts.get("scope")
    if not of(facts) or (isinstance(scope, Scope) and min(len(scope.necessity), len(scope.tried)) >= LEAST_GROUNDS):
        return ""
    return f"Say why it is necessary and in proportion, and what asks less and was tried, in at least {LEAST_GROUNDS} characters each."


def not_agreed_yet(facts: Facts) -> str:
    return "This side has agreed already." if facts.get("side_agreed") else ""


def another_person(facts: Facts) -> str:
    if facts.get("my_own"):
        return "Whoever investigates or wrote it cannot agree to it."
    return "You have agreed for the other side: it takes two people." if facts.get("agreed_for_other") else ""


def agreed(facts: Facts) -> str:
    if not of(facts) or (facts.get("hr_agreed") and facts.get("dpo_agreed")):
        return ""
    return "HR and the data protection officer have to agree first."


def apart_from_agreement(facts: Facts) -> str:
    return "You have agreed to it for one side: somebody else approves it." if facts.get("agreed_by_me") else ""


def may_decline_said(facts: Facts) -> str:
    if not of(facts) or facts.get("how") == "could_not" or facts.get("may_decline"):
        return ""
    return "Tell them that they may decline and what follows then, and tick that you did."


def not_stopped(facts: Facts) -> str:
    return "The person has stopped the session: nothing more is looked at." if facts.get("stopped") else ""


def inside(facts: Facts) -> str:
    """What is captured has to be what was agreed."""
    scope, day = facts.get("scope"), facts.get("day")
    if not isinstance(scope, Scope) or facts.get("what") not in scope.kinds:
        return "That kind of thing was not agreed, so it is not captured."
    if not (isinstance(day, date) and scope.first_day <= day <= scope.last_day):
        return "That day lies outside what was agreed, so it is not captured."
    return ""


def described(facts: Facts) -> str:
    return "" if facts.get("described") else "Say what it is."


def logged_out(facts: Facts) -> str:
    return "" if not of(facts) or facts.get("logged_out") else "See first that they are logged out and nothing is left open."

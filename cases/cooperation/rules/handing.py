"""What belongs to the trust comes back: a device, or an account in the trust's password manager (DOMAIN 5.4). Never a credential."""

from collections.abc import Mapping

from foundation.dossiers.rules import about

from .kinds import KINDS, TRUST_ACCOUNT_TRANSFER

Facts = Mapping[str, object]


def of(facts: Facts) -> bool:
    kind = KINDS.get(str(facts.get("kind")))
    return bool(kind and kind.hands_over)


def comes_back(facts: Facts) -> str:
    return "" if of(facts) else "Nothing is handed over here."


@about("trusts_own")
def trusts_own(facts: Facts) -> str:
    return "" if not of(facts) or facts.get("trusts_own") else "Only what belongs to the trust can be asked back. Say that it does."


def item(facts: Facts) -> str:
    return "" if facts.get("item") else "Say what it is called: the label of the device, or the name of the item in the password manager."


def witnessed(facts: Facts) -> str:
    if facts.get("same_witness"):
        return "Somebody other than you witnesses it."
    return "" if facts.get("fit") else "They cannot witness it: choose from those who are offered."


def second_factor(facts: Facts) -> str:
    if facts.get("kind") != TRUST_ACCOUNT_TRANSFER or facts.get("second_factor") in ("yes", "no"):
        return ""
    return "Say whether the second step of signing in was set anew."

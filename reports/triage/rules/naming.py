"""Naming people of a report later, and taking a name back that was wrong."""

from foundation.dossiers.rules import Guard, Machine, Move
from reports.intake.rules import Facts

SPOKEN_TO = (
    "Somebody has spoken to them about it, so they may not read it; and without the name they would. Leave it, and ask the headteacher or "
    "whoever stands in for them."
)

ASKED_FIRST = "They are asked to remove something, under this name. Withdraw that first: otherwise nobody would be asked any more."


def _nameable(facts: Facts) -> str:
    return "" if facts.get("nameable") else "It is known already who this is."


def _somebody(facts: Facts) -> str:
    return "" if facts.get("who") else "Choose who it is."


def _stands(facts: Facts) -> str:
    return "" if facts.get("named") else "This name does not stand here any more."


def _not_asked(facts: Facts) -> str:
    """A check that is missing blocks, too."""
    return "" if facts.get("asked") is False else ASKED_FIRST


def moves(state: str, roles: frozenset[str], reasoned: Guard) -> dict[str, Move]:
    """Its three moves; a report stays where it is. `reasoned`: the guard that asks for a reason."""
    kept: Machine = {
        state: {
            "name_person": Move("Say who it is", state, roles, (_nameable, _somebody, reasoned)),
            "name_target": Move("Name who is targeted", state, roles, (_somebody, reasoned)),
            "unname": Move("Take a name back", state, roles, (_stands, _not_asked, reasoned)),
        }
    }
    return kept[state]

"""A proposed case is sent back by whoever would have opened it, or agreed to it (DOMAIN 9.1 asks for their approval: they can say no)."""

from reports.intake.rules import Facts

BACK_LEAST = 30


def _proposed(facts: Facts) -> str:
    return "" if facts.get("proposed") else "No case has been proposed."


def _of_another(facts: Facts) -> str:
    return "You proposed it yourself. To take it back, hand the report back." if facts.get("own") else ""


def _why(facts: Facts) -> str:
    return "" if len(str(facts.get("reason") or "")) >= BACK_LEAST else f"Say what is missing, in at least {BACK_LEAST} characters."


GUARDS = (_proposed, _of_another, _why)

"""Who knows, where nobody may make public who it is about (Education Act 2002 section 141F; DOMAIN 3.1): what is written down, by whom."""

from foundation.dossiers.rules import ROUTED, TRIAGER
from foundation.people.rules import CEO, DEPUTY_DSL, DSL, HEAD, TRUST_SG
from reports.intake.rules import UNSURE, YES, Facts

RESTRICTS = (YES, UNSURE)
KEEPERS = frozenset({DSL, DEPUTY_DSL, TRUST_SG, HEAD, CEO, ROUTED, TRIAGER})


def _restricted(facts: Facts) -> str:
    return "" if facts.get("restricted") in RESTRICTS else "This list is kept only where nobody may make public who it is about."


def _whom(facts: Facts) -> str:
    if not facts.get("name"):
        return "Say who was told."
    if not facts.get("why"):
        return "Say why they need to know."
    return "" if facts.get("told_by") else "Say who told them."


def _past(facts: Facts) -> str:
    return "That is a day still to come." if facts["told_on"] > facts["today"] else ""


def _line(facts: Facts) -> str:
    return "" if facts.get("line") else "Write down what may be said."


TELL, LINE = (_restricted, _whom, _past), (_restricted, _line)

"""A low-level concern: something small about somebody who works with children, below the threshold of harm (KCSIE Part 4; DOMAIN 3.1,
9.10). Small things are kept so that many of them are seen as one."""

from collections.abc import Mapping
from types import MappingProxyType

from foundation.dossiers.rules import ROUTED, Machine, Move
from foundation.people.rules import CEO, HEAD, SYSTEM
from reports.intake.rules import Facts

RECORDED, HEAD_REVIEW, NO_ACTION, ADVICE = "RECORDED", "HEAD_REVIEW", "NO_ACTION", "ADVICE"
PATTERN_FLAG, CONSULT_LADO, CASE, WITHDRAWN = "PATTERN_FLAG", "CONSULT_LADO", "CASE", "WITHDRAWN"
STATES = (RECORDED, HEAD_REVIEW, NO_ACTION, ADVICE, PATTERN_FLAG, CONSULT_LADO, CASE, WITHDRAWN)
OPEN = (RECORDED, HEAD_REVIEW, PATTERN_FLAG)
STATE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        RECORDED: "Recorded",
        HEAD_REVIEW: "To be looked at",
        NO_ACTION: "Noted",
        ADVICE: "Spoken about",
        PATTERN_FLAG: "Seen as part of a pattern",
        CONSULT_LADO: "Gone to the safeguarding lead, for the LADO",
        CASE: "Gone back, for a case",
        WITHDRAWN: "Taken back: its report was opened again",
    }
)
REVIEW = "llc_review"
WORDS_LEAST = 30
# settings: how many within a year are a pattern; whether the academy's safeguarding lead reads them as well (DOMAIN 6.3 R14)
PATTERN, PATTERN_USUAL = "lowlevel.pattern", 3
LEADS_READ = "lowlevel.leads_read"
WITHIN_DAYS = 365


def _reason(facts: Facts) -> str:
    enough = len(str(facts.get("reason") or "")) >= WORDS_LEAST
    return "" if enough else f"Give your reason in at least {WORDS_LEAST} characters."


def _spoken(facts: Facts) -> str:
    return "" if facts.get("spoken") == "yes" else "Speak to the person first, in person: nobody learns of this from a page."


DECIDES = frozenset({HEAD, CEO, ROUTED})
_NOTED = Move("Note it, and do nothing more", NO_ACTION, DECIDES, (_reason,))
_WITHDRAW = {"withdraw": Move("Its report is opened again", WITHDRAWN, frozenset({SYSTEM.token}))}

LOW_LEVEL: Machine = {
    RECORDED: {"present": Move("Put it before whoever decides", HEAD_REVIEW, frozenset({SYSTEM.token})), **_WITHDRAW},
    HEAD_REVIEW: {
        "no_action": _NOTED,
        "advise": Move("I have spoken to them and given advice", ADVICE, DECIDES, (_reason, _spoken)),
        "flag": Move("It is part of a pattern", PATTERN_FLAG, DECIDES, (_reason,)),
        **_WITHDRAW,
    },
    PATTERN_FLAG: {
        "no_action": _NOTED,
        "consult": Move("The safeguarding lead and the LADO have to be asked", CONSULT_LADO, DECIDES, (_reason,)),
        "raise_case": Move("A case is to be proposed", CASE, DECIDES, (_reason,)),
        **_WITHDRAW,
    },
    NO_ACTION: _WITHDRAW,
    ADVICE: _WITHDRAW,
}
BACK_TO_TRIAGE = ("consult", "raise_case")
WITHDRAWABLE = tuple(state for state, moves in LOW_LEVEL.items() if "withdraw" in moves)


def is_pattern(number: int, about_children: int, least: int) -> bool:
    """Whether concerns about one person within a year are to be seen as one: `least` of them, or a second one about safeguarding."""
    return number >= least or about_children >= 2


def check_pattern(least: int) -> None:
    """Raises ValueError for fewer than two, which is no pattern, and for more than anybody would ever reach."""
    if not 2 <= least <= 20:
        raise ValueError("A pattern is 2 to 20 concerns within a year.")

"""What becomes of a reporter after the end: they are told, and asked twice how they are (DOMAIN 0 finding 10, 8.3 reporter_detriment_1
and _2). Nobody who had a part in the report asks, and nobody in line above it learns who reported (DOMAIN 9.1, confidential)."""

from collections.abc import Mapping
from types import MappingProxyType

from foundation.dossiers.rules import REPORTER, ROUTED, Machine, Move
from foundation.people.rules import HR, SYSTEM, WB_TRUSTEE
from reports.intake.rules import Facts

FIRST, SECOND, DONE, DECLINED, STOPPED, LEFT = "FIRST", "SECOND", "DONE", "DECLINED", "STOPPED", "LEFT"
STATES = (FIRST, SECOND, DONE, DECLINED, STOPPED, LEFT)
WAITING = (FIRST, SECOND)
OVER = (STOPPED, LEFT)  # nobody speaks to them here any more
STATE_WORDS = {
    FIRST: "To be asked how they are",
    SECOND: "Asked once, to be asked again",
    DONE: "Asked twice",
    DECLINED: "Do not want to be asked",
    STOPPED: "Not to be asked: their report is open again",
    LEFT: "Have left the trust, so nobody here asks them any more",
}
CLOCKS = ("reporter_detriment_1", "reporter_detriment_2")
FOLLOW_UP = "reporter_follow_up"  # after each conversation that found them treated worse, met by the next

WELL, WORSE, NOT_REACHED = "well", "worse", "unreached"
OUTCOMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        WELL: ("They are well", "Nobody has treated them worse because they reported"),
        WORSE: ("They have been treated worse, or fear it", "Say below what happened and what you do about it"),
        NOT_REACHED: ("I could not reach them", "Say below how you tried. You are reminded again"),
    }
)
SAID = "said"  # what the reporter wrote unasked
HERE, TRUSTEE = "here", "trustee"
STEPS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        HERE: ("I deal with it", "What you do stands in your words"),
        TRUSTEE: ("The whistleblowing trustee is told", "They can read this page, and nothing of the report"),
    }
)
WORDS_LEAST = 20

# What a reporter reads at the end unless somebody writes something else (DOMAIN 12: no outcome about anybody, and no more than is so).
READY = (
    "Your report has been looked at, and we have finished with it. If something was decided about anybody, it is private to them, so we "
    "cannot tell you. Thank you for telling us: it was right to."
)
READY_WHEN_VOID = (
    "Two people have looked at your report and found a test, or nothing that anybody could look into. So it is closed. If there was "
    "something, tell us again: it is right to."
)


def _said(facts: Facts) -> str:
    return "" if facts.get("outcome") in OUTCOMES else "Choose how they are."


def _written(facts: Facts) -> str:
    if facts.get("outcome") == WELL or len(str(facts.get("words") or "")) >= WORDS_LEAST:
        return ""
    return f"Write it down, in at least {WORDS_LEAST} characters."


def _step(facts: Facts) -> str:
    return "" if facts.get("outcome") != WORSE or facts.get("step") in STEPS else "Say what follows from that."


def _trustee(facts: Facts) -> str:
    if facts.get("step") != TRUSTEE or facts.get("outcome") != WORSE or facts.get("trustee"):
        return ""
    return "There is no trustee for whistleblowing who had nothing to do with their report. Say what you do about it yourself."


def _words(facts: Facts) -> str:
    return "" if facts.get("words") else "Write something first."


ASKS = frozenset({HR, WB_TRUSTEE, ROUTED})
_ASK = (_said, _written, _step, _trustee)
_OWN, _STOP = frozenset({REPORTER}), frozenset({SYSTEM.token})


def _tried(state: str) -> Move:
    return Move("Write down that they could not be reached", state, ASKS, (_written,))


def _answered(state: str) -> Move:
    """They wrote unasked after they had been asked, or did not want to be: somebody speaks to them all the same."""
    return Move("Write down what came of it", state, ASKS, _ASK)


def _say(state: str) -> Move:
    return Move("Say how things are for you", state, _OWN, (_words,))


_DECLINE = Move("They do not want to be asked", DECLINED, ASKS | _OWN)
_LEAVE = Move("Ask no more: they have left the trust", LEFT, _STOP)
_REOPEN = Move("Ask no more: the report is open again", STOPPED, _STOP)


CARE: Machine = {
    FIRST: {
        "ask_first": Move("Write down how they are", SECOND, ASKS, _ASK),
        "decline": _DECLINE,
        "try_again": _tried(FIRST),
        "say": _say(FIRST),
        "stop": _REOPEN,
        "leave": _LEAVE,
    },
    SECOND: {
        "ask_second": Move("Write down how they are", DONE, ASKS, _ASK),
        "follow_up": Move("Write down how they are since", SECOND, ASKS, _ASK),
        "decline": _DECLINE,
        "try_again": _tried(SECOND),
        "say": _say(SECOND),
        "stop": _REOPEN,
        "leave": _LEAVE,
    },
    DONE: {"say": _say(DONE), "answer": _answered(DONE), "decline": _DECLINE, "stop": _REOPEN, "leave": _LEAVE},
    DECLINED: {"say": _say(DECLINED), "answer": _answered(DECLINED), "leave": _LEAVE},
}
_ASKED = {FIRST: "ask_first", SECOND: "ask_second"}


def conversation(state: str, outcome: str, *, follow_up: bool) -> tuple[str, bool]:
    """The move of a conversation that came to `outcome`, and whether somebody is still asked as often as before: whoever was not reached
    was not asked, and to speak again to somebody who was treated worse does not stand for the second time. `follow_up`: that is due."""
    if state not in _ASKED:
        return "answer", True
    if outcome == NOT_REACHED:
        return "try_again", True
    return ("follow_up", True) if state == SECOND and follow_up else (_ASKED[state], False)

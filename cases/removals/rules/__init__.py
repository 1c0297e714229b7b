"""Asking for content to be removed: states and moves (DOMAIN 9.3), and what a request must have before it may go out (10.3)."""

from collections.abc import Mapping

from cases.serving import rules as serving
from cases.serving.rules import ON_BEHALF  # the issuer, or HR
from foundation.dossiers import rules as base
from foundation.dossiers.rules import CASE_MANAGER, INDEPENDENT, ISSUER, ROUTED, SUBJECT, TRIAGER, VERIFIER, Machine, Move, about
from foundation.messages.rules import COULD_NOT, REACHED
from foundation.people.rules import CEO, HEAD, HR
from reports.intake.rules import NO, YES

from . import asked, beyond
from .words import LOOKS, METHODS, URGENT_SIGNS

DRAFT, AWAITING_POLICE_ADVICE, ISSUED, ACKNOWLEDGED = "DRAFT", "AWAITING_POLICE_ADVICE", "ISSUED", "ACKNOWLEDGED"
CONTESTED, CLAIMED_REMOVED, VERIFIED, NON_COMPLIED = "CONTESTED", "CLAIMED_REMOVED", "VERIFIED", "NON_COMPLIED"
PLATFORM_REPORTED, PLATFORM_ESCALATED = "PLATFORM_REPORTED", "PLATFORM_ESCALATED"
NOT_ACHIEVABLE, WITHDRAWN, CLOSED = "NOT_ACHIEVABLE", "WITHDRAWN", "CLOSED"
STATES = (
    DRAFT, AWAITING_POLICE_ADVICE, ISSUED, ACKNOWLEDGED, CONTESTED, CLAIMED_REMOVED, VERIFIED, NON_COMPLIED, PLATFORM_REPORTED,
    PLATFORM_ESCALATED, NOT_ACHIEVABLE, WITHDRAWN, CLOSED,
)  # fmt: skip
AT_THE_PLATFORM = frozenset({PLATFORM_REPORTED, PLATFORM_ESCALATED})
SETTLED = frozenset({VERIFIED, NOT_ACHIEVABLE, WITHDRAWN, CLOSED})  # a verified removal counts as settled, its re-checks run on
ANSWERED = {  # by the person asked: what that is called in a list, and what happens now
    CONTESTED: ("Your objection is being decided", "Somebody decides on your objection"),
    CLAIMED_REMOVED: ("Your answer is being checked", "Somebody looks whether it is gone"),
}
NOT_OPEN_TO_THEM = SETTLED | AT_THE_PLATFORM | {DRAFT, AWAITING_POLICE_ADVICE}  # the person asked has nothing to answer
OVER = SETTLED - {VERIFIED}  # nothing is left to do, not even another look
STATE_WORDS = {
    DRAFT: "Draft",
    AWAITING_POLICE_ADVICE: "Waiting for advice from the police",
    ISSUED: "Asked for",
    ACKNOWLEDGED: "Acknowledged",
    CONTESTED: "Contested",
    CLAIMED_REMOVED: "Said to be removed",
    VERIFIED: "Removed and checked",
    NON_COMPLIED: "Not done",
    PLATFORM_REPORTED: "Reported to the platform",
    PLATFORM_ESCALATED: "Taken further with the platform",
    NOT_ACHIEVABLE: "Could not be achieved",
    WITHDRAWN: "Withdrawn",
    CLOSED: "Closed",
}

ACTIONS = {
    "delete": "Delete the post, comment or message",
    "edit": "Edit it so that it no longer breaks the clause",
    "untag": "Take the tag or name off it",
    "unlike": "Take back the like or reaction",
    "leave": "Leave the group or chat",
    "profile": "Change the profile",
}
PICTURE = "picture"
LOOK_WORDS = {**LOOKS, PICTURE: "I took a picture of what is there"}
TOLD_HOW = {**REACHED, **serving.WAY_NAMES}
URGENT_CLOCK, STANDARD_CLOCK = "removal_urgent", "removal_standard"
LEAST_WHY, LEAST_SEEN = 10, 20  # characters

SAY_WHAT_YOU_SAW = f"Write what you saw at the address, in at least {LEAST_SEEN} characters: without it, or a picture, nothing is proved."
HARM_FIRST = "Answer the four questions about harm to a child first: what was posted may be evidence."
CHOOSE_RULES = "Choose the rules first: whoever is asked reads which one it is considered to breach."
COVER_FIRST = "Cover what shows it first, on the page of the exhibit, and choose the covered copy: whoever checks would see it."
NOT_HERE = (
    "Part of this might show a child in an unlawful way. Do not ask for its removal here: speak to the safeguarding lead and the police, "
    "and do not open, copy or send it."
)

WAIT_FOR_ADVICE = (
    "A child may have been harmed, and what was posted may be evidence: it is not asked to be removed before the LADO or the police have "
    "said that it may be. Write down on the report what they said."
)

IN_CHARGE = "in_charge"  # on a report alone: whoever triages it, or leads where it is read
IN_CHARGE_OF_A_REPORT = frozenset({TRIAGER, HEAD, CEO, ROUTED, CASE_MANAGER})

Facts = Mapping[str, object]


def clock_of(signs) -> str:
    """The clock a request runs on: four hours with any urgent sign, else twenty-four."""
    return URGENT_CLOCK if frozenset(signs) & frozenset(URGENT_SIGNS) else STANDARD_CLOCK


LETTER_IN = frozenset({DRAFT, ISSUED, ACKNOWLEDGED})  # while there is still something to ask for
NO_LETTER = "Nothing is asked for any more, so no letter about it is begun."


@about("address")
def _address(facts: Facts) -> str:
    return "" if facts.get("address") else "Enter the web address of what is to be removed."


@about("why")
def _why(facts: Facts) -> str:
    return "" if int(facts.get("why_length") or 0) >= LEAST_WHY else "Say in one sentence why it is considered a breach."


@about("exhibit")
def _evidence(facts: Facts) -> str:
    if facts.get("exhibit") or facts.get("evidence_reason"):
        return ""
    return "Capture the evidence first, or say why it cannot be captured: once it is removed it cannot be captured any more."


def _lawful_to_keep(facts: Facts) -> str:
    if facts.get("image") in ("yes", "unsure"):
        return NOT_HERE
    return ""


def _asked_first(facts: Facts) -> str:
    return WAIT_FOR_ADVICE if facts.get("waits") else ""


def _not_on_hold(facts: Facts) -> str:
    return "This is on hold: nothing is asked of the person until it goes on." if facts.get("kept_back") else ""


def _other_than_subject(facts: Facts) -> str:
    return "The person asked to remove something cannot be the one who asks." if facts.get("about_issuer") else ""


@about("verifier")
def _checker(facts: Facts) -> str:
    return "" if facts.get("verifier") else "Name who will check that it is gone: neither the person themselves nor you."


def _not_told_yet(facts: Facts) -> str:
    return "It is already recorded how the person was told." if facts.get("told") and facts.get("reached") != COULD_NOT else ""


def _how(facts: Facts) -> str:
    if facts.get("how") not in REACHED:
        return "Say how the person was told, or that they could not be reached."
    return "Say why they could not be reached." if facts.get("how") == COULD_NOT and not facts.get("why_not") else ""


def _told(facts: Facts) -> str:
    return "" if facts.get("told") else "The person has to be told first."


def _reason(facts: Facts) -> str:
    return "" if facts.get("reason") else "Write the reason."


def _method(facts: Facts) -> str:
    return "" if facts.get("method") in METHODS else "Say how it was removed."


def _proof(facts: Facts) -> str:
    if facts.get("picture"):
        return ""
    if facts.get("how") not in LOOKS:
        return "Say how you looked, or add a picture of what is at the address now."
    if int(facts.get("seen_length") or 0) < LEAST_SEEN:
        return SAY_WHAT_YOU_SAW
    return ""


def _last_look(facts: Facts) -> str:
    return "" if facts.get("last_look") else "It is looked at again first: after 1, 7 and 30 days."


@about("reveals")
def _reveals(facts: Facts) -> str:
    if not facts.get("exhibit") or facts.get("reveals") == NO:
        return ""
    return COVER_FIRST if facts.get("reveals") == YES else "Say whether the evidence could show who reported it."


_ISSUES, _CHECKS, _JUDGES = frozenset({CASE_MANAGER, ISSUER, IN_CHARGE}), frozenset({VERIFIER}), frozenset({INDEPENDENT})
_ASKED = frozenset({SUBJECT, ON_BEHALF})

_WITHDRAW = Move("Withdraw the request", WITHDRAWN, _ISSUES, (_reason,))
_CONTEST = Move("Contest the request", CONTESTED, _ASKED, (_told, _reason))


def _name_checker(state: str) -> Move:
    return Move("Name somebody else to check", state, _ISSUES, (_checker,))


_CLAIM = Move("Say that it is removed", CLAIMED_REMOVED, _ASKED, (_told, _method))

_GIVE_UP = Move("Record that it cannot be achieved", NOT_ACHIEVABLE, _ISSUES, (beyond.only_asked, beyond.reasoned, beyond.supported))
_NOT_DONE = Move("Record that it is not done", NON_COMPLIED, _ISSUES, (_told, beyond.required, beyond.late, beyond.could_have))
_JUDGE_AGAIN = Move("Ask somebody else to decide", CONTESTED, _ISSUES, (beyond.judge_gone,))
_VERIFY = Move("Confirm that it is gone", VERIFIED, _CHECKS, (_proof,))
_FURTHER = Move("Take it further", PLATFORM_ESCALATED, _ISSUES, (beyond.time_to_go_on, beyond.known_way))
_READY = (_lawful_to_keep, _asked_first, _not_on_hold, _other_than_subject, _address, asked.clause, _why, _evidence, _reveals, _checker)


def check_request(facts: Facts) -> None:
    """What must be true before a request is kept, but for a hold and what the LADO or the police say (10.3, DOMAIN 9.3). Raises Refused
    with the first reason why not."""
    base.check_all((guard for guard in _READY if guard not in (_asked_first, _not_on_hold)), facts)


_FILED = (beyond.asked_before, beyond.is_platform, beyond.may_file, beyond.filed_in_order)
_FILING = (_lawful_to_keep, _asked_first, _not_on_hold, _address, _evidence, _checker, *_FILED)
_FILE = Move("Report it to the platform", PLATFORM_REPORTED, _ISSUES, _FILING)
_BEYOND = {"file": _FILE, "not_done": _NOT_DONE, "give_up": _GIVE_UP}  # where somebody was asked

_ISSUE = Move("Send the request", ISSUED, _ISSUES, (asked.known, *_READY))
REMOVAL: Machine = {
    DRAFT: {
        "issue": _ISSUE,
        "wait": Move("Wait for advice", AWAITING_POLICE_ADVICE, _ISSUES, (beyond.waits_for_advice,)),
        "file": _FILE,
        "withdraw": _WITHDRAW,
    },
    AWAITING_POLICE_ADVICE: {"issue": _ISSUE, "file": _FILE, "withdraw": _WITHDRAW},
    ISSUED: {
        "serve": Move("Serve it in writing", ISSUED, _ISSUES | {HR}, (_not_on_hold, _not_told_yet, *serving.SERVE)),
        "fate": Move("Record what became of the letter", ISSUED, _ISSUES | {HR}, serving.FATE),
        "tell": Move("Record how the person was told", ISSUED, _ISSUES, (_not_on_hold, _not_told_yet, _how)),
        "ack": Move("Acknowledge the request", ACKNOWLEDGED, _ASKED, (_told,)),
        "claim": _CLAIM,
        "contest": _CONTEST,
        "name_checker": _name_checker(ISSUED),
        "withdraw": _WITHDRAW,
        **_BEYOND,
    },
    ACKNOWLEDGED: {
        "claim": _CLAIM,
        "contest": _CONTEST,
        "name_checker": _name_checker(ACKNOWLEDGED),
        "withdraw": _WITHDRAW,
        **_BEYOND,
    },
    CONTESTED: {
        "uphold": Move("Uphold the request", ISSUED, _JUDGES, (_reason,)),
        "give_way": Move("Withdraw the request", WITHDRAWN, _JUDGES, (_reason,)),
        "name_judge": _JUDGE_AGAIN,
    },
    CLAIMED_REMOVED: {
        "verify": _VERIFY,
        "still_there": Move("Say that it is still there", ISSUED, _CHECKS, (_proof,)),
        "name_checker": _name_checker(CLAIMED_REMOVED),
    },
    VERIFIED: {
        "still_gone": Move("Confirm that it is still gone", VERIFIED, _CHECKS, (_proof,)),
        "reappeared": Move("Say that it is there again", ISSUED, _CHECKS, (_proof,)),
        "reposted": Move("Say that it is there again", DRAFT, _CHECKS, (_proof,)),  # where nobody was asked
        "end": Move("Close after the last look", CLOSED, _CHECKS, (_last_look,)),
        "name_checker": _name_checker(VERIFIED),
    },
    NON_COMPLIED: {"claim": _CLAIM, "file": _FILE, "give_up": _GIVE_UP, "name_checker": _name_checker(NON_COMPLIED)},
    PLATFORM_REPORTED: {"verify": _VERIFY, "further": _FURTHER, "name_checker": _name_checker(PLATFORM_REPORTED)},
    PLATFORM_ESCALATED: {
        "verify": _VERIFY,
        "further": _FURTHER,
        "give_up": _GIVE_UP,
        "name_checker": _name_checker(PLATFORM_ESCALATED),
    },
}
# what whoever checks may answer, by state: (it is gone, it is there)
ANSWERS = {
    CLAIMED_REMOVED: ("verify", "still_there"),
    VERIFIED: ("still_gone", "reappeared"),
    **dict.fromkeys(AT_THE_PLATFORM, ("verify", "")),
}


BY_THE_PERSON = {"ack": "Acknowledged", "claim": "Said to be removed", "contest": "Contested"}  # steps of whoever is asked


def first_move(state: str, *, told: bool, known: bool = True) -> tuple[str, str]:
    """What the request waits for, and the part that holds it. `known`: whether anybody is known who could be asked."""
    if state == DRAFT and not known:
        return "Report it to the platform", ISSUER
    if state == ISSUED and not told:
        return "Tell the person", ISSUER
    return {
        DRAFT: ("Send the request", ISSUER),
        ISSUED: ("Acknowledge and remove", SUBJECT),
        ACKNOWLEDGED: ("Remove it", SUBJECT),
        CONTESTED: ("Decide the objection", INDEPENDENT),
        CLAIMED_REMOVED: ("Check that it is gone", VERIFIER),
        VERIFIED: ("Look again after 1, 7 and 30 days", VERIFIER),
        AWAITING_POLICE_ADVICE: ("Write down on the report what the LADO or the police say", ISSUER),
        NON_COMPLIED: ("Decide how it goes on", ISSUER),
        PLATFORM_REPORTED: ("Look whether the platform has taken it down", VERIFIER),
        PLATFORM_ESCALATED: ("Look whether it has been taken down", VERIFIER),
    }.get(state, ("Nothing more to do", ""))

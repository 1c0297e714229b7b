"""A report: its states and moves (DOMAIN 9.1), what must be answered before each, and the words a reporter reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from foundation.dossiers.rules import REPORTER, ROUTED, TRIAGER, Machine, Move, Refused
from foundation.face.secrets import looks_like_password
from foundation.people.rules import CEO, HEAD, HR, SLT, SYSTEM

from . import low_level, taking
from .naming import ANONYMOUS, CONFIDENTIAL, MODES, NAMED
from .strands import nothing_asked

__all__ = ["ANONYMOUS", "CONFIDENTIAL", "MODES", "NAMED", "looks_like_password", "taking"]

DRAFT, SUBMITTED, IN_TRIAGE, INFO_REQUESTED = "DRAFT", "SUBMITTED", "IN_TRIAGE", "INFO_REQUESTED"
LINKED_TO_CASE, LOW_LEVEL_CONCERN, INFORMAL_RESOLVED = "LINKED_TO_CASE", "LOW_LEVEL_CONCERN", "INFORMAL_RESOLVED"
REFERRED_OUT, NO_BREACH, DUPLICATE, VOID, DISCARDED = "REFERRED_OUT", "NO_BREACH", "DUPLICATE", "VOID", "DISCARDED"
STATES = (
    DRAFT,
    SUBMITTED,
    IN_TRIAGE,
    INFO_REQUESTED,
    LINKED_TO_CASE,
    LOW_LEVEL_CONCERN,
    INFORMAL_RESOLVED,
    REFERRED_OUT,
    NO_BREACH,
    DUPLICATE,
    VOID,
    DISCARDED,
)
UNSENT = (DRAFT, DISCARDED)
OPEN = (SUBMITTED, IN_TRIAGE, INFO_REQUESTED)
UNCOUNTED = (*UNSENT, DUPLICATE, VOID)  # counted once, with the report it is the same as; or not at all
ENDED = (LOW_LEVEL_CONCERN, INFORMAL_RESOLVED, REFERRED_OUT, NO_BREACH, DUPLICATE, VOID)  # without a case; each can be opened again
DECIDED = (LINKED_TO_CASE, *ENDED)

YES, NO, UNSURE = "yes", "no", "unsure"
POSSIBLE = "possible"
ADVISED = "advised"  # possible harm, on which the LADO has said that the trust may act itself (KCSIE Part 4)
BEHALVES = {"own": "For myself", "parent": "For a parent or carer", "pupil": "For a pupil", "public": "For somebody else outside the trust"}
# DOMAIN 9.1
PASSED_TO = {
    "behaviour": "The academy, under its behaviour policy for pupils",
    "complaint": "The complaints procedure, for a parent",
    "grievance": "The grievance procedure",
    "whistleblowing": "The whistleblowing procedure",
    "police": "The police",
    "lado": "The LADO",
    "other": "Another employer or agency",
}
HEAVIEST = 4
RATIONALE_LEAST = 30

DECLARATION = (
    "I have written what I know, as well as I remember it. I know that the people listed on this page will read it, that it may become "
    "part of a formal process, and that I must not discuss it with the person the report is about or share it with anybody who does "
    "not need it."
)
SAFEGUARDING_FIRST = (
    "The designated safeguarding lead and the LADO come first: a child may have been harmed, so nothing else is decided here until they "
    "have been spoken to."
)

DRAFT_DAYS = "reports.draft_days"  # how long a draft is kept after its last change: the trust's own number of days, else this one
DRAFT_DAYS_USUAL, DRAFT_DAYS_LEAST, DRAFT_DAYS_MOST = 30, 7, 365

Facts = Mapping[str, object]

# step → (what is known about it, what to say when it is not). The journey shows one page for each and adds optional ones.
_NEEDED = MappingProxyType(
    {
        "danger": ("danger", "Say whether anybody is in danger now"),
        "conduct": ("subjects", "Say whose conduct this is about, or that you do not know"),
        "leader": ("leader_involved", "Say whether a leader, the safeguarding lead, a governor or a trustee might be involved"),
        "place": ("place", "Say where it happened"),
        "seen": ("what", "Describe what was seen"),
        "time": ("time", "Say when it happened, as well as you know"),
        "child": ("child", "Answer the two questions about children"),
    }
)


def missing(facts: Facts) -> dict[str, str]:
    """Steps a report cannot be sent without and whose answer is not in `facts`, each with what to do (DOMAIN 9.1 submit)."""
    return {step: sentence for step, (fact, sentence) in _NEEDED.items() if not facts.get(fact)}


def _answered(facts: Facts) -> str:
    gaps = missing(facts)
    return f"This cannot be sent yet. {next(iter(gaps.values()))}." if gaps else ""


def _declared(facts: Facts) -> str:
    return "" if facts.get("declared") else "Confirm the statement before you send the report."


def _readable(facts: Facts) -> str:
    return (
        ""
        if facts.get("readers")
        else "Nobody is left who could read this report. Let at least one person read it, or call the trust office."
    )


def _conflict_declared(facts: Facts) -> str:
    return "" if facts.get("conflict_declared") else "Say first whether you have a conflict of interest."


def _harm(facts: Facts) -> str:
    if facts.get("harm") == POSSIBLE:
        return SAFEGUARDING_FIRST
    return "" if facts.get("harm") in (NO, ADVISED) else "Answer the four questions about harm to a child first."


def _breach(facts: Facts) -> str:
    return "" if facts.get("breach") in (NO, POSSIBLE) else "Answer the question about a data breach first."


def _evidence(facts: Facts) -> str:
    return "" if facts.get("evidence") or facts.get("evidence_reason") else "Capture the evidence first, or say why that cannot be done."


def _severity(facts: Facts) -> str:
    if facts.get("severity") not in (1, 2, 3, 4):
        return "Choose how serious it is."
    return "" if facts.get("severity_reason") else "Give a reason for how serious you think it is."


def _rationale(facts: Facts) -> str:
    enough = int(facts.get("rationale") or 0) >= RATIONALE_LEAST
    return "" if enough else f"Explain the decision in at least {RATIONALE_LEAST} characters."


def _grounded(facts: Facts) -> str:
    return "" if facts.get("grounded") else "Choose at least one clause that is required or expected: advice alone cannot open a case."


def _agreed(facts: Facts) -> str:
    if facts.get("severity") != HEAVIEST or facts.get("agreed"):
        return ""
    return "A concern this serious needs the agreement of HR as well as the headteacher before it becomes a case."


def _proposed(facts: Facts) -> str:
    return "" if facts.get("proposed") else "Nobody has proposed a case for this report yet."


def _for_hr(facts: Facts) -> str:
    return "" if facts.get("for_hr") else "HR agrees to this, or whoever stands in for them because of a conflict."


def _left_alone(facts: Facts) -> str:
    return "" if facts.get("left_alone") else "This draft was changed not long ago."


def _disposable(facts: Facts) -> str:
    return "" if facts.get("disposable") else "This draft has to be kept for now."


def _safe_to_end(facts: Facts) -> str:
    """A missing check blocks, too (DOMAIN 9.1: with a safeguarding flag the safeguarding lead agrees)."""
    if facts.get("safeguarding") is False or facts.get("lead_agrees"):
        return ""
    return "A rule about safeguarding is chosen: ask the safeguarding lead first whether they agree to end it without a case."


def _passed_on(facts: Facts) -> str:
    if facts.get("passed_to") not in PASSED_TO:
        return "Choose whom it is passed on to."
    return "" if facts.get("passed_on") else "Say on which day it was passed on."


def _void_proposed(facts: Facts) -> str:
    if facts.get("harm") == POSSIBLE:
        return SAFEGUARDING_FIRST
    return "" if facts.get("void_proposed") else "Nobody has proposed that this report is void."


def _second(facts: Facts) -> str:
    return "" if facts.get("second") else "Somebody else than whoever proposed it has to confirm that it is void."


def _new(facts: Facts) -> str:
    enough = int(facts.get("new") or 0) >= RATIONALE_LEAST
    return "" if enough else f"Say what is new, and why it has to be looked at again, in at least {RATIONALE_LEAST} characters."


def _same(facts: Facts) -> str:
    if facts.get("harm") == POSSIBLE:
        return SAFEGUARDING_FIRST
    return "" if facts.get("target") else "Choose a report that you triage yourself and that is open."


def _unfit(facts: Facts) -> str:
    return "" if facts.get("unfit") else "Somebody has this report and can go on with it."


def _undecided(facts: Facts) -> str:
    return "A case has been proposed. Hand the report back first: that takes the proposal back." if facts.get("proposed") else ""


def _written(facts: Facts) -> str:
    return "" if facts.get("words") else "Write something first."


_DECIDED = (_harm, _breach, _evidence, _severity, _rationale)
_LEADERS = frozenset({SLT, HEAD, CEO, ROUTED})
_HEADS = frozenset({HEAD, CEO, ROUTED})
_IS_TRIAGER = frozenset({TRIAGER})
_IS_REPORTER = frozenset({REPORTER})
_IS_SYSTEM = frozenset({SYSTEM.token})
_ENDED = (*_DECIDED, _safe_to_end, _undecided, nothing_asked)
_REOPEN = {"reopen": Move("Open it again", IN_TRIAGE, frozenset({HEAD, HR, CEO, ROUTED}), (_new,))}
_REQUEUE = Move("Back to the queue, because nobody is left to go on with it", SUBMITTED, _IS_SYSTEM, (_unfit,))

REPORT: Machine = {
    DRAFT: {
        "submit": Move("Send the report", SUBMITTED, _IS_REPORTER, (_answered, _declared, _readable)),
        "discard": Move("Throw this draft away", DISCARDED, _IS_REPORTER),
        "expire": Move("A draft nobody went on with is deleted", DISCARDED, _IS_SYSTEM, (_left_alone, _disposable)),
    },
    SUBMITTED: {"start": Move("Take this report on", IN_TRIAGE, _LEADERS, (_conflict_declared,))},
    IN_TRIAGE: {
        "propose": Move("Propose a case", IN_TRIAGE, _IS_TRIAGER, (*_DECIDED, _grounded)),
        "agree": Move("Agree to a case", IN_TRIAGE, frozenset({HR, CEO, ROUTED}), (_proposed, _for_hr)),
        "link": Move("Open a case", LINKED_TO_CASE, _HEADS, (*_DECIDED, _grounded, _agreed, _proposed)),
        "no_breach": Move("Decide that there is no breach", NO_BREACH, _IS_TRIAGER, _ENDED),
        "settle": Move("Write down that it is settled informally", INFORMAL_RESOLVED, _IS_TRIAGER, _ENDED),
        "refer": Move("Write down that it is passed on", REFERRED_OUT, _IS_TRIAGER, (*_DECIDED, _passed_on, _undecided, nothing_asked)),
        "merge": Move("Say that it is the same as another", DUPLICATE, _IS_TRIAGER, (_same, _undecided, nothing_asked)),
        "low_level": Move("Agree that it is low-level", LOW_LEVEL_CONCERN, _HEADS, (*_DECIDED, *low_level.ENDS, nothing_asked)),
        "void": Move("Confirm that it is void", VOID, _LEADERS, (_void_proposed, _second, nothing_asked)),
        "ask": Move("Ask the reporter", INFO_REQUESTED, _IS_TRIAGER, (_undecided, _written)),
        "hand_back": Move("Hand this report back", SUBMITTED, _IS_TRIAGER),
        "requeue": _REQUEUE,
    },
    INFO_REQUESTED: {
        "answer": Move("Answer the question", IN_TRIAGE, _IS_REPORTER, (_written,)),
        "no_answer": Move("Go on, because no answer came in time", IN_TRIAGE, _IS_SYSTEM),
        "go_on": Move("Go on without an answer", IN_TRIAGE, _IS_TRIAGER),
        "hand_back": Move("Hand this report back", SUBMITTED, _IS_TRIAGER),
        "requeue": _REQUEUE,
    },
    **{state: _REOPEN for state in ENDED},
}


@dataclass(frozen=True)
class Named:
    """Somebody a report is about: `kind` is staff (then `person` is a uuid), parent, pupil or unknown; a `name` may be left out."""

    kind: str
    person: str = ""
    name: str = ""


def gone_from(changed_on: date, days: int) -> date:
    """The first day on which a draft last changed on `changed_on` is no longer there, where drafts are kept for `days`."""
    return changed_on + timedelta(days=days)


def check_draft_days(days: int) -> None:
    """Raises ValueError for a time too short to finish a report in, and for one too long to keep what nobody sent."""
    if not DRAFT_DAYS_LEAST <= days <= DRAFT_DAYS_MOST:
        raise ValueError(f"Drafts are kept for {DRAFT_DAYS_LEAST} to {DRAFT_DAYS_MOST} days.")


def check_finish(state: str) -> None:
    """Raises Refused while a report is undecided: nobody is told that it is finished before."""
    if state not in DECIDED:
        raise Refused("This report has not been decided yet.")


def is_urgent(facts: Facts) -> bool:
    """Whether triage has 4 hours instead of 3 working days: danger, a child, or content that may be illegal (DESIGN 5, DOMAIN 8.3)."""
    return facts.get("danger") in (YES, UNSURE) or facts.get("child") == YES or facts.get("image") in (YES, UNSURE)


def may_upload(image: str) -> bool:
    """Whether a picture may be handed in: only after a plain no to "could it show a child undressed or in a sexual way" (DOMAIN 4.2)."""
    return image == NO


def must_be_captured(*, live: str, image: str, captured: bool) -> bool:
    """Whether evidence is still missing: it can be seen and no picture came with the report. Nobody is hurried to capture what may show
    a child undressed (DOMAIN 4.2, 8.3 evidence_capture)."""
    return live == YES and not captured and may_upload(image)


def status_words(state: str, *, finished: bool) -> str:
    """What the reporter reads instead of a state (DOMAIN 12): never an outcome, never a stage of a case."""
    if state in UNSENT:
        return "Not sent yet" if state == DRAFT else "Thrown away"
    if finished or (state in DECIDED and state not in (LINKED_TO_CASE, DUPLICATE)):
        return "Finished"
    return {SUBMITTED: "Received", INFO_REQUESTED: "More information needed"}.get(state, "Being looked at")

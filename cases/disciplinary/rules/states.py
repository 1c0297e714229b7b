"""Where a disciplinary process can stand, what it can end with, and the words for both (DOMAIN 9.5)."""

from foundation.dossiers.rules import CASE_MANAGER, HEARING_CHAIR, SUBJECT
from foundation.people.rules import HR

OPENED, SCHEDULED, HEARD, DECIDED, OUTCOME_ISSUED = "OPENED", "SCHEDULED", "HEARD", "DECIDED", "OUTCOME_ISSUED"
APPEAL_LODGED, APPEAL_HEARD, APPEAL_DECIDED = "APPEAL_LODGED", "APPEAL_HEARD", "APPEAL_DECIDED"
CONCLUDED, WITHDRAWN = "CONCLUDED", "WITHDRAWN"
STATES = (OPENED, SCHEDULED, HEARD, DECIDED, OUTCOME_ISSUED, APPEAL_LODGED, APPEAL_HEARD, APPEAL_DECIDED, CONCLUDED, WITHDRAWN)
SETTLED = (CONCLUDED, WITHDRAWN)
# a decision stands nowhere that the person it is about can read, before somebody has told them (DESIGN 5)
BEFORE_IT_IS_TOLD = {DECIDED: HEARD, APPEAL_DECIDED: APPEAL_HEARD}
STATE_WORDS = {
    OPENED: "To be arranged",
    SCHEDULED: "Hearing arranged",
    HEARD: "Heard",
    DECIDED: "Decided",
    OUTCOME_ISSUED: "Outcome given",
    APPEAL_LODGED: "Appeal lodged",
    APPEAL_HEARD: "Appeal heard",
    APPEAL_DECIDED: "Appeal decided",
    CONCLUDED: "Concluded",
    WITHDRAWN: "Withdrawn",
}

NONE, INFORMAL, FIRST_WRITTEN, FINAL_WRITTEN = "none", "informal", "first_written", "final_written"
ALTERNATIVE, DISMISS_NOTICE, DISMISS_SUMMARY = "alternative", "dismiss_notice", "dismiss_summary"
WOULD_HAVE_DISMISSED = "would_have_dismissed"
SANCTIONS = {
    NONE: "Nothing follows",
    INFORMAL: "Informal advice, not a warning",
    FIRST_WRITTEN: "First written warning",
    FINAL_WRITTEN: "Final written warning",
    ALTERNATIVE: "Another post or grade instead of dismissal",
    DISMISS_NOTICE: "Dismissal with notice",
    DISMISS_SUMMARY: "Dismissal without notice",
    WOULD_HAVE_DISMISSED: "Would have been dismissed, had they not left",
}
GRAVITY = {code: place for place, code in enumerate(SANCTIONS)} | {WOULD_HAVE_DISMISSED: list(SANCTIONS).index(DISMISS_NOTICE)}
WORST = (FIRST_WRITTEN, FINAL_WRITTEN, DISMISS_NOTICE, DISMISS_SUMMARY)  # what an invitation can name as the most it could lead to
WARNINGS = {FIRST_WRITTEN: "warning_first", FINAL_WRITTEN: "warning_final"}  # each with what says how long it counts
WARNING, DISMISSAL = "warning", "dismissal"
NOTICE = {WARNING: "hearing_notice_lower", DISMISSAL: "hearing_notice"}

HEARING, APPEAL = "hearing", "appeal"  # an appeal has a hearing and seats of its own
COMPANION, UNWELL, OTHER = "companion", "unwell", "other"
POSTPONED_FOR = {
    COMPANION: "Their companion cannot come then",
    UNWELL: "Somebody who is needed is unwell",
    OTHER: "Another reason",
}
COMPANIONS = {
    "union": "Somebody from a trade union",
    "colleague": "A colleague",
    "other": "Somebody else",
    "nobody": "Nobody",
}
LEAST_REASON = 30  # characters


def level(sanction: str) -> str:
    """Whether it needs the authority for a warning or for a dismissal (DOMAIN 6.2)."""
    return DISMISSAL if GRAVITY[sanction] >= GRAVITY[ALTERNATIVE] else WARNING


def first_move(state: str, *, invited: bool, asked: bool = False, heard_from_all: bool = True, over: bool = False) -> tuple[str, str]:
    """What the process waits for, and the part or role that holds it. `asked`: the person wishes another day; `over`: the time for an
    appeal has ended."""
    if state == SCHEDULED and not invited:
        return "Invite the person", HR
    if state == SCHEDULED and asked:
        return "Answer whether there is another day", HR
    if state == SCHEDULED and not heard_from_all:
        return "Those who hear it say whether they have a conflict", HEARING_CHAIR
    return {
        OPENED: ("Arrange the hearing", HR),
        SCHEDULED: ("Hold the hearing", HEARING_CHAIR),
        HEARD: ("Decide", HEARING_CHAIR),
        DECIDED: ("Give the person the outcome", HR),
        OUTCOME_ISSUED: ("Conclude it", HR) if over else ("The person can appeal", SUBJECT),
    }.get(state, ("Nothing more to do", "" if state in SETTLED else CASE_MANAGER))

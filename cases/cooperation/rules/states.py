"""Where a request can stand, in words, and who holds what comes next."""

from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, SUBJECT
from foundation.people.rules import DPO, HR

NOTE_TAKER, LEADS = "note_taker", "meeting_lead"  # relations: who writes down what is said on the day, and who asks the questions
DRAFT, ISSUED, ACKNOWLEDGED, SCHEDULED, COMPLETED = "DRAFT", "ISSUED", "ACKNOWLEDGED", "SCHEDULED", "COMPLETED"
PARTIAL, DECLINED, OVERDUE_REVIEW = "PARTIAL", "DECLINED", "OVERDUE_REVIEW"
ACCEPTED_REFUSAL, UNREASONABLE, WITHDRAWN = "ACCEPTED_REFUSAL", "UNREASONABLE", "WITHDRAWN"
STATE_WORDS = {
    DRAFT: "Draft",
    ISSUED: "Asked for",
    ACKNOWLEDGED: "Acknowledged",
    SCHEDULED: "Arranged",
    COMPLETED: "Done",
    PARTIAL: "Partly done",
    DECLINED: "Declined",
    OVERDUE_REVIEW: "Late, with HR",
    ACCEPTED_REFUSAL: "Reason accepted",
    UNREASONABLE: "Reason not accepted",
    WITHDRAWN: "Withdrawn",
}
STATES = tuple(STATE_WORDS)
WITH_HR = frozenset({DECLINED, OVERDUE_REVIEW})
REVIEWED = frozenset({ACCEPTED_REFUSAL, UNREASONABLE})
SETTLED = frozenset({COMPLETED, WITHDRAWN}) | REVIEWED
NOT_OPEN_TO_THEM = SETTLED | {DRAFT}  # the person asked neither has to answer nor waits for anything
ANSWERED = {  # by the person asked: what that is called in a list, and what happens now
    DECLINED: ("What you wrote is being looked at", "HR looks at your reason"),
    OVERDUE_REVIEW: ("Somebody looks why there is no answer", "You can still answer"),
}
NOT_ARRANGED = "A day is arranged with you, with notice"
OF_A_DAY = frozenset({ACKNOWLEDGED, SCHEDULED})  # something that is arranged waits for its day
REVIEWS = {
    "accept_refusal": "There is a good reason, so it ends here",
    "more_time": "They need more time, or to be asked again",
    "unreasonable": "There is no good reason",
}


def is_untold(row) -> bool:
    """Whether HR has decided something that nobody has told the person yet. `row`: a request."""
    return row.state in REVIEWED and not row.review_told_at


def is_settled(state: str, *, told_of_review: bool) -> bool:
    """Whether nothing is left to do: what HR decided has been told, too."""
    return state in SETTLED and (state not in REVIEWED or told_of_review)


def of_a_meeting(state: str, *, begun: bool, written: bool, signed: bool, countersigned: bool, stopped: bool = False) -> tuple[str, str]:
    """What something that is arranged waits for, and who holds it; ("", "") where a request of that kind waits for what others do."""
    if state == ACKNOWLEDGED:
        return "Arrange a day", INVESTIGATOR
    if state != SCHEDULED:
        return "", ""
    if not begun:
        return "Come on the day", SUBJECT
    if not written:
        return ("Write the minutes: it was stopped" if stopped else "Write the minutes"), NOTE_TAKER
    if not signed:
        return "Read the minutes, and sign or say why not", SUBJECT
    return ("Sign the minutes", LEADS) if not countersigned else ("Say that it is done", INVESTIGATOR)


def agreement(*, hr: bool, dpo: bool) -> tuple[str, str] | None:
    """What a draft of a supervised session waits for before the case manager approves it."""
    if hr and dpo:
        return None
    return ("Agree for HR", HR) if not hr else ("Agree for data protection", DPO)


def first_move(
    state: str, *, told: bool, returned: bool = False, told_of_review: bool = False, agreement_missing: tuple[str, str] | None = None
) -> tuple[str, str]:
    """What the request waits for, and the part or role that holds it."""
    if state == DRAFT and agreement_missing and not returned:
        return agreement_missing
    if state == DRAFT:
        return ("Change it, or withdraw it", INVESTIGATOR) if returned else ("Approve it", CASE_MANAGER)
    if state == ISSUED and not told:
        return "Tell the person", INVESTIGATOR
    if state in REVIEWED and not told_of_review:
        return "Tell the person what HR decided", INVESTIGATOR
    return {
        ISSUED: ("Answer it", SUBJECT),
        ACKNOWLEDGED: ("Answer it", SUBJECT),
        PARTIAL: ("Send the rest", SUBJECT),
        DECLINED: ("Look at the reason", HR),
        OVERDUE_REVIEW: ("Ask why, and look at it", HR),
    }.get(state, ("Nothing more to do", ""))

"""Whose turn a report is, what it is called for them, and which clocks they have to keep."""

from dataclasses import dataclass

from foundation.dossiers.rules import REPORTER, TRIAGER
from reports.intake.rules import HEAVIEST, IN_TRIAGE, INFO_REQUESTED, POSSIBLE, SUBMITTED, Facts

TRIAGE_CLOCKS = ("triage_critical", "triage_high", "triage_normal")
LEAD, SECOND, LOW = "lead", "second", "low"  # whose agreement is asked: the safeguarding lead's, a second person's, the headteacher's
AGREEMENTS = (LEAD, SECOND, LOW)


@dataclass(frozen=True)
class Turn:
    """What a report waits for, and which symbol holds it ("" for nobody here)."""

    move: str
    holder: str = ""
    own: str = ""  # what it is called for whoever's turn it is
    clocks: tuple[str, ...] = ()  # the kinds that whoever's turn it is has to keep


_DECISION = (*TRIAGE_CLOCKS, "evidence_capture")
TAKE_ON = Turn("Somebody takes it on", "leaders", "Take it on", (*_DECISION, "report_human_ack"))
DECIDE = Turn("The triager decides", TRIAGER, "Answer what is open and decide", _DECISION)
SAFEGUARDING = Turn(
    "The safeguarding lead looks at it", "safeguarding", "Look at it and say whether a child is at risk", ("dsl_review",)
)
ANSWER = Turn("The reporter answers a question", REPORTER, clocks=("info_request",))
READ = Turn("The triager reads what the reporter wrote", TRIAGER, "Read what the reporter wrote, then decide", _DECISION)
LADO = Turn("The LADO is asked", TRIAGER, "Ask the LADO, and write down what they say", ("lado_referral",))
ELSEWHERE = Turn("The police or a strategy meeting decide first", "safeguarding", "Write down what they decide")
AGREE = Turn("HR agrees, because it is critical", "HR", "Agree to a case, or send the proposal back")
CONCUR = Turn("The safeguarding lead agrees to end it, or not", "safeguarding", "Say whether you agree to end it without a case")
CONFIRM = Turn("A second person confirms that it is void", "second", "Confirm that it is void, or keep it")
WEIGH_LOW = Turn("The headteacher says whether it is low-level", "heads", "Agree that it is a low-level concern, or not")
_OF_AGREEMENT = {LEAD: CONCUR, SECOND: CONFIRM, LOW: WEIGH_LOW}
OPEN = Turn("A case is opened", "approvers", "Open a case")
ASSESS = Turn("The data protection officer assesses it", "DPO", "Assess whether personal data got out", ("dpo_assess",))
NOTIFY = Turn("The ICO is told", "DPO", "Tell the ICO, and write down when", ("ico_notify",))
TELL = Turn(
    "The people whose data it is are told", "DPO", "Tell the people whose data it is, or write down why not", ("breach_tell_people",)
)
WEIGH = Turn("The risk to the people whose data it is is weighed", "DPO", "Say whether the risk to the people whose data it is is high")
FINISH = Turn("The record of the data breach is closed", "DPO", "Write the breach into the register, and close its record")
DATA = (ASSESS, TELL, NOTIFY, WEIGH, FINISH)  # beside the report, whatever became of it
DONE = Turn("Nothing: it is decided")


def turn(state: str, facts: Facts) -> Turn:
    """Whose turn it is. `facts`: harm, flagged (the safeguarding lead has not looked yet), elsewhere (others decide first), proposed,
    agreed, severity, unread (the reporter wrote, and nobody has said they have read it), wanted (whose agreement is asked for). Possible
    harm waits for no answer."""
    if state == SUBMITTED:
        return TAKE_ON
    if state not in (IN_TRIAGE, INFO_REQUESTED):
        return DONE
    if facts.get("harm") == POSSIBLE:
        return SAFEGUARDING if facts.get("flagged") else ELSEWHERE if facts.get("elsewhere") else LADO
    if state == INFO_REQUESTED:
        return ANSWER
    if not facts.get("proposed") and facts.get("wanted"):
        return _OF_AGREEMENT[facts["wanted"]]
    if not facts.get("proposed"):
        return READ if facts.get("unread") else DECIDE
    return AGREE if facts.get("severity") == HEAVIEST and not facts.get("agreed") else OPEN

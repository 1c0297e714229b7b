"""What states, clocks and kinds of people are called in triage, and the colours of their tags."""

from reports.intake.rules import IN_TRIAGE, INFO_REQUESTED, LINKED_TO_CASE, NO_BREACH, SUBMITTED

from .turns import TRIAGE_CLOCKS

STATE_WORDS = {
    SUBMITTED: "Waiting to be taken on",
    IN_TRIAGE: "Being triaged",
    INFO_REQUESTED: "Waiting for the reporter",
    LINKED_TO_CASE: "Became a case",
    NO_BREACH: "No breach",
    "LOW_LEVEL_CONCERN": "Low-level concern",
    "INFORMAL_RESOLVED": "Settled informally",
    "REFERRED_OUT": "Passed on",
    "DUPLICATE": "Same as another report",
    "VOID": "Void",
}
STATE_TAGS = {SUBMITTED: "govuk-tag--blue", IN_TRIAGE: "govuk-tag--purple", INFO_REQUESTED: "govuk-tag--orange"}
SEVERITY_TAGS = {1: "govuk-tag--grey", 2: "govuk-tag--yellow", 3: "govuk-tag--orange", 4: "govuk-tag--red"}
KINDS = {
    "staff": "a member of staff",
    "parent": "a parent or carer",
    "pupil": "a pupil",
    "unknown": "somebody nobody could name",
    "board": "the chief executive, a trustee or a governor",
    "outsider": "somebody outside the trust",
}
CLOCK_WORDS = {
    **dict.fromkeys(TRIAGE_CLOCKS, "First decision"),
    "report_human_ack": "Somebody takes it on",
    "evidence_capture": "Capture the evidence",
    "info_request": "The reporter answers",
    "dsl_review": "The safeguarding lead looks at it",
    "lado_referral": "The LADO is asked",
    "lado_no_pursue_action": "The trust acts on the LADO's advice",
    "dpo_assess": "The data protection officer assesses it",
    "ico_notify": "The ICO is told",
    "breach_tell_people": "The people whose data it is are told",
    "reporter_outcome": "The reporter is told that it is finished",
}

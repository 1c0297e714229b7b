"""The states of a case and the words for what it can say: intent, findings, how long it is kept, who it is about."""

from collections.abc import Mapping
from datetime import time

from foundation.dossiers.rules import OUTSIDER, STAFF, UNKNOWN

SCOPING, HELD, INVESTIGATING, DECISION_PENDING = "SCOPING", "HELD", "INVESTIGATING", "DECISION_PENDING"
FORMAL, INFORMAL_ACTION, NO_CASE, CLOSED = "FORMAL", "INFORMAL_ACTION", "NO_CASE", "CLOSED"
STATES = (SCOPING, HELD, INVESTIGATING, DECISION_PENDING, FORMAL, INFORMAL_ACTION, NO_CASE, CLOSED)
DECIDED = (FORMAL, INFORMAL_ACTION, NO_CASE)
HOLDABLE = (SCOPING, INVESTIGATING, DECISION_PENDING, FORMAL)
STATE_WORDS = {
    SCOPING: "Being prepared",
    HELD: "On hold",
    INVESTIGATING: "Being investigated",
    DECISION_PENDING: "Waiting for a decision",
    FORMAL: "Formal process",
    INFORMAL_ACTION: "Informal action",
    NO_CASE: "No case to answer",
    CLOSED: "Closed",
}

INTENTS = {"deliberate": "Deliberate", "inadvertent": "Inadvertent", "not_established": "Not established"}
# whether what was said could be a protected disclosure (Public Interest Disclosure Act 1998; DOMAIN 3.4), asked before anything is decided
NOT_PROTECTED, APART, PROTECTED = "no", "apart", "yes"
DISCLOSURES = {
    NOT_PROTECTED: ("No", "Nothing in it tells of wrongdoing"),
    APART: ("It may be, and what is decided is about something else", "Say about what. Ask HR or a lawyer first"),
    PROTECTED: ("Yes, or it may be and nothing else is left", "Then nothing is done about the person for it"),
}
PROVEN, PARTLY, NOT_PROVEN = "proven", "partly", "not_proven"
FINDINGS = {PROVEN: "Proven", PARTLY: "Partly proven", NOT_PROVEN: "Not proven"}

# asked to take a case over
ASKED, TAKEN_OVER, NOT_TAKEN, TAKEN_BACK = "asked", "taken_over", "not_taken", "taken_back"
HAND_OVERS = {ASKED: "Asked", TAKEN_OVER: "Taken over", NOT_TAKEN: "Not taken over", TAKEN_BACK: "No longer asked"}

# asked to open a closed case again
AGREED, REFUSED = "agreed", "refused"
REOPENINGS = {ASKED: "Asked", AGREED: "Agreed", REFUSED: "Not agreed"}

CLOSE_OF_DAY = time(17)  # by when a task of a day is due
# what became of a task
DONE, DROPPED = "done", "dropped"
TASK_ENDS = {DONE: "Done", DROPPED: "Not needed any more"}

# why a case waits (DOMAIN 8.1); while the police or the LADO look into it nothing is asked of anybody
POLICE, LADO = "police", "lado"
HOLD_REASONS = {
    POLICE: "The police asked for it, or are looking into it",
    LADO: "The LADO asked for it",
    "sickness": "Somebody it needs is ill",
    "agreed": "A later date was agreed",
}

TASK_OWNER = "task_owner"  # likewise: has to do one thing in the case
SUCCESSOR = "successor"  # likewise: asked to manage the case in place of whoever does
APPOINTEE = "appointee"  # a relation, not a part: asked to investigate and has not answered (DOMAIN 6.1)
LEAST_REASON = 30  # characters

# DOMAIN 7: what is kept, from when, how long. `months` counts from closing; None is worked out by HR, never from a birth date held here.
RETENTION: Mapping[str, tuple[str, int | None]] = {
    "no_breach": ("No breach, not about a child: 9 months", 9),
    "not_proven": ("Conduct not proven, not about a child: 9 months", 9),
    "informal": ("Informal action: 6 months", 6),
    "formal": ("Formal process: with the outcome of that process", None),
    "child_protection": ("Child protection, whatever was found: to retirement age or 10 years, whichever is longer", None),
    "outside_staff": ("About a parent or pupil: 9 months", 9),
}
PERSON_KINDS = {STAFF: "Staff", "parent": "Parent or carer", "pupil": "Pupil", OUTSIDER: "Somebody outside the trust", UNKNOWN: "Not known"}

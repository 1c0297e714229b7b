"""Each guard by its facts: the sentence the user reads, and that the move goes through without it."""

from datetime import timedelta

import pytest

from cases.casefile import rules as case
from cases.removals import rules as removal
from foundation.dossiers.rules import Refused, check
from tests.conftest import NOON

DECIDE = {
    "protected": "no", "advised": True, "intent": "deliberate", "compared": "None known", "reason_length": 30, "subject_kind": "staff",
    "grounded": True, "reported": True,
}  # fmt: skip
TASK = {"task_owner": 1, "words": 1, "due_on": 2, "today": 2}
AGAIN = {"reopening": 1, "for_hr": 1, "reason_length": 30}
JOIN = {"same_person": 1, "same_policy": 1, "stage": "INVESTIGATING", "words": 1}
HOLD = {"hold_reason": "police", "reason_length": 30}
READY = {"kind": "staff", "address": "https://x.com/a", "clause": 1, "why_length": 10, "exhibit": 1, "reveals": "no", "image": "no"}
READY |= {"verifier": 1}
LOOK = {"how": "signed_out", "seen_length": 20}
CLOSE = {"retention": "informal", "fitting": ["informal"], "learning": "Nothing"}
FILED = READY | {"platform": 1, "filer": "trust", "filed_at": NOON, "at": NOON}
NOT_DONE = {"told": 1, "binding": 1, "late": 1, "found": "They were at work all week, and still post from that account."}
FURTHER = {"why": "refused", "to": "posh", "at": NOON, "wait_until": NOON + timedelta(hours=48)}
GIVE_UP = {"reason": "x" * 30, "support": "x" * 30}
SERVE = {"letter": 1, "letter_made_at": NOON, "way": "post", "sent_at": NOON, "at": NOON, "proof_length": 10}
FATE = {"served_way": "post", "fate": "arrived", "arrived_at": NOON, "sent_at": NOON, "served_at": NOON, "at": NOON, "proof_length": 10}
CASES = [
    ("SCOPING", "take_on", {"declared": True}, {"manager": "hana"}, "already manages"),
    ("SCOPING", "take_on", {"declared": True}, {"declared": False}, "conflict of interest"),
    ("SCOPING", "tell", {}, {"told": True}, "already recorded"),
    ("SCOPING", "appoint", {}, {"asked": True}, "already been asked"),
    ("NO_CASE", "note", {"words": 1}, {"words": 0}, "Write something"),
    ("NO_CASE", "add_task", TASK, {"task_owner": 0}, "works on this case"),
    ("NO_CASE", "add_task", TASK, {"words": 0}, "Write something"),
    ("NO_CASE", "add_task", TASK, {"due_on": 1}, "not over yet"),
    ("NO_CASE", "end_task", {"end": "done"}, {"end": "lost"}, "what came of it"),
    ("NO_CASE", "end_task", {"end": "done"}, {"ended": "dropped"}, "already"),
    ("FORMAL", "hand_over", {"successor": 1, "reason_length": 30}, {"successor": 0}, "somebody who may"),
    ("HELD", "relieve", {"investigator": 1, "reason_length": 30}, {"investigator": None}, "Nobody has accepted"),
    ("SCOPING", "accept", {"declared": True}, {"declared": False}, "conflict of interest"),
    ("SCOPING", "start", {"investigator": 1, "terms": "x", "told": 1}, {"investigator": None}, "Nobody has accepted"),
    ("SCOPING", "start", {"investigator": 1, "terms": "x", "told": 1}, {"terms": ""}, "terms of reference"),
    ("SCOPING", "start", {"investigator": 1, "terms": "x", "later": "On leave"}, {"later": ""}, "Tell the person first"),
    ("SCOPING", "start", {"investigator": 1, "terms": "x", "told": 1}, {"harm": "possible"}, "LADO"),
    ("SCOPING", "not_needed", {"reason_length": 30}, {"harm": "possible"}, "LADO"),
    ("INVESTIGATING", "progress", {"words": "Soon."}, {"words": ""}, "Write something"),
    ("INVESTIGATING", "find", {"reason_length": 30}, {"reason_length": 29}, "at least 30"),
    ("INVESTIGATING", "submit_report", {"heard": 1, "summary": "x"}, {"without_finding": ["7.3 b6", "1.5"]}, "7.3 b6 and 1.5"),
    ("INVESTIGATING", "submit_report", {"heard": 1, "summary": "x"}, {"heard": 0}, "chance to respond"),
    ("INVESTIGATING", "submit_report", {"heard": 1, "summary": "x"}, {"summary": ""}, "Write what was found"),
    ("DECISION_PENDING", "advise", {"advice": "x", "for_hr": 1}, {"advice": ""}, "Write the advice"),
    ("DECISION_PENDING", "advise", {"advice": "x", "for_hr": 1}, {"investigated_by_me": True}, "investigated cannot"),
    ("DECISION_PENDING", "advise", {"advice": "x", "for_hr": 1}, {"for_hr": 0}, "HR advises"),
    ("DECISION_PENDING", "decide_informal", DECIDE, {"investigated_by_me": True}, "investigated cannot"),
    ("DECISION_PENDING", "decide_informal", DECIDE, {"advised": None}, "HR has not"),
    ("DECISION_PENDING", "decide_no_case", DECIDE, {"intent": ""}, "deliberate"),
    ("DECISION_PENDING", "decide_no_case", DECIDE | {"weighing_needed": 1, "weighed": 1}, {"weighed": 0}, "proportionality"),
    ("DECISION_PENDING", "decide_no_case", DECIDE, {"compared": ""}, "similar cases"),
    ("DECISION_PENDING", "decide_no_case", DECIDE, {"reason_length": 0}, "at least 30"),
    ("DECISION_PENDING", "decide_formal", DECIDE, {"subject_kind": "parent"}, "only for staff"),
    ("DECISION_PENDING", "decide_no_case", DECIDE, {"protected": ""}, "could be a protected"),
    ("DECISION_PENDING", "decide_no_case", DECIDE, {"protected": "apart", "protected_length": 29}, "what it tells of"),
    ("DECISION_PENDING", "decide_informal", DECIDE, {"protected": "yes", "protected_length": 30}, "telling of wrongdoing"),
    ("DECISION_PENDING", "decide_no_case", DECIDE, {"safeguarding": True}, "agreed with the LADO"),
    ("DECISION_PENDING", "decide_no_case", DECIDE, {"safeguarding": True, "word": "false", "agreed": "malicious"}, "Another word"),
    ("DECISION_PENDING", "decide_formal", DECIDE, {"reported": None}, "ended early"),
    ("DECISION_PENDING", "decide_formal", DECIDE, {"grounded": False}, "cannot become formal"),
    ("SCOPING", "hold", HOLD, {"hold_reason": "tired"}, "why the case is put on hold"),
    ("FORMAL", "hold", HOLD, {"reason_length": 29}, "at least 30"),
    *(("HELD", case.release_to(one), {"held_from": one, "advice": "x"}, {"held_from": "CLOSED"}, "from where") for one in case.HOLDABLE),
    ("HELD", "release_formal", {"held_from": "FORMAL", "advice": "x"}, {"advice": ""}, "Write the advice"),
    ("CLOSED", "ask_reopen", {"reason_length": 30}, {"reopening": 1}, "already asked"),
    ("CLOSED", "ask_reopen", {"reason_length": 30}, {"formal": 1}, "became formal"),
    ("CLOSED", "ask_reopen", {"reason_length": 30}, {"reason_length": 29}, "at least 30"),
    ("CLOSED", "reopen", AGAIN, {"reopening": None}, "Nobody asks"),
    ("CLOSED", "reopen", AGAIN, {"asked_by_me": 1}, "cannot also agree"),
    ("CLOSED", "reopen", AGAIN, {"for_hr": 0}, "HR advises"),
    ("CLOSED", "reopen", AGAIN, {"harm": "possible"}, "LADO"),
    ("CLOSED", "not_reopen", AGAIN, {"reason_length": 29}, "at least 30"),
    ("CLOSED", "not_reopen", AGAIN, {"asked_by_me": 1}, "cannot also agree"),
    ("SCOPING", "join", JOIN, {"same_person": 0}, "same person of the directory"),
    ("INVESTIGATING", "join", JOIN, {"same_policy": 0}, "Another version"),
    ("HELD", "join", JOIN, {"stage": "DECISION_PENDING"}, "handed in"),
    ("SCOPING", "join", JOIN, {"above": 1}, "may read this report"),
    ("SCOPING", "join", JOIN, {"part_in_both": 1}, "has a part in this report"),
    ("SCOPING", "join", JOIN, {"words": 0}, "Write something"),
    ("FORMAL", "close", CLOSE, {"still_open": ["removal request X-1 (asked for)"]}, r"X-1 \(asked for\)"),
    ("NO_CASE", "close", CLOSE, {"alone": 1}, "Nobody has spoken yet"),
    ("NO_CASE", "close", CLOSE | {"targeted": 1, "supported": 1}, {"supported": 0}, "aimed at"),
    ("NO_CASE", "close", CLOSE, {"retention": "for ever"}, "how long"),
    ("FORMAL", "close", CLOSE, {"retention": "formal"}, "does not fit"),
    ("INFORMAL_ACTION", "close", CLOSE, {"learning": ""}, "learned"),
]
REMOVALS = [
    ("DRAFT", "issue", READY, {"image": "unsure"}, "safeguarding lead"),
    ("DRAFT", "issue", READY, {"image": "yes"}, "safeguarding lead"),
    ("DRAFT", "issue", READY, {"waits": True}, "before the LADO or the police"),
    ("DRAFT", "issue", READY, {"kept_back": True}, "on hold"),
    ("DRAFT", "issue", READY, {"about_issuer": True}, "cannot be the one who asks"),
    ("DRAFT", "issue", READY, {"address": ""}, "web address"),
    ("DRAFT", "issue", READY, {"clause": None}, "clause"),
    ("CONTESTED", "name_judge", {"judge_fit": False}, {"judge_fit": True}, "still can"),
    ("DRAFT", "issue", READY, {"kind": "unknown"}, "Nobody is known"),
    ("DRAFT", "issue", READY, {"kind": ""}, "Nobody is known"),
    ("DRAFT", "issue", READY, {"why_length": 9}, "one sentence"),
    ("DRAFT", "issue", READY, {"exhibit": None}, "Capture the evidence"),
    ("DRAFT", "issue", READY, {"reveals": "yes"}, "Cover"),
    ("DRAFT", "issue", READY, {"reveals": ""}, "Say whether the evidence"),
    ("DRAFT", "issue", READY | {"exhibit": None, "evidence_reason": "Gone"}, {"evidence_reason": ""}, "Capture the evidence"),
    ("DRAFT", "issue", READY, {"verifier": None}, "Name who will check"),
    ("ISSUED", "tell", {"how": "phone"}, {"told": True}, "already recorded"),
    ("ISSUED", "tell", {"how": "phone"}, {"how": "by letter"}, "how the person was told"),
    ("ISSUED", "tell", {"how": "could_not", "why_not": "x"}, {"why_not": ""}, "why they could not"),
    ("ISSUED", "serve", SERVE, {"has_access": 1}, "can sign in"),
    ("ISSUED", "serve", SERVE, {"kept_back": 1}, "on hold"),
    ("ISSUED", "serve", SERVE, {"told": 1}, "already recorded"),
    ("ISSUED", "serve", SERVE, {"letter": None}, "Make the letter first"),
    ("ISSUED", "serve", SERVE, {"way": "by pigeon"}, "how it was served"),
    ("ISSUED", "serve", SERVE, {"way": "code"}, "note the code"),
    ("ISSUED", "serve", SERVE, {"sent_at": NOON + timedelta(minutes=1)}, "still to come"),
    ("ISSUED", "serve", SERVE, {"letter_made_at": NOON + timedelta(minutes=1)}, "made after that"),
    ("ISSUED", "serve", SERVE, {"proof_length": 9}, "how it can be proved"),
    ("ISSUED", "fate", FATE, {"served_way": ""}, "on its way"),
    ("ISSUED", "fate", FATE, {"fate": "lost"}, "what became of it"),
    ("ISSUED", "fate", FATE, {"served_way": "code"}, "when it came"),
    ("ISSUED", "fate", FATE, {"arrived_at": NOON - timedelta(minutes=1)}, "after it was posted"),
    ("ISSUED", "fate", FATE, {"arrived_at": NOON + timedelta(minutes=1)}, "after it was posted"),
    ("ISSUED", "fate", FATE, {"proof_length": 0}, "how it can be proved"),
    ("ISSUED", "ack", {"told": 1}, {"told": 0}, "told first"),
    ("ISSUED", "claim", {"told": 1, "method": "deleted"}, {"told": 0}, "told first"),
    ("ACKNOWLEDGED", "claim", {"told": 1, "method": "deleted"}, {"method": "magic"}, "how it was removed"),
    ("ISSUED", "contest", {"told": 1, "reason": "x"}, {"reason": ""}, "reason"),
    ("CONTESTED", "uphold", {"reason": "x"}, {"reason": ""}, "reason"),
    ("CLAIMED_REMOVED", "verify", LOOK, {"seen_length": 19}, "at least 20"),
    ("CLAIMED_REMOVED", "verify", {"picture": 1}, {"picture": None}, "add a picture"),
    ("CLAIMED_REMOVED", "still_there", LOOK, {"how": ""}, "how you looked"),
    ("VERIFIED", "still_gone", LOOK, {"how": "by hearsay"}, "how you looked"),
    ("VERIFIED", "reappeared", LOOK, {"seen_length": 0}, "what you saw"),
    ("VERIFIED", "end", {"last_look": 1}, {"last_look": 0}, "looked at again first"),
    ("ISSUED", "name_checker", {"verifier": 1}, {"verifier": None}, "Name who will check"),
    ("DRAFT", "withdraw", {"reason": "x"}, {"reason": ""}, "reason"),
    ("DRAFT", "wait", {"waits": 1}, {"waits": 0}, "Nothing keeps"),
    ("DRAFT", "file", FILED, {"platform": None}, "Choose the platform"),
    ("DRAFT", "file", FILED, {"filer": "a friend"}, "who reports it"),
    ("DRAFT", "file", FILED, {"first_party": True}, "only from the person"),
    ("DRAFT", "file", FILED, {"filed_at": NOON + timedelta(minutes=1)}, "still to come"),
    ("ISSUED", "file", FILED, {"binding": 1}, "Ask them first"),
    ("ISSUED", "not_done", NOT_DONE, {"binding": 0}, "asked, not required"),
    ("ISSUED", "not_done", NOT_DONE, {"late": 0}, "not over yet"),
    ("ACKNOWLEDGED", "not_done", NOT_DONE, {"found": "No"}, "could have done it"),
    ("PLATFORM_REPORTED", "further", FURTHER, {"why": "impatient"}, "why you go further"),
    ("PLATFORM_REPORTED", "further", FURTHER, {"why": "silent"}, "48 hours"),
    ("PLATFORM_REPORTED", "further", FURTHER, {"to": "a friend"}, "where you go"),
    ("ISSUED", "give_up", GIVE_UP, {"binding": 1}, "not done first"),
    ("PLATFORM_ESCALATED", "give_up", GIVE_UP, {"reason": "No"}, "reason"),
    ("PLATFORM_ESCALATED", "give_up", GIVE_UP, {"support": ""}, "whoever it harms"),
]


@pytest.mark.parametrize("machine,row", [(case.CASE, row) for row in CASES] + [(removal.REMOVAL, row) for row in REMOVALS])
def test_a_guard_refuses_with_its_sentence_and_nothing_else_does(machine, row):
    state, name, good, spoilt, sentence = row
    roles = machine[state][name].roles
    assert check(machine, state, name, roles, good) is machine[state][name]
    with pytest.raises(Refused, match=sentence):
        check(machine, state, name, roles, {**good, **spoilt})


def test_every_guard_is_proved_here():
    proved = {
        guard
        for machine, table in ((case.CASE, CASES), (removal.REMOVAL, REMOVALS))
        for state, name, good, spoilt, _ in table
        for guard in machine[state][name].guards
        if guard({**good, **spoilt}) and not guard(good)
    }
    every = {
        guard for machine in (case.CASE, removal.REMOVAL) for moves in machine.values() for move in moves.values() for guard in move.guards
    }
    assert every - proved == set()

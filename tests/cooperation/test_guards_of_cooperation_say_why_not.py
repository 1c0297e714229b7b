"""The machine of DOMAIN 9.4 walked, and each guard by its facts: the sentence the user reads, and that the move goes through without it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.template.loader import get_template

from cases.casefile.wording import sentence
from cases.cooperation import rules
from cases.cooperation.rules import Scope
from cases.cooperation.rules.guards import READY
from foundation.dossiers.rules import Refused, check
from foundation.trail.models import Event
from tests.laws import house

GOOD = {
    "subject_kind": "staff", "person": 1, "kind": "WRITTEN_ACCOUNT", "case_state": "INVESTIGATING", "case_told": 1, "what_length": 20,
    "why_length": 20, "told": 1, "given": 1, "reason": "x", "reason_length": 30, "how": "phone", "reached": "could_not", "later": 1,
    "late": 1, "date_asked": 1, "reviewer": 1, "told_of_review": 1, "clause": 1,
    "place": "x", "in_future": 1, "enough_notice": 1, "fit": 1, "companion": "x",
}  # fmt: skip
WHOLE = Scope("tam.ellis", date(2026, 10, 1), date(2026, 10, 9), "The group", ("posts",), "x" * 50, "x" * 50)
SHOW = {"kind": "SUPERVISED_SESSION", "scope": WHOLE}
BACK = {"kind": "RETURN_TRUST_DEVICE", "trusts_own": 1}
OVER = {"kind": "TRUST_ACCOUNT_TRANSFER", "trusts_own": 1, "item": "x", "second_factor": "yes"}
ON = {**SHOW, "begun": 1, "minutes_length": 20, "logged_out": 1, "what": "posts", "day": date(2026, 10, 2), "described": "x"}
AGREED = {**SHOW, "hr_agreed": 1, "dpo_agreed": 1}
KEPT = {"kind": "PRESERVE"}
TALK = {"kind": "ATTEND_INTERVIEW"}
HELD = {**TALK, "begun": 1, "minutes_length": 20}
SAID = {**HELD, "written": 1}
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SERVE = {"letter": 1, "letter_made_at": NOON, "way": "post", "sent_at": NOON, "at": NOON, "proof_length": 10}
FATE = {"served_way": "post", "fate": "arrived", "arrived_at": NOON, "sent_at": NOON, "served_at": NOON, "at": NOON, "proof_length": 10}
PAPER = {"came_in_order": 1}
ROWS = [
    ("ISSUED", "serve", SERVE, {"has_access": 1}, "can sign in"),
    ("ISSUED", "serve", SERVE, {"case_state": "HELD"}, "on hold"),
    ("ISSUED", "serve", SERVE, {"reached": "post"}, "already recorded"),
    ("ISSUED", "serve", SERVE, {"letter": None}, "Make the letter first"),
    ("ISSUED", "serve", SERVE, {"way": "by pigeon"}, "how it was served"),
    ("ISSUED", "serve", SERVE, {"sent_at": None}, "still to come"),
    ("ISSUED", "serve", SERVE, {"proof_length": 9}, "how it can be proved"),
    ("ISSUED", "serve", SERVE, {"credential": True}, "looks like a password"),
    ("ISSUED", "fate", FATE, {"served_way": ""}, "on its way"),
    ("ISSUED", "fate", FATE, {"fate": "lost"}, "what became of it"),
    ("ISSUED", "fate", FATE, {"arrived_at": None}, "when it came"),
    ("ISSUED", "paper", PAPER, {"kind": "SUBMIT_COPIES"}, "Only a written account"),
    ("ISSUED", "paper", PAPER, {"has_access": 1}, "can sign in"),
    ("ISSUED", "paper", PAPER, {"came_in_order": False}, "after it was asked for"),
    ("ISSUED", "paper", PAPER, {"told": None}, "told first"),
    ("ISSUED", "paper", PAPER, {"given": False}, "Write something"),
    ("DRAFT", "rewrite", {}, {"subject_kind": "parent"}, "Only staff"),
    ("DRAFT", "rewrite", {}, {"person": None}, "Only staff"),
    ("DRAFT", "rewrite", {}, {"kind": "PASSWORD"}, "Choose what"),
    ("DRAFT", "rewrite", {}, {"case_state": "SCOPING"}, "while the case is being investigated"),
    ("DRAFT", "approve", {}, {"case_state": "HELD"}, "not while it is on hold"),
    ("DRAFT", "approve", {}, {"what_length": 19}, "what is asked for"),
    ("DRAFT", "approve", {}, {"why_length": 19}, "why it is needed"),
    ("DRAFT", "approve", {}, {"my_own": True}, "cannot approve it"),
    ("DRAFT", "approve", {}, {"returned": True}, "sent back"),
    ("DRAFT", "approve", {}, {"case_told": None}, "told of the case first"),
    ("DRAFT", "rewrite", {}, {"credential": True}, "looks like a password"),
    ("ISSUED", "tell", {}, {"case_state": "HELD"}, "on hold"),
    ("ISSUED", "tell", {}, {"reached": "phone"}, "already recorded"),
    ("ISSUED", "tell", {}, {"how": "by letter"}, "how the person was told"),
    ("ISSUED", "tell", {"how": "could_not", "why_not": "x"}, {"why_not": ""}, "why they could not"),
    ("ISSUED", "ack", {}, {"told": None}, "told first"),
    ("ISSUED", "supply", {}, {"kind": "PRESERVE"}, "not answered in words"),
    ("ISSUED", "supply", {}, {"given": False}, "Write something"),
    ("ISSUED", "supply_part", {}, {"reason": ""}, "reason"),
    ("ISSUED", "ask_date", {}, {"kind": "PRESERVE"}, "no date here"),
    ("ISSUED", "give_time", {}, {"later": False}, "after the one"),
    ("ISSUED", "keep_date", {}, {"date_asked": False}, "Nobody has asked"),
    ("ISSUED", "overdue", {}, {"late": False}, "not late"),
    ("ACKNOWLEDGED", "lift", KEPT, {"kind": "WRITTEN_ACCOUNT"}, "let go"),
    ("ACKNOWLEDGED", "schedule", TALK, {"kind": "WRITTEN_ACCOUNT"}, "Nothing is arranged"),
    ("ACKNOWLEDGED", "schedule", TALK, {"case_state": "HELD"}, "on hold"),
    ("ACKNOWLEDGED", "schedule", TALK, {"place": ""}, "Say where"),
    ("ACKNOWLEDGED", "schedule", TALK, {"in_future": False}, "still to come"),
    ("ACKNOWLEDGED", "schedule", TALK, {"enough_notice": False}, "too soon"),
    ("ACKNOWLEDGED", "schedule", TALK, {"same_person": True}, "does not take the notes"),
    ("ACKNOWLEDGED", "schedule", TALK, {"fit": False}, "cannot be there"),
    ("ACKNOWLEDGED", "companion", TALK, {"companion": ""}, "Say who comes"),
    ("SCHEDULED", "schedule", TALK, {"written": True}, "has been held"),
    ("SCHEDULED", "minute", HELD, {"begun": False}, "has not come yet"),
    ("SCHEDULED", "minute", HELD, {"minutes_length": 19}, "what was said"),
    ("SCHEDULED", "sign", SAID, {"written": False}, "no minutes yet"),
    ("SCHEDULED", "sign", SAID, {"signed": True}, "said already"),
    ("SCHEDULED", "countersign", SAID, {"countersigned": True}, "signed already"),
    ("SCHEDULED", "complete", {**SAID, "signed": 1, "countersigned": 1}, {"signed": False}, "has not signed the minutes yet"),
    ("SCHEDULED", "complete", {**SAID, "signed": 1, "countersigned": 1}, {"countersigned": False}, "asked the questions"),
    ("DRAFT", "rewrite", SHOW, {"scope": None}, "exactly what is looked at"),
    ("DRAFT", "rewrite", SHOW, {"scope": replace(WHOLE, kinds=())}, "kind of things"),
    ("DRAFT", "rewrite", SHOW, {"scope": replace(WHOLE, last_day=date(2026, 9, 1))}, "in order"),
    ("DRAFT", "rewrite", SHOW, {"scope": replace(WHOLE, tried="x")}, "in proportion"),
    ("DRAFT", "rewrite", BACK, {"trusts_own": False}, "belongs to the trust"),
    ("DRAFT", "agree_hr", SHOW, {"kind": "WRITTEN_ACCOUNT"}, "no supervised session"),
    ("DRAFT", "agree_hr", SHOW, {"side_agreed": 1}, "agreed already"),
    ("DRAFT", "agree_dpo", SHOW, {"my_own": True}, "cannot agree"),
    ("DRAFT", "agree_dpo", SHOW, {"agreed_for_other": True}, "two people"),
    ("DRAFT", "approve", AGREED, {"dpo_agreed": None}, "have to agree first"),
    ("DRAFT", "approve", AGREED, {"agreed_by_me": True}, "for one side"),
    ("ISSUED", "tell", {**SHOW, "may_decline": 1}, {"may_decline": False}, "may decline"),
    ("ISSUED", "hand_over", OVER, {"kind": "WRITTEN_ACCOUNT"}, "Nothing is handed over"),
    ("ISSUED", "hand_over", OVER, {"item": ""}, "what it is called"),
    ("ISSUED", "hand_over", OVER, {"same_witness": True}, "other than you"),
    ("ISSUED", "hand_over", OVER, {"second_factor": ""}, "second step"),
    ("SCHEDULED", "capture", ON, {"stopped": True}, "has stopped"),
    ("SCHEDULED", "capture", ON, {"what": "messages"}, "was not agreed"),
    ("SCHEDULED", "capture", ON, {"day": date(2026, 10, 10)}, "outside what was agreed"),
    ("SCHEDULED", "capture", ON, {"described": ""}, "what it is"),
    ("SCHEDULED", "minute", ON, {"logged_out": False}, "logged out"),
    ("DECLINED", "unreasonable", {}, {"reviewer": False}, "HR looks at this"),
    ("DECLINED", "unreasonable", {}, {"reason_length": 29}, "at least 30"),
    ("OVERDUE_REVIEW", "unreasonable", {"silent": 1, "absence": "no"}, {"absence": ""}, "away, unwell"),
    ("OVERDUE_REVIEW", "unreasonable", {"silent": 1, "absence": "no"}, {"absence": "yes"}, "has not refused"),
    ("UNREASONABLE", "tell_review", {}, {"review_reached": True}, "told already"),
    ("UNREASONABLE", "allege", {}, {"told_of_review": None}, "Tell the person first"),
    ("UNREASONABLE", "allege", {}, {"case_state": "DECISION_PENDING"}, "not being investigated"),
    ("UNREASONABLE", "allege", {}, {"clause": None}, "no rule about"),
    ("UNREASONABLE", "allege", {}, {"alleged": True}, "already"),
]
MAILS = sorted(path.stem for path in house.templates() if path.stem.startswith("coop.") and path.parent.name == "mail")
MOVES = {name for moves in rules.COOPERATION.values() for name in moves}


@pytest.mark.parametrize("state,name,good,spoilt,said", ROWS)
def test_a_guard_refuses_with_its_sentence_and_nothing_else_does(state, name, good, spoilt, said):
    roles, facts = rules.COOPERATION[state][name].roles, {**GOOD, **good}
    assert check(rules.COOPERATION, state, name, roles, facts) is rules.COOPERATION[state][name]
    with pytest.raises(Refused, match=said):
        check(rules.COOPERATION, state, name, roles, {**facts, **spoilt})


def test_every_guard_is_proved_here():
    proved = {
        guard for state, name, good, spoilt, _ in ROWS for guard in rules.COOPERATION[state][name].guards
        if guard({**GOOD, **good, **spoilt}) and not guard({**GOOD, **good})
    }  # fmt: skip
    every = {guard for moves in rules.COOPERATION.values() for move in moves.values() for guard in move.guards} | set(READY)
    assert every - proved == set()


def test_whatever_is_typed_is_looked_at_for_passwords():
    """Every move that takes words has the guard (DOMAIN 9.4: guard on all)."""
    wordless = {"agree_hr", "agree_dpo", "stop", "countersign", "complete"}
    wordless |= {"approve", "ack", "give_time", "overdue", "lift", "reconsider", "allege"}
    without = {
        name for moves in rules.COOPERATION.values() for name, move in moves.items()
        if not any(guard({"credential": True}).startswith("This looks like a password") for guard in move.guards)
    }  # fmt: skip
    assert without <= wordless


@pytest.mark.parametrize("name", [*sorted(MOVES), "drafted", "minuted"])
def test_every_step_has_a_sentence(name):
    said = sentence(Event(action=f"coop.{name}", reason="phone", ids={}))
    assert said.endswith(".")
    assert 15 < len(said) < 120


@pytest.mark.parametrize("code", MAILS)
def test_every_mail_is_worded(code):
    assert get_template(f"mail/{code}.txt").render({"link": "/x/", "reference": "Q-1"})

"""The machine of DOMAIN 9.5, each guard by its facts: the sentence the user reads, and that the move goes through without it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import get_template

from cases.casefile.wording import sentence
from cases.disciplinary import rules
from foundation.dossiers.rules import Refused, check
from foundation.trail.models import Event
from tests.laws import house

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER, BEFORE = NOW + timedelta(days=20), NOW - timedelta(days=1)
GOOD = {
    "now": NOW, "for_hr": 1, "case_state": "FORMAL", "worst": "dismiss_notice", "day": LATER, "works_then": 1, "place": "x", "notice": 10,
    "least_notice": 10, "fit": 1, "apart": 1, "authority": 1, "evidence": 1, "reveals": "no", "starts_at": LATER - timedelta(days=1),
    "letter": 1, "says_when": 1, "how": "phone", "declared": 1, "companion": "union", "companion_name": "x", "why": "other",
    "reason_length": 30, "moved_by": 5, "most_moved": 5, "notes_length": 30, "present": "x", "came": "yes", "all_declared": 1,
    "findings": {"7.3": ("proven", "x")}, "mitigation": "x", "warnings": "x", "sanction": "first_written", "reread": 1,
}  # fmt: skip
INVITED, BEGUN = {"invited": 1}, {"invited": 1, "starts_at": BEFORE}
ROWS = [
    ("OPENED", "schedule", {}, {"for_hr": False}, "HR arranges"),
    ("OPENED", "schedule", {}, {"case_state": "HELD"}, "on hold"),
    ("OPENED", "schedule", {}, {"worst": "none"}, "what the most is"),
    ("OPENED", "schedule", {}, {"day": NOW}, "still to come"),
    ("OPENED", "schedule", {}, {"works_then": False}, "working day"),
    ("OPENED", "schedule", {}, {"place": ""}, "where"),
    ("OPENED", "schedule", {}, {"notice": 9}, "at least 10 working days"),
    ("OPENED", "schedule", {}, {"fit": False}, "no part in this"),
    ("OPENED", "schedule", {}, {"apart": False}, "sit twice"),
    ("OPENED", "schedule", {}, {"authority": False}, "no authority"),
    ("OPENED", "schedule", {}, {"evidence": 0}, "why there is none"),
    ("OPENED", "schedule", {}, {"not_evidence": True}, "evidence of this case"),
    ("OPENED", "schedule", {}, {"reveals": "unsure"}, "covered first"),
    ("OPENED", "schedule", {}, {"reveals": ""}, "covered first"),
    ("SCHEDULED", "invite", {}, {"invited": 1}, "told of this day already"),
    ("SCHEDULED", "invite", {}, {"vacant": 1}, "stepped back"),
    ("SCHEDULED", "invite", {}, {"letter": None}, "make the letter"),
    ("SCHEDULED", "invite", {}, {"says_when": False}, "another day, time or place"),
    ("SCHEDULED", "invite", {}, {"notice": 9}, "at least 10 working days"),
    ("SCHEDULED", "invite", {}, {"how": ""}, "how they were told"),
    ("SCHEDULED", "seat", {"vacant": 1}, {"vacant": 0}, "Every seat"),
    ("SCHEDULED", "seat", {"vacant": 1}, {"fit": False}, "no part in this"),
    ("SCHEDULED", "declare", {}, {"declared": False}, "conflict of interest"),
    ("SCHEDULED", "declare", {}, {"has_declared": 1}, "already said"),
    ("SCHEDULED", "say", INVITED, {"invited": None}, "not been invited"),
    ("SCHEDULED", "say", INVITED, {"starts_at": NOW}, "has come"),
    ("SCHEDULED", "say", INVITED, {"companion": "a friend"}, "who comes with you"),
    ("SCHEDULED", "say", INVITED, {"companion_name": ""}, "what they are called"),
    ("SCHEDULED", "ask_day", INVITED, {"asked": 1}, "asked for already"),
    ("SCHEDULED", "ask_day", INVITED, {"why": "tired"}, "why another day"),
    ("SCHEDULED", "ask_day", INVITED, {"reason_length": 29}, "at least 30"),
    ("SCHEDULED", "ask_day", {**INVITED, "why": "companion", "reason_length": 0}, {"moved_by": 6}, "5 working days at most"),
    ("SCHEDULED", "keep_day", {"asked": 1}, {"asked": 0}, "Nobody has asked"),
    ("SCHEDULED", "keep_day", {"asked": 1}, {"right_to_it": True}, "have a right"),
    ("SCHEDULED", "postpone", {}, {"starts_at": LATER}, "after the one that holds"),
    ("SCHEDULED", "postpone", {"why": "companion"}, {"postponed_for_companion": True}, "postponed once"),
    ("SCHEDULED", "hear", BEGUN, {"invited": None}, "not been invited"),
    ("SCHEDULED", "hear", BEGUN, {"vacant": 1}, "stepped back"),
    ("SCHEDULED", "hear", BEGUN, {"all_declared": False}, "Not everybody"),
    ("SCHEDULED", "hear", BEGUN, {"tainted": True}, "had read of it"),
    ("SCHEDULED", "hear", BEGUN, {"asked": 1}, "answers that first"),
    ("SCHEDULED", "hear", BEGUN, {"starts_at": LATER}, "not begun"),
    ("SCHEDULED", "hear", BEGUN, {"notes_length": 29}, "what was said"),
    ("SCHEDULED", "hear", BEGUN, {"present": ""}, "who was there"),
    ("SCHEDULED", "hear", BEGUN, {"came": ""}, "whether the person came"),
    ("SCHEDULED", "hear", BEGUN, {"came": "no", "absence_length": 29}, "held without them"),
    ("HEARD", "decide", {}, {"findings": {"7.3": ("", "x")}}, "what you find about 7.3"),
    ("HEARD", "decide", {}, {"findings": {"7.3": ("proven", "")}}, "and why"),
    ("HEARD", "decide", {}, {"findings": {}}, "what you find"),
    ("HEARD", "decide", {}, {"mitigation": ""}, "speaks for the person"),
    ("HEARD", "decide", {}, {"warnings": ""}, "live warnings"),
    ("HEARD", "decide", {}, {"sanction": "a slap"}, "what follows"),
    ("HEARD", "decide", {}, {"findings": {"7.3": ("not_proven", "x")}}, "Nothing was found proven"),
    ("HEARD", "decide", {}, {"worst": "first_written", "sanction": "final_written"}, "more than the person was told"),
    ("HEARD", "decide", {}, {"authority": False}, "no authority"),
    ("HEARD", "decide", {}, {"sanction": "would_have_dismissed"}, "have not left"),
    ("HEARD", "decide", {}, {"sanction": "dismiss_notice", "left": True}, "They have left"),
    ("HEARD", "decide", {}, {"reread": False, "weighed": True}, "Read again"),
    ("HEARD", "decide", {}, {"reason_length": 29}, "at least 30"),
    ("DECIDED", "issue", {}, {"letter": None}, "outcome letter"),
    ("DECIDED", "issue", {}, {"dates_missing": ["4 January 2027"]}, "has to say 4 January 2027"),
    ("DECIDED", "issue", {}, {"case_state": "HELD"}, "on hold"),
    ("OUTCOME_ISSUED", "conclude", {"appeal_until": NOW}, {"appeal_until": LATER}, "can still appeal"),
    ("OUTCOME_ISSUED", "conclude", {"appeal_until": NOW}, {"appeal_until": None}, "can still appeal"),
    ("HEARD", "ask_withdraw", {}, {"withdrawal": 1}, "proposed already"),
    ("HEARD", "withdraw", {"withdrawal": 1}, {"withdrawal": None}, "proposes that first"),
    ("HEARD", "withdraw", {"withdrawal": 1}, {"my_own": True}, "Somebody else has to agree"),
]
MAILS = sorted(path.stem for path in house.templates() if path.stem.startswith("disciplinary.") and path.parent.name == "mail")
MOVES = {name for moves in rules.DISCIPLINARY.values() for name in moves}


@pytest.mark.parametrize("state,name,good,spoilt,said", ROWS)
def test_a_guard_refuses_with_its_sentence_and_nothing_else_does(state, name, good, spoilt, said):
    roles, facts = rules.DISCIPLINARY[state][name].roles, {**GOOD, **good}
    assert check(rules.DISCIPLINARY, state, name, roles, facts)
    with pytest.raises(Refused, match=said):
        check(rules.DISCIPLINARY, state, name, roles, {**facts, **spoilt})


def test_every_guard_is_proved_here():
    proved = {
        guard for state, name, good, spoilt, _ in ROWS for guard in rules.DISCIPLINARY[state][name].guards
        if "sanction" not in spoilt and guard({**GOOD, **good, **spoilt}) and not guard({**GOOD, **good})
    }  # fmt: skip
    proved |= {guard for _, name, _, spoilt, _ in ROWS if "sanction" in spoilt for guard in _refusing(name, spoilt)}
    every = {guard for moves in rules.DISCIPLINARY.values() for move in moves.values() for guard in move.guards}
    assert every - proved == set()


def _refusing(name, spoilt):
    """The first guard of the move that refuses: the later ones ask for a sanction there is."""
    return [next(guard for guard in rules.DISCIPLINARY["HEARD"][name].guards if guard({**GOOD, **spoilt}))]


@pytest.mark.parametrize("name", sorted(MOVES))
def test_every_move_is_told_in_the_timeline(name):
    assert sentence(Event(action=f"disciplinary.{name}", ids={}, reason=""))


@pytest.mark.parametrize("code", MAILS)
def test_no_mail_says_what_it_is_about(code):
    text = get_template(f"mail/{code}.txt").render({"reference": "D-1", "link": "L"}).lower()
    assert not [word for word in ("warning", "dismiss", "sanction", "allegation", "proven") if word in text]


@pytest.mark.parametrize(
    ("roles", "row"),
    [
        ((), "staff"), (("SLT",), "leader"), (("DSL", "SLT"), "safeguarding"), (("HR",), "office"), (("HEAD", "SLT"), "head"),
        (("EXEC", "HEAD"), "executive"), (("CEO",), "chief"), (("TRUSTEE",), "chief"), (("LGB_STAFF",), "chief"),
    ],
)  # fmt: skip
def test_whoever_holds_several_posts_is_heard_as_the_highest(roles, row):
    assert rules.rank(roles) == row


HEAD, TRUSTEE, CEO = {"HEAD"}, {"TRUSTEE"}, {"CEO"}


@pytest.mark.parametrize(
    ("who", "worst", "chair", "members", "may"),
    [
        ("staff", "final_written", HEAD, (), True),
        ("staff", "dismiss_notice", HEAD, (), False),
        ("staff", "dismiss_notice", HEAD, (TRUSTEE,), False),
        ("staff", "dismiss_notice", HEAD, (TRUSTEE, TRUSTEE), True),
        ("staff", "dismiss_notice", HEAD, (TRUSTEE, {"SLT"}), False),
        ("staff", "dismiss_notice", CEO, (), True),
        ("head", "first_written", HEAD, (), False),
        ("head", "first_written", CEO, (), True),
        ("head", "dismiss_notice", CEO, (), False),
        ("head", "dismiss_notice", TRUSTEE, (TRUSTEE, TRUSTEE), True),
        ("head", "dismiss_notice", TRUSTEE, (TRUSTEE, HEAD), False),
        ("chief", "first_written", CEO, (TRUSTEE, TRUSTEE), False),
        ("chief", "first_written", TRUSTEE, (TRUSTEE, TRUSTEE), True),
        ("leader", "first_written", {"SLT"}, (), False),
        ("office", "first_written", HEAD, (), False),
    ],
)
def test_who_has_the_authority(who, worst, chair, members, may):
    assert rules.suffices(rules.authority(who, worst), chair, members) is may


def test_a_trust_replaces_a_row_by_its_own_scheme_and_a_broken_one_gives_nobody():
    own = {"staff.dismissal": {"alone": ["EXEC"], "panel": []}, "staff.warning": "anybody"}
    assert rules.suffices(rules.authority("staff", "dismiss_notice", own), {"EXEC"}, ())
    assert not rules.suffices(rules.authority("staff", "dismiss_notice", own), CEO, ())
    assert rules.authority("staff", "first_written", own) == rules.MATRIX["staff", "warning"]
    assert not rules.suffices(rules.authority("staff", "dismiss_notice", {"staff.dismissal": {"alone": ["KING"]}}), {"KING"}, ())

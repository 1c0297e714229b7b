"""The machine of DOMAIN 9.1, walked: every state, every move, everybody; and the first reason why not."""

from datetime import date

import pytest

from foundation.dossiers.rules import BARRING, REPORTER, ROUTED, TRIAGER, WORKING, Refused, check, offered
from foundation.people.rules import CEO, HEAD, HR, ROLE_NAMES, SLT
from reports.intake import rules

DECIDABLE = {"harm": "no", "breach": "no", "evidence": True, "severity": 2, "severity_reason": True, "rationale": 30, "grounded": True,
             "proposed": True, "safeguarding": False, "passed_to": "police", "passed_on": date(2026, 11, 1),
             "still_asked": False}
MAY = {
    ("DRAFT", "submit"): {REPORTER},
    ("DRAFT", "discard"): {REPORTER},
    ("DRAFT", "expire"): {"system"},
    ("SUBMITTED", "start"): {SLT, HEAD, CEO, ROUTED},
    ("IN_TRIAGE", "propose"): {TRIAGER},
    ("IN_TRIAGE", "agree"): {HR, CEO, ROUTED},
    ("IN_TRIAGE", "link"): {HEAD, CEO, ROUTED},
    ("IN_TRIAGE", "no_breach"): {TRIAGER},
    ("IN_TRIAGE", "settle"): {TRIAGER},
    ("IN_TRIAGE", "refer"): {TRIAGER},
    ("IN_TRIAGE", "merge"): {TRIAGER},
    ("IN_TRIAGE", "void"): {SLT, HEAD, CEO, ROUTED},
    ("IN_TRIAGE", "low_level"): {HEAD, CEO, ROUTED},
    ("IN_TRIAGE", "requeue"): {"system"},
    ("INFO_REQUESTED", "requeue"): {"system"},
    **{(state, "reopen"): {HEAD, HR, CEO, ROUTED} for state in rules.ENDED},
    ("IN_TRIAGE", "hand_back"): {TRIAGER},
    ("IN_TRIAGE", "ask"): {TRIAGER},
    ("INFO_REQUESTED", "answer"): {REPORTER},
    ("INFO_REQUESTED", "no_answer"): {"system"},
    ("INFO_REQUESTED", "go_on"): {TRIAGER},
    ("INFO_REQUESTED", "hand_back"): {TRIAGER},
}
MOVES = {name for moves in rules.REPORT.values() for name in moves}
EVERYBODY = [*ROLE_NAMES, *BARRING, *WORKING, "system"]


def refusal(state, name, standing, facts):
    with pytest.raises(Refused) as refused:
        check(rules.REPORT, state, name, standing, facts)
    return refused.value.sentence


@pytest.mark.parametrize("state", rules.STATES)
def test_only_who_may_is_offered_a_move(state):
    for symbol in EVERYBODY:
        assert set(offered(rules.REPORT, state, {symbol})) == {name for name in MOVES if symbol in MAY.get((state, name), ())}


@pytest.mark.parametrize("state", sorted(set(rules.STATES) - {"DRAFT", "SUBMITTED", "IN_TRIAGE", "INFO_REQUESTED", *rules.ENDED}))
def test_an_unmapped_state_has_no_exit(state):
    for name in MOVES:
        assert "moved on" in refusal(state, name, EVERYBODY, {})


@pytest.mark.parametrize("name", ["propose", "no_breach", "settle", "refer", "link"])
@pytest.mark.parametrize(
    "lacking, said",
    [
        ({"harm": ""}, "four questions about harm"),
        ({"harm": "possible"}, "lead and the LADO come first"),
        ({"breach": ""}, "data breach"),
        ({"evidence": False}, "Capture the evidence"),
        ({"severity": None}, "how serious"),
        ({"severity_reason": False}, "Give a reason"),
        ({"rationale": 29}, "at least 30"),
    ],
)
def test_a_decision_waits_for(name, lacking, said):
    assert said in refusal("IN_TRIAGE", name, {TRIAGER, HEAD}, DECIDABLE | lacking)


def test_a_reason_stands_in_for_evidence():
    assert check(rules.REPORT, "IN_TRIAGE", "propose", {TRIAGER}, DECIDABLE | {"evidence": False, "evidence_reason": True})


@pytest.mark.parametrize("name", ["no_breach", "settle"])
@pytest.mark.parametrize("facts", [{"safeguarding": True}, {"safeguarding": None}])
def test_with_a_rule_about_safeguarding_its_lead_agrees_and_a_missing_check_blocks(name, facts):
    facts = DECIDABLE | {"proposed": False} | facts
    assert "ask the safeguarding lead first" in refusal("IN_TRIAGE", name, {TRIAGER}, facts)
    assert check(rules.REPORT, "IN_TRIAGE", name, {TRIAGER}, facts | {"lead_agrees": True})


@pytest.mark.parametrize("asked", [True, None])
@pytest.mark.parametrize("name", ["no_breach", "settle", "refer"])
def test_what_was_asked_on_it_comes_to_its_end_first_and_a_missing_check_blocks(name, asked):
    facts = DECIDABLE | {"proposed": False, "still_asked": asked}
    assert "still asked to be removed" in refusal("IN_TRIAGE", name, {TRIAGER}, facts)


@pytest.mark.parametrize("lacking, said", [({"passed_to": "nobody"}, "Choose whom"), ({"passed_on": None}, "on which day")])
def test_whom_it_is_passed_on_to_and_when(lacking, said):
    assert said in refusal("IN_TRIAGE", "refer", {TRIAGER}, DECIDABLE | {"proposed": False} | lacking)


@pytest.mark.parametrize("name, passes", [("propose", False), ("link", False), ("no_breach", True)])
def test_advice_alone_opens_no_case(name, passes):
    facts = DECIDABLE | {"grounded": False, "proposed": name == "link"}
    assert passes == (name == "no_breach")
    if passes:
        assert check(rules.REPORT, "IN_TRIAGE", name, {TRIAGER, HEAD}, facts)
    else:
        assert "advice alone" in refusal("IN_TRIAGE", name, {TRIAGER, HEAD}, facts)


def test_the_gravest_needs_hr_beside_the_head():
    assert "agreement of HR" in refusal("IN_TRIAGE", "link", {HEAD}, DECIDABLE | {"severity": 4})
    assert check(rules.REPORT, "IN_TRIAGE", "link", {HEAD}, DECIDABLE | {"severity": 4, "agreed": True}).target == "LINKED_TO_CASE"


def test_hr_agrees_only_to_what_is_proposed():
    assert "proposed" in refusal("IN_TRIAGE", "agree", {HR}, {"for_hr": True})


def test_others_agree_only_in_the_place_of_hr():
    assert "HR agrees" in refusal("IN_TRIAGE", "agree", {CEO}, {"proposed": True})


def test_nobody_starts_without_a_word_on_conflict():
    assert "conflict of interest" in refusal("SUBMITTED", "start", {SLT}, {})


def test_a_gap_is_named_first():
    assert refusal("DRAFT", "submit", {REPORTER}, {}) == "This cannot be sent yet. Say whether anybody is in danger now."


def test_a_report_nobody_could_read_is_not_sent():
    told = dict.fromkeys(("danger", "subjects", "leader_involved", "place", "what", "time", "child", "declared"), "yes")
    assert "Nobody is left" in refusal("DRAFT", "submit", {REPORTER}, told)
    assert check(rules.REPORT, "DRAFT", "submit", {REPORTER}, told | {"readers": True}).target == "SUBMITTED"


@pytest.mark.parametrize(
    "state, finished, words",
    [
        ("DRAFT", False, "Not sent yet"),
        ("SUBMITTED", False, "Received"),
        ("IN_TRIAGE", False, "Being looked at"),
        ("INFO_REQUESTED", False, "More information needed"),
        ("LINKED_TO_CASE", False, "Being looked at"),
        ("LINKED_TO_CASE", True, "Finished"),
        ("NO_BREACH", False, "Finished"),
        ("NO_BREACH", True, "Finished"),
    ],
)
def test_a_reporter_reads(state, finished, words):
    assert rules.status_words(state, finished=finished) == words


@pytest.mark.parametrize(
    "facts, urgent",
    [
        ({}, False),
        ({"danger": "yes"}, True),
        ({"danger": "unsure"}, True),
        ({"danger": "no", "child": "no", "image": "no"}, False),
        ({"child": "yes"}, True),
        ({"child": "unsure", "image": "no"}, False),
        ({"image": "unsure"}, True),
        ({"image": "yes"}, True),
    ],
)
def test_what_cannot_wait_three_days(facts, urgent):
    assert rules.is_urgent(facts) is urgent


@pytest.mark.parametrize("image, may", [("no", True), ("yes", False), ("unsure", False), ("", False)])
def test_a_picture_only_after_a_plain_no(image, may):
    assert rules.may_upload(image) is may


@pytest.mark.parametrize(
    "text",
    [
        "password: hunter2",
        "his password is Summer2026!",
        "pwd=abc!123",
        "PIN 4711",
        "login is teo_99x",
        "passcode 0042",
        "The password for the account is Tr0ub4dor&3",
        "login details are user1 / Pa55word",
        "Passwords:\nQx7pLm",
    ],
)
def test_looks_like_a_password(text):
    assert rules.looks_like_password(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "password",
        "She asked a pupil for his password",
        "he changed the password at 10.30am",
        "reset on 12th March 2026",
        "pinned a post in 2026",
        "the login is shared by year 9B pupils",
        "see www.example.com/login/abc123",
        "a login from teo@northgate.example",
        "x" * 9000,
    ],
)
def test_does_not_look_like_a_password(text):
    assert not rules.looks_like_password(text)

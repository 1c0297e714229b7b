"""The ladders of DOMAIN 8.2, rung by rung."""

import json
import re
from pathlib import Path

import pytest

import foundation.deadlines
from foundation.deadlines.rules.calendar import LONDON
from foundation.deadlines.rules.kinds import GUARDS, KINDS, terms_of
from foundation.deadlines.rules.ladders import LADDERS, next_rung, parse, pending, rungs, urgency
from foundation.deadlines.rules.terms import Terms, due_at
from tests.deadlines.calendars import ENGLAND, london

ROWS = json.loads((Path(foundation.deadlines.__file__).parent / "data" / "deadlines.json").read_text())


def climbed(kind, start, how_many):
    terms = terms_of(kind)
    due = due_at(terms, london(start), ENGLAND)
    steps = rungs(terms, london(start), due, ENGLAND)
    return [(rung.code, f"{rung.at.astimezone(LONDON):%d %b %H:%M}") for rung, _ in zip(steps, range(how_many), strict=False)]


@pytest.mark.parametrize("kind, start, expected", [
    ("dpo_assess", "2026-11-24 09:00", [("start", "24 Nov 09:00"), ("50%", "24 Nov 21:00"), ("75%", "25 Nov 03:00"), ("T", "25 Nov 09:00"),
                                        ("T+1h", "25 Nov 10:00"), ("T+4h", "25 Nov 13:00")]),
    ("removal_standard", "2026-11-24 09:00", [("start", "24 Nov 09:00"), ("T-12h", "24 Nov 21:00"), ("T-2h", "25 Nov 07:00"),
                                              ("T", "25 Nov 09:00"), ("T+1h", "25 Nov 10:00"), ("T+4h", "25 Nov 13:00")]),
    ("ico_notify", "2027-03-27 10:00", [("start", "27 Mar 10:00"), ("T-48h", "28 Mar 11:00"), ("T-24h", "29 Mar 11:00"),
                                        ("T-6h", "30 Mar 05:00"), ("T", "30 Mar 11:00"), ("T+1h", "30 Mar 12:00")]),
    ("removal_verify", "2026-11-24 10:00", [("start", "24 Nov 10:00"), ("T-4h", "25 Nov 13:00"), ("T", "25 Nov 17:00"),
                                            ("T+2h", "25 Nov 19:00")]),
    ("coop_response", "2026-11-23 10:00", [("T-2wd", "26 Nov 07:30"), ("T-1wd", "27 Nov 07:30"), ("T", "30 Nov 09:00"),
                                           ("T+1wd", "01 Dec 07:30"), ("T+3wd", "03 Dec 07:30"), ("T+8wd", "10 Dec 07:30"),
                                           ("T+13wd", "17 Dec 07:30")]),
    ("io_appoint", "2026-11-23 10:00", [("T-1wd", "24 Nov 07:30"), ("T", "25 Nov 09:00")]),
    ("investigation_report", "2026-11-02 10:00", [("T-10wd", "16 Nov 07:30"), ("T-5wd", "23 Nov 07:30"), ("T-1wd", "27 Nov 07:30"),
                                                  ("T", "30 Nov 09:00"), ("T+2wd", "02 Dec 07:30"), ("T+5wd", "07 Dec 07:30")]),
    ("breach_tell_people", "2026-11-24 10:00", [("start", "24 Nov 10:00"), ("T+1h", "24 Nov 11:00"), ("T+4h", "24 Nov 14:00")]),
    ("policy_review", "2026-11-25 10:00", [("T-6m", "25 May 07:30"), ("T-3m", "25 Aug 07:30"), ("T-1m", "25 Oct 07:30"),
                                           ("T-10wd", "13 Nov 07:30"), ("T", "25 Nov 09:00"), ("T+5wd", "01 Dec 07:30"),
                                           ("T+10wd", "08 Dec 07:30"), ("T+15wd", "15 Dec 07:30")]),
])
def test_rungs(kind, start, expected):
    assert climbed(kind, start, len(expected)) == expected


def test_a_room_that_tells_of_the_start_itself_is_not_echoed():
    assert climbed("triage_critical", "2026-11-24 09:00", 9)[0] == ("50%", "24 Nov 11:00")


def test_missed_rungs_are_found_together_and_the_next_one_waits():
    terms, start = terms_of("coop_response"), london("2026-11-23 10:00")
    due = due_at(terms, start, ENGLAND)
    missed, later = pending(terms, start, due, ENGLAND, start, london("2026-12-02 08:00"))
    assert [rung.code for rung in missed] == ["T-2wd", "T-1wd", "T", "T+1wd"]
    assert later.code == "T+3wd"
    assert next_rung(terms, start, due, ENGLAND, london("2026-12-02 08:00")) == later


def test_only_danger_and_safeguarding_wake_people():
    assert {key for key, kind in KINDS.items() if kind.terms.night} == {"triage_critical", "dsl_review", "lado_referral"}


def test_what_is_not_urgent_waits_for_the_digest():
    terms, start = terms_of("coop_response"), london("2026-11-23 10:00")
    steps = rungs(terms, start, due_at(terms, start, ENGLAND), ENGLAND)
    assert [urgency(terms, rung) for rung, _ in zip(steps, range(4), strict=False)] == ["digest", "digest", "normal", "normal"]


def test_every_kind_of_the_domain_is_wired_or_knows_what_brings_it():
    assert {row["key"] for row in ROWS} == set(KINDS) | set(GUARDS)
    assert [key for key, kind in KINDS.items() if not kind.wired and not kind.comes_with] == []
    assert {key for key in GUARDS} == {row["key"] for row in ROWS if row["kind"] in ("min_notice", "limit", "expiry")}


def test_every_kind_pauses_and_is_met_where_it_can():
    for key, kind in KINDS.items():
        assert kind.about, key
        assert kind.runs_while, key
        assert "*" in kind.runs_while or kind.pauses_in <= kind.runs_while, key
        assert not kind.met_by & kind.runs_while, key


def test_every_ladder_is_understood():
    whom = {word for pairs in LADDERS.values() for when, to in pairs if parse(when) is not None for word in to.split()}
    assert whom == {"owner", "deputy", "first", "next", "all"}


@pytest.mark.parametrize("override", [
    {"amount": -1}, {"amount": "3"}, {"amount": True}, {"ladder": [["T-2fortnights", "owner"]]}, {"clock": "h"},
])
def test_a_setting_that_cannot_be_is_refused(override):
    with pytest.raises(ValueError):  # noqa: PT011 each has its own sentence
        terms_of("triage_normal", override)


def test_a_trust_may_set_amount_and_ladder():
    terms = terms_of("triage_normal", {"amount": 5, "ladder": "SHORT"})
    assert (terms.amount, terms.ladder[0]) == (5, ("start", "owner"))
    assert Terms.from_text(terms.as_text()) == terms


@pytest.mark.parametrize("first", [-6, -3, 0, 8])
@pytest.mark.parametrize("due", ["2026-12-23 17:00", "2026-12-26 17:00"])
def test_what_repeats_is_counted_from_the_due_date(first, due):
    terms = Terms("test", "wd", 3, ladder=((f"T{first:+d}wd every 5wd", "owner"),))
    steps = [rung for rung, _ in zip(rungs(terms, london("2026-11-02 10:00"), london(due), ENGLAND), range(20), strict=False)]
    for rung in steps[1:]:
        counted = ENGLAND.add_working_days(london(due).date(), int(rung.code.removeprefix("T").removesuffix("wd")))
        assert rung.at.astimezone(LONDON).date() == counted


def test_the_table_of_what_waits_is_whole():
    (table,) = Path("docs/adr").glob("0042-*.md")
    assert set(re.findall(r"^\| `(\w+)` \|", table.read_text(), re.MULTILINE)) == {key for key, kind in KINDS.items() if not kind.wired}

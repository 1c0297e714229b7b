"""The vectors of DOMAIN 8.1."""

import pytest

from foundation.deadlines.rules.calendar import LONDON, Calendar
from foundation.deadlines.rules.kinds import GUARDS, KINDS
from foundation.deadlines.rules.terms import Terms, due_at
from tests.deadlines.calendars import ENGLAND, HOLIDAYS, london


def terms(kind):
    return KINDS[kind].terms if kind in KINDS else GUARDS[kind].terms


def working(days):
    return Terms("some", "wd", days)


@pytest.mark.parametrize("clock, start, due", [
    (terms("lado_referral"), "2026-12-24 15:00", "2026-12-29 17:00"),
    (terms("lado_referral"), "2027-03-25 10:00", "2027-03-30 17:00"),
    (terms("lado_referral"), "2027-03-25 18:00", "2027-03-30 17:00"),
    (working(10), "2026-12-14 09:00", "2026-12-30 17:00"),
    (working(15), "2026-11-23 09:00", "2026-12-14 17:00"),
    (working(3), "2026-12-19 11:00", "2026-12-24 17:00"),
    (terms("sar"), "2027-02-28 12:00", "2027-03-30 17:00"),
    (terms("sar"), "2027-01-31 12:00", "2027-03-01 17:00"),
    (terms("dp_complaint_ack"), "2026-06-19 12:00", "2026-07-20 17:00"),
    (terms("warning_first"), "2026-08-31 12:00", "2027-02-28 23:59:59"),
    (terms("warning_final"), "2027-01-29 12:00", "2028-01-28 23:59:59"),
    (terms("policy_review"), "2026-11-25 12:00", "2028-11-25 17:00"),
    (terms("policy_review"), "2026-11-23 12:00", "2028-11-23 17:00"),
    (terms("ico_notify"), "2027-03-27 10:00", "2027-03-30 11:00"),
    # and what they leave open
    (working(1), "2026-11-24 17:00", "2026-11-25 17:00"),
    (working(1), "2026-11-24 17:00:01", "2026-11-26 17:00"),
    (terms("breach_tell_people"), "2026-11-24 03:12", "2026-11-24 03:12"),
    (terms("removal_recheck"), "2026-11-24 18:00", "2026-11-25 17:00"),
    (terms("lgb_return"), "2027-01-12 18:30", "2026-12-24 17:00"),
])
def test_due(clock, start, due):
    assert due_at(clock, london(start), ENGLAND).astimezone(LONDON) == london(due)


def test_a_rhythm_has_its_days():
    days = [due_at(terms("removal_recheck"), london("2026-11-24 10:00"), ENGLAND, turn).date().isoformat() for turn in range(3)]
    assert days == ["2026-11-25", "2026-12-01", "2026-12-24"]


def test_closures_stop_only_clocks_that_may_wait():
    half_term = Calendar(HOLIDAYS, frozenset(london(f"2026-11-{day} 12:00").date() for day in range(24, 28)))
    monday = london("2026-11-23 10:00")
    assert due_at(terms("triage_normal"), monday, half_term) == london("2026-12-02 17:00")
    assert due_at(terms("report_human_ack"), monday, half_term) == london("2026-11-25 17:00")


def test_no_unknown_clock_is_guessed():
    with pytest.raises(ValueError, match="fortnight"):
        due_at(Terms("some", "fortnight", 1), london("2026-11-24 10:00"), ENGLAND)


def test_the_bank_holidays_are_those_of_the_domain():
    assert len(HOLIDAYS) == 48
    assert all(day.weekday() < 5 for day in HOLIDAYS)

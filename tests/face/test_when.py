from datetime import UTC, date, datetime, time, timedelta

import pytest

from foundation.face import when

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("hour, minute, said", [(17, 0, "5pm"), (9, 5, "9:05am"), (0, 0, "midnight"), (12, 0, "midday"),
    (12, 30, "12:30pm"),
                                                (0, 15, "12:15am")])
def test_a_moment_is_told_as_people_say_it(hour, minute, said):
    assert when.moment(datetime(2026, 11, 24, hour, minute, tzinfo=UTC)) == f"24 November 2026, {said}"


def test_summer_is_told_in_london_time():
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert when.moment(late) == "1 July 2026, 12:30am"
    assert when.short(late) == "1 Jul 2026"
    assert when.iso(late) == "2026-07-01T00:30+01:00"


def test_a_date_needs_no_clock():
    assert (when.day(date(2026, 3, 1)), when.iso(date(2026, 3, 1))) == ("1 March 2026", "2026-03-01")


@pytest.mark.parametrize("day, clock, hour", [(date(2026, 3, 29), time(1, 30), 0 + 1), (date(2026, 10, 25), time(1, 30), 0),
    (date(2026, 7, 1), time(9), 8)])
def test_a_wall_clock_time_is_one_moment_even_when_clocks_change(day, clock, hour):
    assert when.at(day, clock).astimezone(UTC).hour == hour


@pytest.mark.parametrize("passed, said", [
    (timedelta(seconds=5), "just now"), (timedelta(minutes=1), "1 minute ago"), (timedelta(minutes=59), "59 minutes ago"),
    (timedelta(hours=3), "today at 9am"), (timedelta(days=1), "yesterday"), (timedelta(days=3), "3 days ago"), (timedelta(days=20),
    "on 4 November 2026"),
])
def test_how_long_ago(passed, said):
    assert when.ago(NOON - passed, NOON) == said


@pytest.mark.parametrize("passed, said", [(timedelta(hours=3), "9am today"), (timedelta(hours=20), "yesterday"),
                                          (timedelta(days=21), "3 November 2026")])
def test_since_when(passed, said):
    assert when.since(NOON - passed, NOON) == said


@pytest.mark.parametrize("left, said, colour", [
    (timedelta(days=-3), "Overdue by 3 days", "red"), (timedelta(hours=-2), "Overdue since 10am", "red"),
    (timedelta(hours=-14), "Overdue since 10pm yesterday", "red"), (timedelta(hours=5), "Due today, 5pm", "orange"),
    (timedelta(hours=22), "Due tomorrow, 10am", "orange"), (timedelta(days=2), "2 days left", "yellow"), (timedelta(days=9),
    "9 days left", "grey"),
])
def test_a_countdown_tells_time_and_urgency(left, said, colour):
    assert (when.countdown(NOON + left, NOON), when.due_class(NOON + left, NOON)) == (said, f"govuk-tag--{colour}")


def test_working_days_are_told_where_they_are_known():
    assert when.countdown(NOON + timedelta(days=4), NOON, working_days=2) == "2 working days left"
    assert when.countdown(NOON + timedelta(days=4), NOON, working_days=1) == "1 working day left"

"""Quiet hours, the digest, and no bad news before a break: London's clocks, summer and winter (DOMAIN 8.2, DESIGN 5)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.face.when import LONDON
from foundation.messages.rules import (
    BACK_OFF,
    DIGEST,
    NORMAL,
    URGENT,
    check_address,
    first_moment,
    is_bad_hour_for_news,
    is_quiet,
    next_try,
)


def london(day, clock):
    return datetime.fromisoformat(f"2026-{day}T{clock}").replace(tzinfo=LONDON)


@pytest.mark.parametrize("urgency, asked, goes", [
    (NORMAL, ("11-23", "12:00"), ("11-23", "12:00")),
    (NORMAL, ("11-23", "17:59:59"), ("11-23", "17:59:59")),
    (NORMAL, ("11-23", "18:00"), ("11-24", "07:30")),
    (NORMAL, ("11-24", "07:29:59"), ("11-24", "07:30")),
    (NORMAL, ("11-24", "07:30"), ("11-24", "07:30")),
    (NORMAL, ("07-01", "18:30"), ("07-02", "07:30")),  # summer: 17:30 in Greenwich, and evening in London
    (NORMAL, ("10-24", "23:00"), ("10-26", "07:30")),  # a Saturday, and the night the clocks go back
    (NORMAL, ("11-28", "12:00"), ("11-30", "07:30")),
    (URGENT, ("11-23", "03:00"), ("11-23", "03:00")),
    (DIGEST, ("11-23", "07:59"), ("11-23", "08:00")),
    (DIGEST, ("11-23", "08:00"), ("11-24", "08:00")),
    (DIGEST, ("11-27", "12:00"), ("11-30", "08:00")),  # a Friday: on Monday
])
def test_the_first_moment(urgency, asked, goes):
    assert first_moment(urgency, london(*asked)) == london(*goes)


@pytest.mark.parametrize("asked, goes", [
    (("11-26", "16:00"), ("11-26", "16:00")),  # a Thursday
    (("11-27", "14:59"), ("11-27", "14:59")),
    (("11-27", "15:00"), ("11-30", "08:00")),
    (("11-28", "12:00"), ("11-30", "07:30")),
    (("11-26", "18:30"), ("11-27", "07:30")),
])
def test_bad_news_does_not_spoil_a_weekend(asked, goes):
    assert first_moment(NORMAL, london(*asked), news=True) == london(*goes)


def test_unless_safety_requires_it():
    friday = london("11-27", "16:00")
    assert first_moment(NORMAL, friday, news=True, safety=True) == friday


def test_who_knows_the_calendar_says_what_a_working_day_is():
    closed = {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 28)}
    afternoon = london("12-23", "15:30")
    goes = first_moment(NORMAL, afternoon, news=True, is_working_day=lambda day: day.weekday() < 5 and day not in closed)
    assert goes == london("12-29", "08:00")


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), st.sampled_from([NORMAL, DIGEST]), st.booleans())
def test_it_never_goes_in_a_quiet_hour_and_never_waits_past_the_next_working_morning(asked, urgency, news):
    goes = first_moment(urgency, asked, news=news)
    assert asked <= goes <= asked + timedelta(days=4)
    assert not is_quiet(goes)
    assert not (news and is_bad_hour_for_news(goes))


def test_it_is_tried_at_growing_distance_then_given_up():
    noon = london("11-23", "09:00")
    again = [next_try(tries, URGENT, noon) for tries in range(1, len(BACK_OFF) + 2)]
    assert [moment - noon for moment in again[:4]] == [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]
    assert again[-1] is None


def test_a_second_try_keeps_the_quiet_hours_too():
    assert next_try(1, NORMAL, london("11-23", "17:59:30")) == london("11-24", "07:30")


@pytest.mark.parametrize("code, reference, path", [
    ("report.waiting", "R-4F7K-9QXT", "//elsewhere.example/"),
    ("report.waiting", "R-4F7K-9QXT", "https://elsewhere.example/"),
    ("report.waiting", "R-4F7K-9QXT", "/find/?q=tam"),
    ("report.waiting", "R-4F7K\r\nBcc: tam", "/"),
    ("report.waiting", "About tam", "/"),
    ("report.waiting", "R-4F7K-9QXT\n", "/"),
    ("report.waiting", "", "/x/\n"),
    ("report.waiting\n", "", "/"),
    ("../../secret", "", "/"),
])
def test_words_and_other_sites_have_no_place_in_an_address(code, reference, path):
    with pytest.raises(ValueError, match="is"):
        check_address(code, reference, path)

"""Against a brute-force oracle, with closures (BEATS 5)."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.rules.terms import Terms, due_at
from tests.deadlines.calendars import HOLIDAYS, LONDON

FIRST, LAST = date(2020, 1, 1), date(2039, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
some_day = st.sampled_from(DAYS[:-400])
ENGLAND_FROM, ENGLAND_TO = datetime(2020, 1, 1), datetime(2038, 12, 1)
INVENTED = ((1, 1), (4, 9), (5, 5), (8, 28), (12, 25), (12, 26))
holidays = [date(year, *day) for year in range(2020, 2041) for day in INVENTED] + list(HOLIDAYS)


@st.composite
def calendars(draw):
    terms = draw(st.lists(st.tuples(some_day, st.integers(1, 45)), max_size=12))
    shut = {first + timedelta(days=ahead) for first, length in terms for ahead in range(length)}
    return Calendar(frozenset(holidays), frozenset(shut))


def open_days(calendar, first, last):
    """Every day of the week is looked at and asked for by name; nothing clever."""
    found = []
    while first <= last:
        named = first.strftime("%A") in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
        if named and first not in calendar.bank_holidays and first not in calendar.closures:
            found.append(first)
        first += timedelta(days=1)
    return found


@pytest.mark.beats(5)
@given(calendars(), some_day, st.integers(1, 60))
def test_adding(calendar, day, count):
    later = open_days(calendar, day + timedelta(days=1), day + timedelta(days=count * 2 + 380))
    assert calendar.add_working_days(day, count) == later[count - 1]


@pytest.mark.beats(5)
@given(calendars(), st.sampled_from(DAYS[800:]), st.integers(1, 60))
def test_taking_away(calendar, day, count):
    earlier = open_days(calendar, day - timedelta(days=count * 2 + 400), day - timedelta(days=1))
    assert calendar.add_working_days(day, -count) == earlier[-count]


@pytest.mark.beats(5)
@given(calendars(), some_day, st.integers(0, 500))
def test_between(calendar, first, length):
    last = first + timedelta(days=length)
    assert calendar.working_days_between(first, last) == len(open_days(calendar, first + timedelta(days=1), last))
    assert calendar.working_days_between(last, first) == -calendar.working_days_between(first, last)


@pytest.mark.beats(5)
@given(calendars(), st.datetimes(min_value=ENGLAND_FROM, max_value=ENGLAND_TO), st.integers(1, 40))
def test_due_after_as_many_closes_of_business(calendar, when, days):
    """The n-th working day after day 0 closes with the n+1-th 17:00 of a working day from the start on."""
    start = when.replace(tzinfo=LONDON)
    later = open_days(calendar, when.date(), when.date() + timedelta(days=days * 2 + 400))
    closes = [day for day in later if day > when.date() or (when.hour, when.minute, when.second, when.microsecond) <= (17, 0, 0, 0)]
    due = due_at(Terms("some", "wd", days, closures=True), start, calendar).astimezone(LONDON)
    assert (due.date(), due.hour, due.minute) == (closes[days], 17, 0)

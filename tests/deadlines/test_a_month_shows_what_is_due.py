"""What is due, month by month: the same rows, the days nobody works, and an address that forgives whatever is typed into it."""

import re
from datetime import date
from uuid import UUID

import pytest
import time_machine

from foundation.deadlines.rules import spans
from foundation.deadlines.services import add_bank_holiday, add_closures
from tests.deadlines.calendars import london


@pytest.fixture(autouse=True)
def _in_november():
    """2030, so that what the table of bank holidays holds is not in it."""
    with time_machine.travel(london("2030-11-05 12:00"), tick=False):
        yield


@pytest.fixture
def month(client_of, sasha):
    return lambda asked, path="/deadlines/month/": client_of(sasha).get(f"{path}?month={asked}").content.decode()


@pytest.fixture
def due(begin, at):
    """due("2031-04-17"): something of sasha's is due that day."""
    return lambda day, number=1: begin("case_task", owner="triager", about=UUID(int=number), at=at, trigger_at=london(f"{day} 09:00"))


def cell(page, name):
    return page.split(f'tmt-month__name">{name}')[1].split("</td>")[0]


def test_it_stands_on_its_day(due, month):
    row = due("2031-04-17")
    assert f'href="{row.path}">{row.reference}</a>' in cell(month("2031-04"), "Thursday 17 April")
    assert row.reference not in month("2031-05") + month("2031-03")


def test_the_days_nobody_works_are_marked(alder, month):
    add_bank_holiday(date(2031, 4, 14), "Easter Monday")
    add_closures(alder, date(2031, 4, 14), date(2031, 4, 15))
    page = month("2031-04")
    assert "Easter Monday" in cell(page, "Monday 14 April")
    assert "Closed" in cell(page, "Tuesday 15 April")
    assert page.count("tmt-month__off") == 2


def test_another_academy_s_closures_are_not(birch, month):
    add_closures(birch, date(2031, 4, 15), date(2031, 4, 15))
    assert "Closed" not in month("2031-04")


def test_it_leads_to_the_months_beside_it(month):
    page = month("2031-01")
    assert 'href="?month=2030-12" rel="prev"' in page
    assert 'href="?month=2031-02" rel="next"' in page


@pytest.mark.parametrize("first, led", [("2028-11", ["2028-12"]), ("2033-11", ["2033-10"])])
def test_nobody_is_led_to_a_month_without_end(month, first, led):
    assert re.findall(r'\?month=([\d-]+)"', month(first)) == led


@pytest.mark.parametrize(
    "asked", ["", "2031-13", "2028-10", "2033-12", "2031-4", "1999-01", "now", "２０３１-04", "2031-04-01", "%00", "2031-04'"]
)
def test_what_is_no_month_is_this_one(month, asked):
    assert "November 2030</h1>" in month(asked)


def test_a_crowded_day_leads_to_the_list_from_there_on(due, month, client_of, sasha):
    due("2031-04-16", 90)
    for number in range(1, 6):
        due("2031-04-17", number)
    more = cell(month("2031-04"), "Thursday 17 April").split('href="')[-1].split('"')[0]
    assert "2 more" in month("2031-04")
    assert client_of(sasha).get(more).content.decode().count("tmt-tasks__row") == 5


def test_an_empty_month_says_so(month):
    assert "Nothing is due in April 2031" in month("2031-04")


def test_a_month_of_too_much_says_where_the_rest_is(due, month, monkeypatch):
    monkeypatch.setattr("foundation.deadlines.holding.DRAWN", 2)
    for number in range(1, 4):
        due("2031-04-17", number)
    assert "All of it stands in the list" in month("2031-04")


@pytest.mark.parametrize("now, due_at, said", [
    ("2026-11-25 12:00", "2026-11-25 11:59", spans.OVERDUE), ("2026-11-25 12:00", "2026-11-25 23:59", spans.TODAY),
    ("2026-11-25 12:00", "2026-11-26 00:00", spans.WEEK), ("2026-11-25 12:00", "2026-11-29 23:59", spans.WEEK),
    ("2026-11-25 12:00", "2026-11-30 00:00", spans.LATER), ("2026-11-29 12:00", "2026-11-30 00:00", spans.LATER),
    ("2026-10-25 00:30", "2026-10-25 23:59", spans.TODAY),
])  # fmt: skip
def test_where_a_date_stands(now, due_at, said):
    assert spans.group_of(london(due_at), london(now), can_be_late=True) == said


def test_every_day_of_a_month_is_drawn_once():
    for month in range(1, 13):
        drawn = [day for week in spans.weeks(date(2028, month, 1)) for day in week if day]
        assert (drawn[0].day, len(drawn)) == (1, (spans.next_month(drawn[0]) - drawn[0]).days)
        assert all(len(week) == 7 for week in spans.weeks(drawn[0]))

"""Bank holidays, closures, and counting again when they change."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from foundation.deadlines import selectors, services
from foundation.deadlines.holiday_source import english_holidays
from foundation.deadlines.models import BankHoliday, Deadline
from tests.deadlines.calendars import HOLIDAYS, london

TODAY = date(2026, 11, 23)


def broken(years):
    raise OSError("no route to host")


def test_the_seed_is_the_table_of_the_domain(db):
    assert selectors.calendar(None).bank_holidays == HOLIDAYS


def test_the_library_agrees_with_the_table():
    assert set(english_holidays(range(2025, 2031))) == HOLIDAYS


@pytest.mark.beats(15)
def test_a_source_that_is_down_leaves_the_last_good_calendar(db, caplog):
    before = selectors.calendar(None)
    assert "OSError" in services.fill_bank_holidays(today=TODAY, source=broken)
    assert selectors.calendar(None) == before
    assert "the last good calendar is still in use" in caplog.text


@pytest.mark.beats(15)
def test_a_year_that_is_missing_raises_an_alert(db, caplog):
    assert "no bank holidays for 2031" in services.fill_bank_holidays(today=date(2030, 6, 1), source=lambda years: {})
    assert services.fill_bank_holidays(today=date(2030, 6, 1), source=english_holidays) == ""
    assert BankHoliday.objects.filter(day__year=2031).count() == 8


def test_filling_twice_adds_nothing(db):
    services.fill_bank_holidays(today=TODAY, source=english_holidays)
    assert selectors.calendar(None).bank_holidays == HOLIDAYS


def test_a_special_holiday_moves_what_runs(begin, at, as_now):
    row = begin("triage_normal")
    services.add_bank_holiday(date(2026, 11, 25), "A coronation")
    assert services.recalendar(at=at) == 1
    assert (as_now(row).due_at, as_now(row).revision) == (london("2026-11-27 17:00"), 2)
    assert services.recalendar(at=at) == 0


def test_closures_are_an_academys_own(begin, alder, birch, at, as_now):
    row = begin("triage_normal")
    services.add_closures(birch, date(2026, 11, 24), date(2026, 11, 27))
    assert services.recalendar(at=at) == 0
    services.add_closures(alder, date(2026, 11, 24), date(2026, 11, 27))
    assert services.recalendar(at=at) == 1
    assert as_now(row).due_at == london("2026-12-02 17:00")


def test_a_closure_without_end_is_refused(alder):
    with pytest.raises(ValueError, match="ten weeks"):
        services.add_closures(alder, TODAY, TODAY + timedelta(days=90))


def test_the_command_names_what_does_not_follow(begin, at, capsys):
    begin("triage_normal")
    call_command("recompute_deadlines", check=True)
    Deadline.objects.update(due_at=at)
    with pytest.raises(CommandError, match="1 deadlines"):
        call_command("recompute_deadlines", check=True)
    assert "R-4F7K-9QXT triage_normal: due_at is" in capsys.readouterr().out


def test_the_command_fills_the_table(db, capsys):
    call_command("fill_bank_holidays")
    assert "0 deadlines moved." in capsys.readouterr().out

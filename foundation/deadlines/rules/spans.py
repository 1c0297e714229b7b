"""Dates sorted as people plan: overdue, today, this week, later; and months as a wall calendar shows them."""

import re
from calendar import Calendar as Weeks
from datetime import date, datetime, time, timedelta

from .calendar import local_day, moment

OVERDUE, TODAY, WEEK, LATER = "overdue", "today", "week", "later"
GROUPS = {OVERDUE: "Overdue", TODAY: "Today", WEEK: "This week", LATER: "Later"}
_BACK, _AHEAD = 24, 36  # months
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


def begins(day: date) -> datetime:
    """The first moment (UTC) of a London day."""
    return moment(day, time())


def ends(now: datetime) -> tuple[datetime, datetime]:
    """The first moments after today and after this week's Sunday."""
    today = local_day(now)
    return begins(today + timedelta(days=1)), begins(today + timedelta(days=7 - today.weekday()))


def group_of(due_at: datetime, now: datetime, *, can_be_late: bool) -> str:
    """Which of `GROUPS` a date stands in. What has passed and cannot be late (a wait, a rhythm) is for today."""
    after_today, after_week = ends(now)
    if due_at < now and can_be_late:
        return OVERDUE
    return TODAY if due_at < after_today else WEEK if due_at < after_week else LATER


def month_of(asked: str, now: datetime) -> date:
    """The first day of the month that "2026-12" names; of the present one where that is no month, or one that nobody plans by."""
    found, present = _MONTH.fullmatch(asked), local_day(now).replace(day=1)
    named = date(int(found[1]), int(found[2]), 1) if found else present
    return named if within_reach(named, now) else present


def within_reach(first: date, now: datetime) -> bool:
    """Whether a month has a page: two years back, and three ahead, as far as any clock of DOMAIN 8.3 runs."""
    present = local_day(now).replace(day=1)
    return next_month(present, -_BACK) <= first <= next_month(present, _AHEAD)


def next_month(first: date, step: int = 1) -> date:
    """The first day of the month `step` months on."""
    years, month = divmod(first.year * 12 + first.month - 1 + step, 12)
    return date(years, month + 1, 1)


def weeks(first: date) -> list[list[date | None]]:
    """The month's days from Monday to Sunday; None where the day is another month's."""
    return [[day if day.month == first.month else None for day in week] for week in Weeks().monthdatescalendar(first.year, first.month)]

"""Dates and times in the words of a school office. Everything is told in London time; nothing here asks the clock."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)


def london(moment):
    """An aware datetime on London's wall clock."""
    return moment.astimezone(LONDON)


def at(day, time):
    """The aware moment of a London date and wall-clock time.

    An hour that the clocks skip in spring is read as the hour after; one that comes twice in autumn, as the first.
    """
    return datetime.combine(day, time, LONDON).astimezone(UTC).astimezone(LONDON)


def iso(moment):
    """For `<time datetime="…">`: a date or an aware datetime, the latter in London time to the minute."""
    return london(moment).isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def day(date):
    """24 November 2026. An aware datetime gives London's date."""
    date = london(date) if isinstance(date, datetime) else date
    return f"{date.day} {date:%B %Y}"


def read_day(text, shapes):
    """The date that `text` writes in one of `shapes` (the form of strptime → what such a text looks like, as a regular expression).

    Raises ValueError where it is written in none of them, or there is no such day.
    """
    for form, shape in shapes.items():
        if re.fullmatch(shape, text):
            return datetime.strptime(text, form).date()
    raise ValueError("It is no date.")


def short(date):
    """24 Nov 2026, for tables."""
    date = london(date) if isinstance(date, datetime) else date
    return f"{date.day} {date:%b %Y}"


def hour(moment):
    """5pm, 9:05am, midday, midnight; London time."""
    local = london(moment)
    if local.minute == 0 and local.hour in (0, 12):
        return "midday" if local.hour else "midnight"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'pm' if local.hour >= 12 else 'am'}"


def moment(at_):
    """24 November 2026, 5pm. Minutes only when there are some."""
    return f"{day(at_)}, {hour(at_)}"


def count(number, thing, things=""):
    """1 day, 2 days, 1,200 reports."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def ago(then, now):
    """How long since, in the largest fitting unit: just now, 20 minutes ago, today at 9am, yesterday, 3 days ago, then the date."""
    passed, days = now - then, (london(now).date() - london(then).date()).days
    if passed < timedelta(minutes=1):
        return "just now"
    if passed < timedelta(hours=1):
        return f"{count(passed // timedelta(minutes=1), 'minute')} ago"
    if days == 0:
        return f"today at {hour(then)}"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days <= 14 else f"on {day(then)}"


def since(then, now):
    """What follows the word "Since": 9am today, yesterday, 3 November 2026."""
    days = (london(now).date() - london(then).date()).days
    return f"{hour(then)} today" if days == 0 else "yesterday" if days == 1 else day(then)


def countdown(due_at, now, working_days=None):
    """What a tag says about a date to be met: Overdue by 3 days, Due today, 5pm, 2 working days left.

    `working_days`: whole working days left where the calendar knows them; else calendar days are told.
    """
    days = (london(due_at).date() - london(now).date()).days
    if due_at <= now:
        whole = (now - due_at) // DAY
        return f"Overdue by {count(whole, 'day')}" if whole else f"Overdue since {hour(due_at)}{' yesterday' if days else ''}"
    if days <= 1:
        return f"Due {'tomorrow' if days else 'today'}, {hour(due_at)}"
    return f"{count(working_days, 'working day')} left" if working_days is not None else f"{days} days left"


def due_class(due_at, now):
    """The tag's colour: red when overdue, orange within 24 hours, yellow within three days, else grey."""
    left = due_at - now
    if left <= timedelta(0):
        return "govuk-tag--red"
    if left <= DAY:
        return "govuk-tag--orange"
    return "govuk-tag--yellow" if left <= 3 * DAY else "govuk-tag--grey"

"""When those who read a report are told of it, in words a person can rely on at night (DESIGN 5, DOMAIN 8.2)."""

from datetime import datetime, timedelta

from foundation.face import when
from foundation.messages.rules import IsWorkingDay, next_working_moment


def reading_words(now: datetime, is_working_day: IsWorkingDay) -> str:
    """When the mail about a report that is not urgent leaves, as a sentence."""
    moment = next_working_moment(now, is_working_day)
    if moment <= now:
        return "If you send it now, those who read it are told at once."
    then, today = when.london(moment), when.london(now).date()
    day = "today" if then.date() == today else "tomorrow" if then.date() == today + timedelta(days=1) else f"on {then:%A} {when.day(then)}"
    return f"If you send it now, those who read it are told {day} at {when.hour(then)}."

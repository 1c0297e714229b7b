"""Pages about what is due, and the calendar that other programs read."""

from .daysoff import add_holiday, close, days_off, days_off_of, reopen
from .feeding import calendar, feed, make_feed, open_thing, stop_feed
from .listing import led, led_month, mine, mine_month
from .setting import change_limit, limit, limits

__all__ = [
    "add_holiday", "calendar", "change_limit", "close", "days_off", "days_off_of", "feed", "led", "led_month", "limit", "limits",
    "make_feed", "mine", "mine_month", "open_thing", "reopen", "stop_feed",
]

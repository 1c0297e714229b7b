"""Pages about what is due, and the calendar that other programs read."""

from .daysoff import add_holiday, close, days_off, days_off_of, reopen
from .feeding import calendar, feed, make_feed, open_thing, stop_feed
from .listing import led, led_month, mine, mine_month
from .setting import change_limit, limit, limits
from .standing import let_go, more_time, standing

__all__ = [
    "add_holiday", "calendar", "change_limit", "close", "days_off", "days_off_of", "feed", "led", "led_month", "let_go", "limit",
    "limits", "make_feed", "mine", "mine_month", "more_time", "open_thing", "reopen", "standing", "stop_feed",
]

"""Pages about what is due, and the calendar that other programs read."""

from .feeding import calendar, feed, make_feed, open_thing, stop_feed
from .listing import led, led_month, mine, mine_month
from .setting import change_limit, limit, limits

__all__ = [
    "calendar", "change_limit", "feed", "led", "led_month", "limit", "limits", "make_feed", "mine", "mine_month", "open_thing", "stop_feed",
]

"""Every write about deadlines: clocks and their ledger, the days nobody works, the sweep that reminds, and calendars for other programs."""

from .clocks import hand_on, meet, moved, start, start_all, stop
from .days import add_bank_holiday, add_closures, close, declare_holiday, fill_bank_holidays, load_calendar, recalendar, reopen
from .decisions import extend, pause, rerate, resume, waive
from .feeds import make_feed, stop_feed
from .settings import set_clock
from .sweeping import preview, sweep, would_go_out

__all__ = [
    "add_bank_holiday", "add_closures", "close", "declare_holiday", "extend", "fill_bank_holidays", "hand_on", "load_calendar",
    "make_feed", "meet", "moved", "pause", "preview", "recalendar", "reopen", "rerate", "resume", "set_clock", "start",
    "start_all", "stop", "stop_feed", "sweep", "waive", "would_go_out",
]

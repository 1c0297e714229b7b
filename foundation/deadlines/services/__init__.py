"""Every write about deadlines: clocks and their ledger, the days nobody works, and the sweep that reminds."""

from .clocks import meet, moved, start, start_all, stop
from .days import add_bank_holiday, add_closures, fill_bank_holidays, load_calendar, recalendar
from .decisions import extend, pause, rerate, resume, waive
from .sweeping import preview, sweep, would_go_out

__all__ = [
    "add_bank_holiday", "add_closures", "extend", "fill_bank_holidays", "load_calendar", "meet", "moved", "pause", "preview",
    "recalendar", "rerate", "resume", "start", "start_all", "stop", "sweep", "waive", "would_go_out",
]

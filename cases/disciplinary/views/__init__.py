"""Pages about hearings: arranging them, hearing them, the person's own, and the end."""

from .arranging import invitation, invite, keep_day, postpone, schedule, seat, worst
from .attending import ask_day, mine, say
from .ending import ask_withdraw, conclude, issue, outcome_letter, withdraw
from .hearing import decide, declare, hear, index, show

__all__ = [
    "ask_day",
    "ask_withdraw",
    "conclude",
    "decide",
    "declare",
    "hear",
    "index",
    "invitation",
    "invite",
    "issue",
    "keep_day",
    "mine",
    "outcome_letter",
    "postpone",
    "say",
    "schedule",
    "seat",
    "show",
    "withdraw",
    "worst",
]

"""Every write about a disciplinary process."""

from .arranging import keep_day, postpone, schedule, seat
from .ending import ask_withdraw, conclude, finish, withdraw
from .hearing import decide, hear
from .inviting import ask_day, declare, invite, say
from .issuing import issue
from .lettering import write_invitation, write_outcome
from .opening import open_disciplinary

__all__ = [
    "ask_day",
    "ask_withdraw",
    "conclude",
    "decide",
    "declare",
    "finish",
    "hear",
    "invite",
    "issue",
    "keep_day",
    "open_disciplinary",
    "postpone",
    "say",
    "schedule",
    "seat",
    "withdraw",
    "write_invitation",
    "write_outcome",
]

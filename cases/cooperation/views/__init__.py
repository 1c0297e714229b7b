"""Pages about co-operation: asking and following, answering, reviewing."""

from .answering import acknowledge, ask_date, decline, file, mine, reconsider, supply
from .asking import approve, choose, index, rewrite, send_back, show, tell, withdraw, write
from .following import ask_review, enough, give_time, keep_date, lift, overdue
from .meeting import attend, companion, complete, countersign, letter, minute, missed, schedule, sign, sign_not
from .reviewing import allege, review, tell_review

__all__ = [
    "acknowledge",
    "allege",
    "approve",
    "ask_date",
    "ask_review",
    "attend",
    "choose",
    "companion",
    "complete",
    "countersign",
    "decline",
    "enough",
    "file",
    "give_time",
    "index",
    "keep_date",
    "letter",
    "lift",
    "mine",
    "minute",
    "missed",
    "overdue",
    "reconsider",
    "review",
    "rewrite",
    "schedule",
    "send_back",
    "show",
    "sign",
    "sign_not",
    "supply",
    "tell",
    "tell_review",
    "withdraw",
    "write",
]

"""Pages about co-operation: asking and following, answering, reviewing."""

from .answering import acknowledge, ask_date, decline, file, mine, reconsider, supply
from .asking import approve, choose, index, rewrite, send_back, show, tell, withdraw, write
from .following import ask_review, enough, give_time, keep_date, lift, overdue
from .meeting import attend, companion, complete, countersign, letter, minute, missed, schedule, sign, sign_not
from .reviewing import allege, review, tell_review
from .serving import on_paper, record_fate, serve
from .session import agree, capture, hand_over, stop, too_far

__all__ = [
    "acknowledge",
    "agree",
    "allege",
    "approve",
    "ask_date",
    "ask_review",
    "attend",
    "capture",
    "choose",
    "companion",
    "complete",
    "countersign",
    "decline",
    "enough",
    "file",
    "give_time",
    "hand_over",
    "index",
    "keep_date",
    "letter",
    "lift",
    "mine",
    "minute",
    "missed",
    "on_paper",
    "overdue",
    "reconsider",
    "record_fate",
    "review",
    "rewrite",
    "schedule",
    "send_back",
    "serve",
    "show",
    "sign",
    "sign_not",
    "stop",
    "supply",
    "tell",
    "tell_review",
    "too_far",
    "withdraw",
    "write",
]

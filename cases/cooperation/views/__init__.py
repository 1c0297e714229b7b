"""Pages about co-operation: asking and following, answering, reviewing."""

from .answering import acknowledge, ask_date, decline, file, mine, reconsider, supply
from .asking import approve, choose, index, rewrite, send_back, show, tell, withdraw, write
from .following import ask_review, enough, give_time, keep_date, lift, overdue
from .reviewing import allege, review, tell_review

__all__ = [
    "acknowledge",
    "allege",
    "approve",
    "ask_date",
    "ask_review",
    "choose",
    "decline",
    "enough",
    "file",
    "give_time",
    "index",
    "keep_date",
    "lift",
    "mine",
    "overdue",
    "reconsider",
    "review",
    "rewrite",
    "send_back",
    "show",
    "supply",
    "tell",
    "tell_review",
    "withdraw",
    "write",
]

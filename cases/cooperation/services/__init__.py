"""Every write about co-operation requests."""

from .answering import acknowledge, add_file, ask_date, decline, reconsider, supply
from .asking import approve, draft, rewrite, send_back, tell, withdraw
from .ending import finish
from .following import ask_review, enough, give_time, keep_date, lift, overdue
from .reviewing import allege, review, tell_review

__all__ = [
    "acknowledge",
    "add_file",
    "allege",
    "approve",
    "ask_date",
    "ask_review",
    "decline",
    "draft",
    "enough",
    "finish",
    "give_time",
    "keep_date",
    "lift",
    "overdue",
    "reconsider",
    "review",
    "rewrite",
    "send_back",
    "supply",
    "tell",
    "tell_review",
    "withdraw",
]

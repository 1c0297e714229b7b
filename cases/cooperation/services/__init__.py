"""Every write about co-operation requests."""

from .answering import acknowledge, add_file, ask_date, decline, reconsider, supply
from .asking import approve, draft, rewrite, send_back, tell, withdraw
from .ending import finish
from .following import ask_review, enough, give_time, keep_date, lift, overdue
from .lettering import write_letter
from .meeting import bring, complete, countersign, minute, missed, schedule, sign, sign_not
from .reviewing import allege, review, tell_review

__all__ = [
    "acknowledge",
    "add_file",
    "allege",
    "approve",
    "ask_date",
    "ask_review",
    "bring",
    "complete",
    "countersign",
    "decline",
    "draft",
    "enough",
    "finish",
    "give_time",
    "keep_date",
    "lift",
    "minute",
    "missed",
    "overdue",
    "reconsider",
    "review",
    "rewrite",
    "schedule",
    "send_back",
    "sign",
    "sign_not",
    "supply",
    "tell",
    "tell_review",
    "withdraw",
    "write_letter",
]

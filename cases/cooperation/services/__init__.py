"""Every write about co-operation requests."""

from .agreeing import agree, finds_too_far
from .answering import acknowledge, add_file, ask_date, decline, on_paper, reconsider, supply
from .asking import approve, draft, rewrite, send_back, tell, withdraw
from .ending import finish
from .following import ask_review, enough, give_time, keep_date, lift, overdue
from .handing import hand_over
from .lettering import write_letter
from .meeting import bring, complete, countersign, minute, missed, schedule, sign, sign_not
from .reviewing import allege, review, tell_review
from .serving import record_fate, serve, was_opened
from .session import capture, stop

__all__ = [
    "acknowledge",
    "add_file",
    "agree",
    "allege",
    "approve",
    "ask_date",
    "ask_review",
    "bring",
    "capture",
    "complete",
    "countersign",
    "decline",
    "draft",
    "enough",
    "finds_too_far",
    "finish",
    "give_time",
    "hand_over",
    "keep_date",
    "lift",
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
    "sign",
    "sign_not",
    "stop",
    "supply",
    "tell",
    "tell_review",
    "was_opened",
    "withdraw",
    "write_letter",
]

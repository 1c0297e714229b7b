"""Every write about removal requests."""

from .answering import acknowledge, claim, contest, judge, name_judge
from .asking import draft, issue, tell, withdraw
from .beyond import file, further, give_up, not_done, wait
from .checking import add_picture, name_checker, verify
from .ending import end_showing
from .lettering import write_letter
from .serving import record_fate, serve, was_opened

__all__ = [
    "acknowledge",
    "add_picture",
    "claim",
    "contest",
    "draft",
    "end_showing",
    "file",
    "further",
    "give_up",
    "issue",
    "judge",
    "name_checker",
    "name_judge",
    "not_done",
    "record_fate",
    "serve",
    "tell",
    "verify",
    "wait",
    "was_opened",
    "withdraw",
    "write_letter",
]

"""Every write about removal requests."""

from .answering import acknowledge, claim, contest, judge
from .asking import draft, issue, tell, withdraw
from .checking import add_picture, name_checker, verify
from .ending import end_showing
from .lettering import write_letter

__all__ = [
    "acknowledge",
    "add_picture",
    "claim",
    "contest",
    "draft",
    "end_showing",
    "issue",
    "judge",
    "name_checker",
    "tell",
    "verify",
    "withdraw",
    "write_letter",
]

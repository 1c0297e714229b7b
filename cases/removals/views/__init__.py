"""The pages of removals: of those who ask, of the person who is asked, of whoever checks or decides."""

from .answering import acknowledge, claim, contest, mine
from .asking import index, issue, letter, name_checker, show, tell, withdraw, write
from .checking import check, decide, picture

__all__ = [
    "acknowledge",
    "check",
    "claim",
    "contest",
    "decide",
    "index",
    "issue",
    "letter",
    "mine",
    "name_checker",
    "picture",
    "show",
    "tell",
    "withdraw",
    "write",
]

"""The pages of removals: of those who ask, of the person who is asked, of whoever checks or decides."""

from .answering import acknowledge, claim, contest, mine
from .asking import index, issue, letter, name_checker, name_judge, show, tell, withdraw, write, write_on
from .beyond import file, further, give_up, not_done, wait
from .checking import check, decide, picture
from .serving import record_fate, serve

__all__ = [
    "acknowledge",
    "check",
    "claim",
    "contest",
    "decide",
    "file",
    "further",
    "give_up",
    "index",
    "issue",
    "letter",
    "mine",
    "name_checker",
    "name_judge",
    "not_done",
    "picture",
    "record_fate",
    "serve",
    "show",
    "tell",
    "wait",
    "withdraw",
    "write",
    "write_on",
]

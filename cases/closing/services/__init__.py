"""Every write about the end of a case: advised, weighed, decided, closed, and opened again."""

from .deciding import advise, close, decide, not_needed, weigh
from .reopening import answer_reopening, ask_reopening

__all__ = ["advise", "answer_reopening", "ask_reopening", "close", "decide", "not_needed", "weigh"]

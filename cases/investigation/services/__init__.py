"""Every write of an investigation: asking, answering, starting, finding, handing in (DOMAIN 9.2)."""

from .asking import answer, appoint, relieve, stand_down
from .running import find, progress, start, submit_report
from .turning import discontinue, return_report

__all__ = [
    "answer", "appoint", "discontinue", "find", "progress", "relieve", "return_report", "stand_down", "start", "submit_report",
]  # fmt: skip

"""Every write of an investigation: asking, answering, starting, finding, handing in, and what joins it (DOMAIN 9.2)."""

from .asking import answer, appoint, relieve, stand_down
from .departing import let_go
from .joining import add_report
from .running import find, progress, start, submit_report
from .turning import begin_again, discontinue, return_report

__all__ = [
    "add_report", "answer", "appoint", "begin_again", "discontinue", "find", "let_go", "progress", "relieve", "return_report", "stand_down",
    "start", "submit_report",
]  # fmt: skip

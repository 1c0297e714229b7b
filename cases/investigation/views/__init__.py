"""The pages of an investigation. Every page goes through the door first."""

from .joining import join
from .running import answer, appoint, discontinue, find, progress, relieve, report, return_report, start, submit_report, thanked

__all__ = [
    "answer",
    "appoint",
    "discontinue",
    "find",
    "join",
    "progress",
    "relieve",
    "report",
    "return_report",
    "start",
    "submit_report",
    "thanked",
]

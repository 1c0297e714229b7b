"""The pages of a case itself. Every page goes through the door first."""

from .duties import step_back, stepped_back, take_on, tell
from .handing import hand_over, take_over
from .holding import hold, release, review_hold
from .opening import open_about, whom
from .reading import case, happened, queue
from .working import add_task, note, task

__all__ = [
    "add_task",
    "case",
    "hand_over",
    "happened",
    "hold",
    "note",
    "open_about",
    "queue",
    "release",
    "review_hold",
    "step_back",
    "stepped_back",
    "take_on",
    "take_over",
    "task",
    "tell",
    "whom",
]  # fmt: skip

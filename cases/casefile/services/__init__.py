"""Every write about a case itself: opened, told, taken on, stepped back from, joined by another report."""

from .duties import apart_from_support, declare, leaders, look_for_another, look_into, note_strand, step_back, take_on, tell
from .handing import answer_hand_over, hand_over, take_back
from .holding import hold, release, review_hold
from .joining import join
from .opening import open_case
from .working import add_task, end_task, note, pass_on

__all__ = [
    "add_task", "answer_hand_over", "apart_from_support", "declare", "end_task", "hand_over", "hold", "join", "leaders",
    "look_for_another", "look_into", "note", "note_strand", "open_case", "pass_on", "release", "review_hold", "step_back", "take_back",
    "take_on", "tell",
]  # fmt: skip

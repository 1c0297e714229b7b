"""Every write about a case itself: opened, told, taken on, stepped back from."""

from .duties import declare, look_into, note_strand, step_back, take_on, tell
from .holding import hold, release, review_hold
from .opening import open_case

__all__ = ["declare", "hold", "look_into", "note_strand", "open_case", "release", "review_hold", "step_back", "take_on", "tell"]

"""Every write about a case itself: opened, told, taken on, stepped back from."""

from .duties import declare, look_into, note_strand, step_back, take_on, tell
from .opening import open_case

__all__ = ["declare", "look_into", "note_strand", "open_case", "step_back", "take_on", "tell"]

"""The pages of a case itself. Every page goes through the door first."""

from .duties import step_back, stepped_back, take_on, tell
from .holding import hold, release, review_hold
from .opening import open_about, whom
from .reading import case, queue

__all__ = ["case", "hold", "open_about", "queue", "release", "review_hold", "step_back", "stepped_back", "take_on", "tell", "whom"]

"""The pages of a case itself. Every page goes through the door first."""

from .duties import step_back, stepped_back, take_on, tell
from .opening import open_about, whom
from .reading import case, queue

__all__ = ["case", "open_about", "queue", "step_back", "stepped_back", "take_on", "tell", "whom"]

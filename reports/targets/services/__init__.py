"""Every write about support for those who were targeted."""

from .beginning import look_after
from .ending import unname, withdraw
from .giving import close, hand_on, say_need, talk

__all__ = ["close", "hand_on", "look_after", "say_need", "talk", "unname", "withdraw"]

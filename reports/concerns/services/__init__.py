"""Every write about concerns."""

from .breaches import assess, notify
from .safeguarding import agree_outcome, close_record, contact, hand_out, review
from .screening import bring_in, screen

__all__ = ["agree_outcome", "assess", "bring_in", "close_record", "contact", "hand_out", "notify", "review", "screen"]

"""Every write about concerns."""

from .breaches import assess, close_breach, describe_breach, notify, spare_people, tell_people, weigh_risk
from .knowing import agree_line, tell_somebody
from .safeguarding import agree_outcome, close_record, contact, hand_out, review
from .screening import bring_in, flag, screen

__all__ = [
    "agree_line",
    "agree_outcome",
    "assess",
    "bring_in",
    "close_breach",
    "close_record",
    "contact",
    "describe_breach",
    "flag",
    "hand_out",
    "notify",
    "review",
    "screen",
    "spare_people",
    "tell_people",
    "tell_somebody",
    "weigh_risk",
]

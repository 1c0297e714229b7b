"""The pages of a request to co-operate: for the person, for whoever is there on a day, and for those who read the case."""

from .before import (
    as_written,
    before_agreeing,
    before_answering,
    before_approving,
    before_review,
    before_telling,
    before_telling_review,
    returned,
    wish,
)
from .meeting import READ_FIRST, attending, choices, minutes
from .request import (
    HELD,
    LOOK_INTO,
    NOTHING_YET,
    WHAT_FOLLOWS,
    kind_by,
    kinds_for,
    mine,
    slug,
    task,
    waits_for,
    working,
)
from .session import INSIDE, before_capturing, witnesses

__all__ = [
    "HELD",
    "INSIDE",
    "LOOK_INTO",
    "NOTHING_YET",
    "READ_FIRST",
    "WHAT_FOLLOWS",
    "as_written",
    "attending",
    "before_agreeing",
    "before_answering",
    "before_approving",
    "before_capturing",
    "before_review",
    "before_telling",
    "before_telling_review",
    "choices",
    "kind_by",
    "kinds_for",
    "mine",
    "minutes",
    "returned",
    "slug",
    "task",
    "waits_for",
    "wish",
    "witnesses",
    "working",
]

"""A disciplinary process: its states and moves (DOMAIN 9.5), who may hear it (6.2), what must be true first."""

from foundation.messages.rules import REACHED

from .authority import LEAST_PANEL, MANAGER_HEARS, MATRIX, SETTING, Authority, authority, manager_may_hear, rank, suffices
from .machine import DISCIPLINARY, ON_BEHALF
from .states import (
    ALTERNATIVE,
    APPEAL,
    BEFORE_IT_IS_TOLD,
    COMPANION,
    COMPANIONS,
    CONCLUDED,
    DECIDED,
    DISMISS_NOTICE,
    DISMISS_SUMMARY,
    DISMISSAL,
    FINAL_WRITTEN,
    FIRST_WRITTEN,
    GRAVITY,
    HEARD,
    HEARING,
    INFORMAL,
    LEAST_REASON,
    NONE,
    NOTICE,
    OPENED,
    OTHER,
    OUTCOME_ISSUED,
    POSTPONED_FOR,
    SANCTIONS,
    SCHEDULED,
    SETTLED,
    STATE_WORDS,
    STATES,
    UNWELL,
    WARNINGS,
    WITHDRAWN,
    WORST,
    first_move,
    level,
)

__all__ = [
    "ALTERNATIVE", "APPEAL", "BEFORE_IT_IS_TOLD", "COMPANION", "COMPANIONS", "CONCLUDED", "DECIDED", "DISCIPLINARY", "DISMISSAL",
    "DISMISS_NOTICE", "DISMISS_SUMMARY", "FINAL_WRITTEN", "FIRST_WRITTEN", "GRAVITY", "HEARD", "HEARING", "INFORMAL", "LEAST_PANEL",
    "LEAST_REASON", "MANAGER_HEARS", "MATRIX", "NONE", "NOTICE", "ON_BEHALF", "OPENED", "OTHER", "OUTCOME_ISSUED", "POSTPONED_FOR",
    "REACHED", "SANCTIONS", "SCHEDULED", "SETTING", "SETTLED", "STATES", "STATE_WORDS", "UNWELL", "WARNINGS", "WITHDRAWN", "WORST",
    "Authority", "authority", "first_move", "level", "manager_may_hear", "rank", "suffices",
]  # fmt: skip

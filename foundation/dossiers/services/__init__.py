"""Every write about dossiers: opening, parties, queues, links, disclosure, the event with each change, the one-time key."""

from .attempts import note_attempt, settle_attempts
from .keeping import (
    academy_dossier,
    close_dossier,
    dispose,
    lock,
    once,
    open_dossier,
    place_in,
    record,
    reference,
    see,
    set_draft_token,
    trust_dossier,
)
from .parties import add_party, disclose, end_party, hide, link
from .queues import clear_desk, escalate, recuse, route, set_desk, stand

__all__ = [
    "academy_dossier",
    "add_party",
    "clear_desk",
    "close_dossier",
    "disclose",
    "dispose",
    "end_party",
    "escalate",
    "hide",
    "link",
    "lock",
    "note_attempt",
    "once",
    "open_dossier",
    "place_in",
    "record",
    "recuse",
    "reference",
    "route",
    "see",
    "set_desk",
    "set_draft_token",
    "settle_attempts",
    "stand",
    "trust_dossier",
]

"""Every write about reports."""

from .answering import answer, start_draft, start_unnamed
from .deciding import acknowledge, classify, finish, found_open, found_so, link_to_case, merge
from .disposing import allow_anonymous, discard, expire, expire_drafts, keep_drafts_for
from .naming import name_subject, place_again
from .opening import open_identity
from .sending import submit
from .strands import note_strand

__all__ = [
    "acknowledge",
    "allow_anonymous",
    "answer",
    "classify",
    "discard",
    "expire",
    "expire_drafts",
    "finish",
    "found_open",
    "found_so",
    "keep_drafts_for",
    "link_to_case",
    "merge",
    "name_subject",
    "note_strand",
    "open_identity",
    "place_again",
    "start_draft",
    "start_unnamed",
    "submit",
]

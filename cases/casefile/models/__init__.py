"""A case and what belongs to it. Coded facts stand in plain columns; everything somebody wrote is sealed with the dossier's key."""

from .case import Allegation, Case, CaseReport, Declaration, Strand
from .work import CaseNote, CaseTask, HandOver, Hold, HoldReview, Reopening

__all__ = ["Allegation", "Case", "CaseNote", "CaseReport", "CaseTask", "Declaration", "HandOver", "Hold", "HoldReview", "Reopening",
           "Strand"]  # fmt: skip

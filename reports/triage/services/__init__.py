"""Every write of triage."""

from .agreeing import ask_lead, concur, keep, propose_void
from .deciding import agree, propose
from .ending import no_breach, refer, settle, void
from .judging import add_picture, choose_clauses, choose_main, rate, weigh, why_no_evidence
from .merging import merge
from .naming import name_person, name_target
from .reopening import reopen, requeue
from .taking import claim, hand_back, let_in, step_back

__all__ = [
    "add_picture",
    "agree",
    "ask_lead",
    "choose_clauses",
    "choose_main",
    "claim",
    "concur",
    "hand_back",
    "keep",
    "let_in",
    "merge",
    "name_person",
    "name_target",
    "no_breach",
    "propose",
    "propose_void",
    "rate",
    "refer",
    "reopen",
    "requeue",
    "settle",
    "step_back",
    "void",
    "weigh",
    "why_no_evidence",
]

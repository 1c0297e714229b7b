"""Every write of triage."""

from .agreeing import ask_lead, concur, keep, propose_void
from .deciding import agree, propose
from .departing import let_go
from .ending import no_breach, refer, settle, void
from .foreseeing import foresee
from .judging import add_picture, answer_rules, choose_clauses, choose_main, rate, weigh, why_no_evidence
from .lowering import low_level, not_low, propose_low
from .merging import merge
from .naming import name_person, name_target, unname
from .reopening import go_on, reopen, requeue
from .returning import send_back
from .taking import claim, hand_back, let_in, step_back

__all__ = [
    "add_picture",
    "agree",
    "answer_rules",
    "ask_lead",
    "choose_clauses",
    "choose_main",
    "claim",
    "concur",
    "foresee",
    "go_on",
    "hand_back",
    "keep",
    "let_go",
    "let_in",
    "low_level",
    "merge",
    "name_person",
    "name_target",
    "no_breach",
    "not_low",
    "propose",
    "propose_low",
    "propose_void",
    "rate",
    "refer",
    "reopen",
    "requeue",
    "send_back",
    "settle",
    "step_back",
    "unname",
    "void",
    "weigh",
    "why_no_evidence",
]

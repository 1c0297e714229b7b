"""The moves a page offers: those the person may make, and that can be made as things stand."""

from datetime import datetime

from cases.casefile.rules import INVESTIGATING, SCOPING
from cases.serving.rules import may_come_back
from cases.serving.selectors import has_access
from foundation.face.rows import MoveLink
from foundation.messages.rules import COULD_NOT
from foundation.people.models import Person

from . import rules, selectors
from .models import CooperationRequest
from .services.telling import path

_AFTER_TELLING = frozenset({"ack", "supply", "supply_part", "paper", "decline", "ask_date", "give_time", "reconsider", "companion"})
# of something that is arranged: what each needs to have happened, and what it must come before
_OF_THE_DAY = {
    "schedule": ("", "written"),
    "ask_date": ("", "begun"),
    "companion": ("", "written"),
    "missed": ("begun", "written"),
    "decline": ("", "written"),
    "withdraw": ("", "written"),
    "minute": ("begun", "written"),
    "sign": ("written", "signed"),
    "sign_not": ("written", "signed"),
    "countersign": ("written", "countersigned"),
    "capture": ("begun", "written"),
    "stop": ("begun", "written"),
}
_PAGES = {
    "rewrite": "change",
    "ack": "acknowledge",
    "supply": "answer",
    "supply_part": "answer",
    "paper": "on-paper",
    "ask_date": "another-date",
    "reconsider": "answer-after-all",
    "give_time": "more-time",
    "overdue": "late",
    "ask_review": "ask-hr",
    "lift": "let-go",
    "tell_review": "tell-outcome",
    "allege": "look-into",
    "schedule": "arrange",
    "minute": "minutes",
    "sign_not": "not-signed",
    "complete": "done",
    "agree_hr": "agree",
    "agree_dpo": "agree",
    "object": "goes-too-far",
    "capture": "shown",
    "hand_over": "handed-over",
    **dict.fromkeys(rules.REVIEWS, "review"),
}
_LABELS = {"supply": "Answer", "supply_part": "Answer", **dict.fromkeys(rules.REVIEWS, "Look at it and decide")}
_FIRST = frozenset({
    "approve", "tell", "serve", "ack", "supply", "accept_refusal", "tell_review", "enough", "reconsider", "minute", "sign", "countersign",
    "agree_hr", "agree_dpo", "hand_over", "capture",
    "complete",
})  # fmt: skip


def offered(row: CooperationRequest, person: Person, at: datetime) -> list[str]:
    """Names of the moves this person may make now, in the machine's order."""
    names = rules.moves_of(row.kind, row.state, selectors.standing(row, person, at))
    return [name for name in names if _can_be_made(row, name, person, at)]


def moves(row: CooperationRequest, person: Person, at: datetime) -> list[MoveLink]:
    """Each move a link to its own page; answers to one question share a page."""
    pages: dict[str, str] = {}
    for name in offered(row, person, at):
        pages.setdefault(_PAGES.get(name, name.replace("_", "-")), name)
    return [MoveLink(_label(row, name), f"{path(row)}{page}/", kind="" if name in _FIRST else "secondary") for page, name in pages.items()]


def waits_for_the_case(row: CooperationRequest) -> str:
    """Why a draft cannot be approved yet, for those who read the case; "" where it can."""
    if row.state != rules.DRAFT:
        return ""
    if row.case.state not in rules.ASKABLE[row.kind]:
        return "It can be approved while the case is being investigated, and not while it is on hold."
    return "" if row.case.told_at else "The person has to be told of the case before this can be approved."


def waits_for_agreement(row: CooperationRequest) -> bool:
    """Whether HR or data protection has to agree first."""
    return row.state == rules.DRAFT and rules.KINDS[row.kind].session and not (row.hr_agreed_by_id and row.dpo_agreed_by_id)


def _label(row: CooperationRequest, name: str) -> str:
    return _LABELS.get(name) or rules.COOPERATION[row.state][name].label


def _can_be_made(row: CooperationRequest, name: str, person: Person, at: datetime) -> bool:
    if name in _AFTER_TELLING and not row.told_at:
        return False
    if row.state == rules.SCHEDULED and not _on_the_day(row, name, at):
        return False
    if name in ("agree_hr", "agree_dpo") and person in (row.hr_agreed_by, row.dpo_agreed_by, row.drafted_by):
        return False
    if name in rules.REVIEWS:
        return person in selectors.reviewers(row, at)
    return _SO.get(name, lambda *_: True)(row, at)


def _on_the_day(row: CooperationRequest, name: str, at: datetime) -> bool:
    so = selectors.progress(row, at)
    if name == "complete":
        return bool(so["signed"] and so["countersigned"])
    if name in ("capture", "stop") and so["stopped"]:
        return False
    after, before = _OF_THE_DAY.get(name, ("", ""))
    return (not after or bool(so[after])) and not (before and so[before])


def _to_be_told(row: CooperationRequest) -> bool:
    return not row.told_at or row.reached_how == COULD_NOT


_SO = {
    "approve": lambda row, at: not row.returned_at and not waits_for_the_case(row) and not waits_for_agreement(row),
    "agree_hr": lambda row, at: not row.returned_at and row.hr_agreed_by is None,
    "agree_dpo": lambda row, at: not row.returned_at and row.dpo_agreed_by is None,
    "object": lambda row, at: not row.returned_at,
    "send_back": lambda row, at: not row.returned_at,
    "tell": lambda row, at: _to_be_told(row),
    "serve": lambda row, at: _to_be_told(row) and not has_access(row.target.person, at),
    "fate": lambda row, at: may_come_back(row.reached_how, row.reached_at),
    "paper": lambda row, at: not has_access(row.target.person, at),
    "give_time": lambda row, at: selectors.answer_clock(row) is not None,
    "keep_date": lambda row, at: row.wishes_another_date,
    "ask_date": lambda row, at: not row.wishes_another_date,
    "overdue": lambda row, at: selectors.late(row, at),
    "tell_review": lambda row, at: not row.review_told_at or row.review_told_how == COULD_NOT,
    "allege": lambda row, at: (
        row.review_told_at is not None
        and row.case.state in (SCOPING, INVESTIGATING)
        and selectors.refusing(row.case) is not None
        and not selectors.looked_into(row.case)
    ),
}

"""What triage and the reporter write to each other, and what those who triage write for each other only (DOMAIN 9.1, 12)."""

from foundation.dossiers.rules import REPORTER, ROUTED, TRIAGER, Machine, Move
from foundation.face.words import capital
from foundation.people.rules import CEO, HEAD, SLT
from reports.intake.rules import ADVISED, DUPLICATE, IN_TRIAGE, INFO_REQUESTED, LINKED_TO_CASE, POSSIBLE, SUBMITTED, Facts

TO_REPORTER, FROM_REPORTER = "to", "from"
QUESTION, ANSWER, FREE, CLOSING, PROGRESS = "question", "answer", "free", "closing", "progress"
INFO_REQUEST = "info_request"  # the clock of a question
NO_ANSWER = "no_answer"  # why that clock ended, where nobody met it
LONGEST = 4000
SERIOUS = 3

FILE_ADDED = "I have added a file."
FILE_NOT_SENT = "I have a picture that could show somebody under 18 undressed. I have not sent it."
FINISHED = "This report is finished, so nothing can be added to it. If there is something new, report it as a new concern."


def _written(facts: Facts) -> str:
    return "" if facts.get("words") else "Write something first."


def _unfinished(facts: Facts) -> str:
    return FINISHED if facts.get("finished") else ""


def _unread(facts: Facts) -> str:
    return "" if facts.get("unread") else "There is nothing here that you have not said you have read."


def _not_withdrawn(facts: Facts) -> str:
    return "You have taken this report back already." if facts.get("withdrawn") else ""


_IS_TRIAGER = frozenset({TRIAGER})
TRIAGES = frozenset({SLT, HEAD, CEO, ROUTED, TRIAGER})
_ADD = ("Add something", frozenset({REPORTER}), (_written, _unfinished))
_WITHDRAW = ("Take the report back", frozenset({REPORTER}), (_unfinished, _not_withdrawn))
_WRITE = ("Write to the reporter", _IS_TRIAGER, (_written, _unfinished))
_NOTE = ("Write a note", TRIAGES, (_written,))
_RECEIVE = ("Say that you have read it", _IS_TRIAGER, (_unread,))


def _stays(state: str, **moves: tuple) -> dict[str, Move]:
    return {name: Move(label, state, roles, guards) for name, (label, roles, guards) in moves.items()}


# What leaves the report where it is; asking and answering move it and are intake's. Whoever has become a case's reporter may still add.
MAILBOX: Machine = {
    SUBMITTED: _stays(SUBMITTED, add=_ADD, withdraw=_WITHDRAW, note=_NOTE),
    IN_TRIAGE: _stays(IN_TRIAGE, add=_ADD, withdraw=_WITHDRAW, write=_WRITE, receive=_RECEIVE, note=_NOTE),
    INFO_REQUESTED: _stays(INFO_REQUESTED, withdraw=_WITHDRAW, write=_WRITE, receive=_RECEIVE, note=_NOTE),
    DUPLICATE: _stays(DUPLICATE, add=_ADD, withdraw=_WITHDRAW, write=_WRITE, receive=_RECEIVE, note=_NOTE),
    LINKED_TO_CASE: _stays(LINKED_TO_CASE, add=_ADD, withdraw=_WITHDRAW, write=_WRITE, receive=_RECEIVE, note=_NOTE),
}


def may_write_back(state: str, *, finished: bool) -> bool:
    """Whether the reporter may answer or add: from sending it to the moment they are told that it is finished. A case that comes of it
    changes nothing of that, or the page would tell them."""
    return not finished and state in MAILBOX


def goes_on(*, harm: str, safeguarding: bool, severity: int | None) -> bool:
    """Whether a report that was taken back has to be looked into all the same: a child may be concerned, or it is serious (DOMAIN 9.1)."""
    return harm in (POSSIBLE, ADVISED) or safeguarding or (severity or 0) >= SERIOUS


def title(direction: str, kind: str, name: str, *, to_reporter: bool) -> str:
    """The heading over a letter, as the reporter reads it or as those who triage do. `name`: who wrote it for triage."""
    reporter = "you" if to_reporter else "the reporter"
    if kind == PROGRESS:
        return f"How far it is, written to {reporter}"
    if kind == CLOSING:
        return f"{name} wrote to {reporter} at the end"
    if direction == TO_REPORTER:
        return f"{name} asked {reporter}" if kind == QUESTION else f"{name} wrote to {reporter}"
    return f"{capital(reporter)} {'answered' if kind == ANSWER else 'added'}"

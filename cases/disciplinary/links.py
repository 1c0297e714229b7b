"""The moves a page offers: those the person may make, and that can be made as things stand."""

from datetime import datetime

from foundation.dossiers.rules import offered as may
from foundation.face.rows import MoveLink
from foundation.letters.pages import href
from foundation.people.models import Person

from . import rules, selectors
from .models import Disciplinary
from .services.lettering import INVITATION, OUTCOME, made
from .services.telling import path

_PAGES = {
    "schedule": "arrange",
    "seat": "name-another",
    "declare": "conflict",
    "ask_day": "another-day",
    "keep_day": "keep-day",
    "ask_withdraw": "propose-withdrawal",
}
_ARRANGES = frozenset({"schedule", "invite", "seat", "keep_day", "postpone", "issue", "conclude", "withdraw"})
_FIRST = frozenset({"schedule", "invite", "seat", "declare", "say", "hear", "decide", "issue", "conclude"})


def offered(row: Disciplinary, person: Person, at: datetime) -> list[str]:
    """Names of the moves this person may make now, in the machine's order."""
    held = selectors.standing(row, person, at)
    names = may(rules.DISCIPLINARY, row.state, held)
    arranges = bool(_ARRANGES & set(names)) and selectors.arranges(row, person, held, at)
    return [name for name in names if (name not in _ARRANGES or arranges) and _SO.get(name, lambda *_: True)(row, person, at)]


def moves(row: Disciplinary, person: Person, at: datetime) -> list[MoveLink]:
    """Each move a link to its own page, and the letter beside it."""
    names = offered(row, person, at)
    links = [
        MoveLink(
            rules.DISCIPLINARY[row.state][name].label, f"{path(row)}{_PAGES.get(name, name)}/", kind="" if name in _FIRST else "secondary"
        )
        for name in names
    ]
    return [*(letter_moves(row, person, at) if selectors.reads_case(row, person, at) else []), *links]


def letter_moves(row: Disciplinary, person: Person, at: datetime) -> list[MoveLink]:
    """The way to the letter that is due now, or was made; to begin one, for whoever arranges it."""
    found = []
    for about, code, page, words, due in _letters(row):
        if kept := selectors.letters_of(row, about, code):
            stands = "It is made." if kept[0].frozen else "A draft: read it, change it, make it."
            found.append(MoveLink(f"Read {words}", href(kept[0]), stands, "" if due and not kept[0].frozen else "secondary"))
        elif due and selectors.arranges(row, person, selectors.standing(row, person, at), at):
            found.append(MoveLink(f"Write {words}", f"{path(row)}{page}/", "From what is recorded here; you can change it."))
    return found


def _letters(row: Disciplinary):
    day, outcome = selectors.hearing_of(row), selectors.outcome_of(row)
    if day is not None:
        yield day.uuid, INVITATION, "invitation", "the invitation", row.state == rules.SCHEDULED and not day.invited_at
    if outcome is not None:
        yield outcome.uuid, OUTCOME, "outcome-letter", "the outcome letter", row.state == rules.DECIDED


def _day(row: Disciplinary, name: str):
    return getattr(selectors.hearing_of(row), name, None)


def _runs(row: Disciplinary, person: Person, at: datetime) -> bool:
    return row.case.state == row.case.decision


def _wanted(row: Disciplinary, person: Person, at: datetime) -> bool:
    return bool(_day(row, "invited_at")) and at < _day(row, "starts_at")


def _may_be_heard(row: Disciplinary, person: Person, at: datetime) -> bool:
    declared = all(one.declared_at for one in selectors.seats_of(row)) and not _vacant(row, person, at)
    return _runs(row, person, at) and bool(_day(row, "invited_at")) and at >= _day(row, "starts_at") and declared


def _vacant(row: Disciplinary, person: Person, at: datetime) -> bool:
    chair, missing = selectors.vacancies(row)
    return chair or missing > 0


def _invitable(row: Disciplinary, person: Person, at: datetime) -> bool:
    day = selectors.hearing_of(row)
    return day is not None and not day.invited_at and made(row, day.uuid, INVITATION) is not None


def _issuable(row: Disciplinary, person: Person, at: datetime) -> bool:
    outcome = selectors.outcome_of(row)
    return outcome is not None and made(row, outcome.uuid, OUTCOME) is not None


def _over(row: Disciplinary, person: Person, at: datetime) -> bool:
    outcome = selectors.outcome_of(row)
    return outcome is not None and outcome.appeal_until is not None and at >= outcome.appeal_until


def _undeclared(row: Disciplinary, person: Person, at: datetime) -> bool:
    seat = selectors.seat_of(row, person)
    return seat is not None and seat.declared_at is None


_SO = {
    "schedule": _runs,
    "invite": _invitable,
    "seat": _vacant,
    "declare": _undeclared,
    "say": _wanted,
    "ask_day": lambda row, person, at: _wanted(row, person, at) and not selectors.hearing_of(row).wished,
    "keep_day": lambda row, person, at: selectors.hearing_of(row).wished and _day(row, "asked_why") != rules.COMPANION,
    "hear": _may_be_heard,
    "decide": _runs,
    "issue": _issuable,
    "conclude": _over,
    "ask_withdraw": lambda row, person, at: row.withdraw_asked_at is None,
    "withdraw": lambda row, person, at: row.withdraw_asked_at is not None and row.withdraw_asked_by_id != person.pk,
}

"""The letter that invites to a day: the same that the person reads on their page, to be made, handed over and kept (ADR 26)."""

from datetime import datetime

from cases.casefile.listing import party_name
from cases.cooperation import rules, selectors
from cases.cooperation.models import CooperationRequest
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.face import when
from foundation.letters import services as letters
from foundation.letters.models import Letter
from foundation.letters.selectors import at_the_end
from foundation.people.models import Person
from foundation.people.rules import symbols_with

from .telling import path

RIGHT = "coop.lead"
LETTERS = {rules.ATTEND_INTERVIEW: "interview-invitation"}
NO_LETTER = "There is a letter once a day is arranged, and until it is over."


def write_letter(row: CooperationRequest, *, by: Person, at: datetime) -> Letter:
    """Begin the letter about the day that is arranged, or give the one there is. Raises Refused where none is, and for whoever may not
    ask."""
    if not _is_to_come(row, at):
        raise Refused(NO_LETTER)
    return letters.begin(
        row.dossier, about=row.uuid, path=path(row), right=RIGHT, code=LETTERS[row.kind], values=_values(row, by), to=row.target.person,
        by=by, at=at,
    )  # fmt: skip


def may_write(row: CooperationRequest, standing: frozenset[str], at: datetime) -> bool:
    """Whether somebody who holds these parts and roles can begin the letter now."""
    return bool(standing & symbols_with(RIGHT)) and _is_to_come(row, at)


def _is_to_come(row: CooperationRequest, at: datetime) -> bool:
    return row.kind in LETTERS and row.state == rules.SCHEDULED and not selectors.progress(row, at)["written"]


def _values(row: CooperationRequest, by: Person) -> dict[str, str]:
    """What the letter may say. Nobody is named who reported, and no case."""
    words = sealing.read_one(row)
    return {
        "recipient": party_name(row.target),
        "reference": row.reference,
        "matter": words["what_sealed"],
        "day": when.moment(row.meets_at),
        "place": words["place_sealed"],
        "who": f"{row.led_by.name} asks the questions, {row.note_taker.name} takes the notes",
        **at_the_end(by),
    }

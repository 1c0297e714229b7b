"""The letters of a process: the invitation, and what was decided. Written by HR from what is recorded, made, then given (ADR 26)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cases.casefile.listing import party_name
from cases.casefile.rules import FINDINGS
from cases.disciplinary import rules, selectors
from cases.disciplinary.models import Disciplinary, Outcome
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.face import when
from foundation.letters import selectors as letters_of
from foundation.letters import services as letters
from foundation.letters.models import Letter
from foundation.letters.rules.templates import template
from foundation.people.models import Person

from .telling import path, under_lock

RIGHT = "hearing.arrange"
INVITATION, OUTCOME = "hearing-invitation", "hearing-outcome"
NO_LETTER = "There is nothing to write to the person now."


def write_invitation(row: Disciplinary, *, by: Person, at: datetime) -> Letter:
    """Begin the invitation to the day that holds, or give the one there is. Raises Refused where no day is set, and for whoever does not
    arrange it."""
    with transaction.atomic():
        now = under_lock(row)
        day = selectors.hearing_of(now)
        _check(now, by, at, day is not None and now.state == rules.SCHEDULED)
        return _begin(now, day.uuid, INVITATION, _invitation(now, by), by, at)


def write_outcome(row: Disciplinary, *, by: Person, at: datetime) -> Letter:
    """Begin the letter that says what was decided, with the days that hold if it is given out today, or give the one there is."""
    with transaction.atomic():
        now = under_lock(row)
        outcome = selectors.outcome_of(now)
        _check(now, by, at, outcome is not None and now.state == rules.DECIDED)
        return _begin(now, outcome.uuid, OUTCOME, _outcome(now, outcome, by, at), by, at)


def made(row: Disciplinary, about: UUID, code: str) -> Letter | None:
    """The newest version of a letter, if it has been made."""
    newest = next(iter(selectors.letters_of(row, about, code)), None)
    return newest if newest is not None and newest.frozen else None


def says_when(letter: Letter, row: Disciplinary) -> bool:
    """Whether the invitation names the day, time and place that are arranged."""
    day, text = selectors.hearing_of(row), _plain(letters_of.words(letter))
    return all(_plain(said) in text for said in (when.moment(day.starts_at), sealing.read_one(day)["place_sealed"]))


def dates_missing(letter: Letter, row: Disciplinary, outcome: Outcome, at: datetime) -> list[str]:
    """The days that hold if the outcome is given at `at`, and that the letter does not name."""
    text, live = letters_of.words(letter), selectors.live_until(row, outcome.sanction, at)
    named = [when.moment(selectors.appeal_until(row, at)), *([when.day(live)] if live else [])]
    return [said for said in named if said not in text]


def _check(row: Disciplinary, by: Person, at: datetime, ready: bool) -> None:
    if by not in selectors.arrangers(row, at):
        raise Refused("This step belongs to somebody else.")
    if not ready:
        raise Refused(NO_LETTER)


def _begin(row: Disciplinary, about: UUID, code: str, values: dict[str, str], by: Person, at: datetime) -> Letter:
    given = {name: values.get(name, "") for name in template(code).uses}
    return letters.begin(
        row.dossier, about=about, path=path(row), right=RIGHT, code=code, values=given, to=row.case.subject.person, by=by, at=at
    )


def _common(row: Disciplinary, by: Person) -> dict[str, str]:
    return {
        "recipient": party_name(row.case.subject),
        "reference": row.reference,
        **letters_of.at_the_end(by),
    }


def _invitation(row: Disciplinary, by: Person) -> dict[str, str]:
    """What Acas asks for: enough of the allegations, the evidence, what it could lead to, when and where, the right to a companion."""
    day, exhibits = selectors.hearing_of(row), selectors.released(row)
    no_evidence = sealing.read_one(row)["no_evidence_sealed"]
    return {
        **_common(row, by),
        "day": when.moment(day.starts_at),
        "place": sealing.read_one(day)["place_sealed"],
        "who": ", ".join(f"{one.person.name} ({'chair' if one.chair else 'beside the chair'})" for one in selectors.seats_of(row)),
        "allegations": "\n".join(f"- {said}" for said in alleged(row)),
        "evidence": "\n".join(f"- {one.label}, on your page of this hearing" for one in exhibits) or f"Nothing was sent. {no_evidence}",
        "worst": rules.SANCTIONS[row.worst].lower(),
    }


def _outcome(row: Disciplinary, outcome: Outcome, by: Person, at: datetime) -> dict[str, str]:
    words, live = sealing.read_one(outcome), selectors.live_until(row, outcome.sanction, at)
    to, day = selectors.appeal_to(row, at), selectors.hearing_of(row)
    rulings = {one.allegation_id: FINDINGS[one.finding] for one in outcome.rulings.all()}
    found = [f"- {one.clause.ref} {one.clause.label}: {rulings[one.pk].lower()}" for one in selectors.allegations(row)]
    whom = f"{to.name}, {to.job}" if to else "HR"
    return {
        **_common(row, by),
        "day": when.day(day.starts_at),
        "allegations": "\n".join(found),
        "decision": f"{rules.SANCTIONS[outcome.sanction]}.",
        "reason": words["reason_sealed"],
        "next": f"The warning counts until the end of {when.day(live)}. After that it is not weighed any more." if live else "",
        "appeal": f"Write to {whom}, by {when.moment(selectors.appeal_until(row, at))}, and say why.",
    }


def alleged(row: Disciplinary) -> list[str]:
    """What it is about, rule by rule."""
    return [f"{one.clause.ref} {one.clause.label}" for one in selectors.allegations(row)]


def _plain(text: str) -> str:
    return " ".join(text.split())

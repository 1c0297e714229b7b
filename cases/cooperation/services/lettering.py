"""The letters about a request: the request itself, for somebody who cannot sign in, and the invitation to a day; each the same that stands
on their page, to be made, handed over and kept (ADR 26)."""

from datetime import datetime

from cases.casefile.listing import party_name
from cases.cooperation import rules, selectors
from cases.cooperation.models import CooperationRequest
from cases.serving.selectors import has_access
from foundation.deadlines.rules.kinds import terms_of
from foundation.deadlines.selectors import overrides_of
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.face import when
from foundation.letters import services as letters
from foundation.letters.models import Letter
from foundation.letters.rules.templates import template
from foundation.letters.selectors import at_the_end
from foundation.people.models import Person
from foundation.people.rules import symbols_with

from .telling import path

RIGHT = "coop.lead"
NO_LETTER = "There is a letter while something is asked of somebody who cannot sign in, and once a day is arranged, until it is over."


def letter_now(row: CooperationRequest, at: datetime) -> str:
    """The letter whose time it is, by its template; "" where it is none's."""
    if row.state == rules.ISSUED and not has_access(row.target.person, at):
        return rules.LETTER
    to_come = row.state == rules.SCHEDULED and row.kind == rules.ATTEND_INTERVIEW and not selectors.progress(row, at)["written"]
    return rules.INVITATION if to_come else ""


def write_letter(row: CooperationRequest, *, by: Person, at: datetime) -> Letter:
    """Begin the letter whose time it is, or give the one there is. Raises Refused where it is none's, and for whoever may not ask."""
    code = letter_now(row, at)
    if not code:
        raise Refused(NO_LETTER)
    every = _values(row, by) | (_of_the_day(row) if code == rules.INVITATION else _of_the_request(row))
    values = {name: every[name] for name in template(code).uses}
    return letters.begin(
        row.dossier, about=row.uuid, path=path(row), right=RIGHT, code=code, values=values, to=row.target.person, by=by, at=at
    )


def may_write(row: CooperationRequest, standing: frozenset[str], at: datetime) -> str:
    """The letter that somebody who holds these parts and roles can begin now; "" where there is none."""
    return letter_now(row, at) if standing & symbols_with(RIGHT) else ""


def _values(row: CooperationRequest, by: Person) -> dict[str, str]:
    """What either letter may say. Nobody is named who reported, and no case."""
    return {
        "recipient": party_name(row.target),
        "reference": row.reference,
        "matter": sealing.read_one(row)["what_sealed"],
        **at_the_end(by),
    }


def _of_the_day(row: CooperationRequest) -> dict[str, str]:
    return {
        "day": when.moment(row.meets_at),
        "place": sealing.read_one(row)["place_sealed"],
        "who": f"{row.led_by.name} asks the questions, {row.note_taker.name} takes the notes",
    }


def _of_the_request(row: CooperationRequest) -> dict[str, str]:
    kind = rules.KINDS[row.kind]
    return {
        "action": kind.label,
        "details": _points(_scope(row)),
        "why": sealing.read_one(row)["why_sealed"],
        "by_when": _by_when(row, kind),
        "terms": _points(kind.terms),
    }


def _scope(row: CooperationRequest) -> tuple[str, ...]:
    """Exactly what a supervised session looks at, and why nothing less would do."""
    scope = selectors.scope_of(row)
    if scope is None:
        return ()
    kinds = ", ".join(rules.CONTENT[kind].lower() for kind in scope.kinds)
    return (
        f"Which account: {scope.account}", f"From which day to which: {when.day(scope.first_day)} to {when.day(scope.last_day)}",
        f"With whom: {scope.counterpart}", f"What kind of things: {kinds}", f"Why it is necessary and in proportion: {scope.necessity}",
        f"What asks less, and why it is not enough: {scope.tried}",
    )  # fmt: skip


def _points(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {' '.join(line.split())}" for line in lines)


def _by_when(row: CooperationRequest, kind: rules.Kind) -> str:
    """How long there is, as a letter says it, which stands for good: in working days from the one that counts."""
    set_here = overrides_of(row.dossier)
    days = {clock: terms_of(clock, set_here.get(clock)).amount for clock in rules.THEIRS}
    first = rules.NOT_ARRANGED if kind.meets else f"Within {days['coop_response']} working days" if kind.dated else "At once"
    return f"{first}. Say within {days['coop_ack']} working days that you have read this."

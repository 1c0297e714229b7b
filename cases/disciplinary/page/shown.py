"""The process for those who work on it or hear it, and the person's own page."""

from datetime import datetime

from cases.casefile.listing import party_name, waiting
from cases.disciplinary import links, rules, selectors
from cases.disciplinary.models import Disciplinary, Outcome
from cases.disciplinary.services.telling import path
from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.selectors import calendar_of, countdown, current
from foundation.dossiers import sealing
from foundation.dossiers.rules import HEARING_CHAIR, SUBJECT
from foundation.face import when
from foundation.face.rows import SummaryRow, TaskRow
from foundation.letters import pages as letters
from foundation.letters.selectors import copies_about
from foundation.people.models import Person
from foundation.people.rules import HR

from . import rows

HELD = {HR: "HR", HEARING_CHAIR: "whoever chairs", SUBJECT: "the person concerned"}
RIGHTS = (
    "A colleague or somebody from a trade union may come with you. They may speak for you, and may not answer for you.",
    "If they cannot come then, you may name another time within five working days of it, once.",
    "You may call people who saw something and hand in papers. Send them to HR beforehand.",
    "Nobody has decided anything. Whoever hears it has had no part in this so far.",
)
MUST_DECLARE = "Say first whether you have a conflict of interest. Then you read the rest."


def undeclared(row: Disciplinary, person: Person) -> bool:
    """Whether they are to hear it and have not yet said whether they have a conflict (DOMAIN 6.3 R10)."""
    seat = selectors.seat_of(row, person)
    return seat is not None and seat.declared_at is None


def next_move(row: Disciplinary, at: datetime) -> tuple[str, str]:
    day, outcome = selectors.hearing_of(row), selectors.outcome_of(row)
    return rules.first_move(
        row.state,
        invited=bool(day and day.invited_at),
        asked=bool(day and day.wished),
        heard_from_all=all(one.declared_at for one in selectors.seats_of(row)),
        over=bool(outcome and outcome.appeal_until and at >= outcome.appeal_until),
    )


def working(row: Disciplinary, person: Person, at: datetime) -> dict[str, object]:
    """Everything `hearings/process.html` draws."""
    row = selectors.of_case(row.dossier)
    move, part = next_move(row, at)
    first, day, outcome = undeclared(row, person), selectors.hearing_of(row), selectors.outcome_of(row)
    clock = current([row.uuid]).get(row.uuid)
    about = [SummaryRow("Person it is about", party_name(row.case.subject)), *rows.where_and_when(day), rows.who_hears(row)]
    shown = {
        "title": f"Hearing {row.reference}", "row": row, "state": rules.STATE_WORDS[row.state], "next_move": move,
        "holder": HELD.get(part, ""), "since": when.since(row.state_since, at), "facts": about, "moves": links.moves(row, person, at),
        "due": countdown(clock.due_at, at, days=calendar_of(row.dossier)) if clock else None,
        "back": f"/cases/{row.case.reference}/" if selectors.reads_case(row, person, at) else "/hearings/",
    }  # fmt: skip
    if first:
        return shown | {"notice": MUST_DECLARE, "moves": [one for one in shown["moves"] if one.href.endswith("/conflict/")]}
    return shown | {
        "facts": [*about, rows.declared(row), *rows.invited(day), *_worst(row), *_withdrawal(row)],
        "found": rows.found(row),
        "bundle": [*rows.summary(row)],
        "evidence": rows.evidence(row),
        "weighing": rows.weighing(row),
        "said": rows.said(row),
        "days": rows.days(row),
        "record": rows.record(day),
        "rulings": rows.rulings(outcome),
        "decided": rows.decided(outcome),
    }


def _worst(row: Disciplinary) -> list[SummaryRow]:
    return [SummaryRow("The most it could lead to", rules.SANCTIONS[row.worst])] if row.worst else []


def _withdrawal(row: Disciplinary) -> list[SummaryRow]:
    if not row.withdraw_asked_at:
        return []
    why = sealing.read_one(row)["withdraw_sealed"]
    return [SummaryRow(f"{row.withdraw_asked_by.name} proposes to withdraw it", why)]


def mine(row: Disciplinary, person: Person, at: datetime) -> dict[str, object]:
    """Everything `hearings/mine.html` draws for the person it is about: nobody who reported, no case, no note of anybody's."""
    row = selectors.of_case(row.dossier)
    told = _issued(row)
    day = None if _postponed(row) else _told_of(row)
    own = [*(copies_about(person, day.uuid, at) if day else []), *(copies_about(person, told.uuid, at) if told else [])]
    return {
        "title": "Your hearing",
        "row": row,
        "state": known_state(row),
        "now_what": _now_what(row, told, at),
        "facts": [*rows.where_and_when(day), rows.who_hears(row), rows.alleged(row), *_worst(row)] if day else [],
        "evidence": rows.evidence(row),
        "said": rows.said(row, own=True),
        "days": rows.days(row),
        "outcome": _outcome(told) if told else [],
        "rulings": rows.rulings(told),
        "rights": RIGHTS if row.state == rules.SCHEDULED else (),
        "copies": letters.copies(own),
        "moves": links.moves(row, person, at),
        "back": "/hearings/",
    }


def known_state(row: Disciplinary) -> str:
    """Where it stands, as the person it is about may know it: that something was decided only once somebody has told them."""
    return rules.STATE_WORDS[rules.BEFORE_IT_IS_TOLD.get(row.state, row.state)]


def waits(row: Disciplinary, at: datetime) -> str:
    """What the person it is about waits for, in a list."""
    day = selectors.hearing_of(row)
    if row.state == rules.SCHEDULED and day is not None and day.invited_at and not day.wished and at < day.starts_at:
        return f"The hearing is on {when.moment(day.starts_at)}"
    return next(iter(_now_what(row, _issued(row), at)), "Nothing is asked of you now")


def _postponed(row: Disciplinary) -> bool:
    """Whether the day they were told of holds no longer, and they have not been told of another."""
    day = selectors.hearing_of(row)
    return row.state == rules.SCHEDULED and day is not None and not day.invited_at


def _told_of(row: Disciplinary):
    """The newest day the person was invited to: a new one stands here once they were told of it."""
    return next((one for one in reversed(selectors.hearings_of(row)) if one.invited_at), None)


def _issued(row: Disciplinary) -> Outcome | None:
    outcome = selectors.outcome_of(row)
    return outcome if outcome is not None and outcome.issued_at else None


def _outcome(outcome: Outcome) -> list[SummaryRow]:
    said = sealing.read_one(outcome)
    sanction = SummaryRow("What was decided", rules.SANCTIONS[outcome.sanction])
    return [sanction, SummaryRow("Why", said["reason_sealed"]), *rows.given(outcome, own=True)]


def _now_what(row: Disciplinary, told: Outcome | None, at: datetime) -> list[str]:
    """Where it stands and what happens then, in sentences."""
    day = selectors.hearing_of(row)
    if row.state == rules.SCHEDULED and day is not None and day.wished:
        return ["You asked for another day. The one that was set holds until you have an answer."]
    if _postponed(row):
        return ["The hearing has been postponed. Somebody tells you the new day."]
    if row.state == rules.SCHEDULED and day is not None and day.starts_at <= at:
        return ["The day of the hearing has come. What was said is written down, and then somebody decides and speaks to you."]
    if row.state in (rules.HEARD, rules.DECIDED):
        return ["The hearing is over. Somebody speaks to you about what was decided, and gives you a letter."]
    if row.state == rules.OUTCOME_ISSUED and told is not None and at < told.appeal_until:
        return [f"You can appeal until {when.moment(told.appeal_until)}. The letter says how."]
    return _ENDED.get(row.state, [])


_ENDED = {
    rules.SCHEDULED: ["Read what it is about, say who comes with you, and what you wish to say."],
    rules.CONCLUDED: ["This is concluded."],
    rules.WITHDRAWN: ["This was withdrawn. There is no hearing, and nothing follows from it."],
}


def task(
    row: Disciplinary, title: str, move: str, at: datetime, due=None, days: Calendar | None = None, *, holder="", own=False
) -> TaskRow:
    """One process as a row of a list. `due`: its clock that ends first; `days`: the calendar to count in; `own`: for the person it is
    about, who learns nothing from it that nobody has told them, nor since when."""
    since = "" if own and row.state in rules.BEFORE_IT_IS_TOLD else when.since(row.state_since, at)
    said = {"holder": holder, "state": known_state(row) if own else rules.STATE_WORDS[row.state], "since": since}
    return waiting(row, path(row), title, move, at, due_at=due and due.due_at, days=days, **said)

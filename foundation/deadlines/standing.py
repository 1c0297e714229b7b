"""How one clock stands: until when, what happened to it, and who may give it more time."""

from datetime import datetime

from django.urls import reverse

from foundation.dossiers.routing import holders
from foundation.face import when
from foundation.face.rows import MoveLink, SummaryRow, TimelineRow
from foundation.face.words import capital
from foundation.people.models import Person

from . import holding, pages, selectors
from .models import ClockEvent, Deadline
from .rules import giving
from .rules import ledger as entries
from .rules.kinds import KINDS

_WORDS = {
    entries.START: "It began",
    entries.PAUSE: "It was stopped for a while",
    entries.RESUME: "It went on",
    entries.EXTEND: "More time was given",
    entries.RERATE: "It was judged anew",
    entries.RECALENDAR: "The days off changed",
    entries.WAIVE: "It was decided that it need not be met",
    entries.MEET: "It was met",
    entries.STOP: "It ended",
}
_DECIDED = (entries.EXTEND, entries.WAIVE)  # by whom the others were begun and met may be what a reporter asked to keep to themselves
_KINDS = {entries.MEET: "good", entries.PAUSE: "wait", entries.WAIVE: "wait"}


def may_give(row: Deadline, person: Person, at: datetime) -> bool:
    """Whether the person is one of those this clock goes to when it is late, and neither holds it nor stands in for whoever does."""
    theirs = holding.has_to_meet(person, row, holding.owners(row, at), at)
    return not theirs and any(person in holders(row.dossier, symbol, at) for symbol in row.terms.escalate)


def show(row: Deadline, person: Person, at: datetime) -> dict:
    facts = [SummaryRow("Reference", row.reference), SummaryRow("Due", _due(row, at)), SummaryRow("With", capital(pages.holder(row)))]
    if row.due_at != row.original_due:
        facts.append(SummaryRow("Due at first", f"{when.moment(row.original_due)}. Whether it was in time is judged by this."))
    return {
        "title": KINDS[row.kind].words,
        "back": reverse("deadlines:led"),
        "facts": facts,
        "thing": row.opens,
        "moves": _moves(row, person, at),
        "events": [_event(one) for one in reversed(selectors.ledger_of(row))],
    }


def asked(row: Deadline, at: datetime) -> str:
    """What a form about a clock says above its questions."""
    return f"{KINDS[row.kind].words}: {row.reference}. Due {_due(row, at)}."


def _due(row: Deadline, at: datetime) -> str:
    if row.state not in entries.LIVE:
        return "It has ended"
    return selectors.countdown(row.due_at, at, days=selectors.calendar_of(row.dossier)).text


def _moves(row: Deadline, person: Person, at: datetime) -> list[MoveLink]:
    if row.state != entries.RUNNING or not may_give(row, person, at):
        return []
    moves = []
    if not giving.cannot_extend(row.kind, row.owner):
        moves.append(MoveLink("Give more time", reverse("deadlines:more-time", args=[row.uuid]), kind="secondary"))
    if not giving.cannot_waive(row.kind, row.owner):
        moves.append(MoveLink("It need not be met", reverse("deadlines:let-go", args=[row.uuid]), kind="secondary"))
    return moves


def _event(entry: ClockEvent) -> TimelineRow:
    return TimelineRow(
        when=when.moment(entry.at), iso=entry.at.isoformat(), title=_WORDS[entry.event],
        who=entry.by.name if entry.event in _DECIDED else "",
        text=" ".join(filter(None, (_reason(entry), _moved(entry)))), kind=_KINDS.get(entry.event, ""),
    )


def _reason(entry: ClockEvent) -> str:
    said = (giving.EXTEND_REASONS | giving.WAIVE_REASONS).get(entry.reason, "")
    return f"{said}." if said else ""


def _moved(entry: ClockEvent) -> str:
    if entry.event == entries.START:
        return f"Due {when.moment(entry.new_due)}."
    return f"Due {when.moment(entry.new_due)} instead of {when.moment(entry.old_due)}." if entry.old_due != entry.new_due else ""

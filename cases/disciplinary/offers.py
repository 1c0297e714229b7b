"""What this room offers the first page, the search and its own list."""

from dataclasses import dataclass
from datetime import datetime

from foundation.deadlines.selectors import calendar_for, current
from foundation.dossiers.rules import CASE_MANAGER
from foundation.face.rows import Empty, TaskRow, Tasks
from foundation.people.models import Person

from . import links, page, rules, selectors
from .models import Disciplinary


@dataclass(frozen=True)
class Turn:
    """What a row of a list says to the person whose turn it is."""

    title: str
    move: str


_TURNS = {  # the first of these that the person may make is what is asked of them
    "declare": Turn("You are asked to hear something", "Say first whether you have a conflict"),
    "say": Turn("You are invited to a hearing", "Read what it is about, and say who comes with you"),
    "keep_day": Turn("Another day is asked for", "Postpone the hearing, or say why not"),
    "withdraw": Turn("Withdrawing a process is proposed", "Read why, and agree if you do"),
    "schedule": Turn("A hearing is to be arranged", "Choose the day and who hears it"),
    "seat": Turn("Somebody who was to hear it stepped back", "Name somebody else"),
    "invite": Turn("Invite somebody to a hearing", "Speak to them, then record it"),
    "hear": Turn("Write down a hearing", "Who was there, and what was said"),
    "decide": Turn("Decide after a hearing", "What you find, and what follows"),
    "issue": Turn("Give somebody an outcome", "Speak to them, then record it"),
    "conclude": Turn("The time to appeal has ended", "Conclude the process"),
}
_POSTPONE = Turn("Another day is asked for", "They have a right to it: postpone the hearing")
_WRITE = {
    rules.SCHEDULED: Turn("An invitation is to be written", "Write it, make it, then speak to the person"),
    rules.DECIDED: Turn("An outcome letter is to be written", "Write it, make it, then speak to the person"),
}


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    """What waits for this person about hearings, and what they wait for."""
    found = selectors.concerning(person, at)
    due = current([row.uuid for row in found]) if found else {}
    days = calendar_for(person) if due else None
    turns = [(row, _turn(row, person, at)) for row in found]
    mine = [
        page.task(row, turn.title, turn.move, at, due.get(row.uuid), days, own=_is_about(row, person)) for row, turn in turns if turn
    ]
    return Tasks(mine, [_waited_for(row, person, due.get(row.uuid), days, at) for row, turn in turns if not turn])


def search(person: Person, reference: str, at: datetime) -> list[TaskRow]:
    """The process with this reference, for whoever has a page of it."""
    for find, title in ((selectors.mine_for, "Your hearing"), (selectors.process_for, "Hearing")):
        if row := find(person, reference, at):
            return [page.task(row, title, "", at, own=find is selectors.mine_for)]
    return []


def everything(person: Person, at: datetime) -> dict[str, object]:
    """Everything `hearings/index.html` draws."""
    found = tasks(person, at)
    over = [row for row in selectors.mine(person, at) if row.state in rules.SETTLED]
    return {
        "title": "Hearings",
        "rows": found.needs_me + found.waiting,
        "before": [page.task(row, "Your hearing", "", at, own=True) for row in over],
        "empty": Empty("Nothing waits for you", "Hearings that you arrange, hear or are invited to stand here."),
    }


def _turn(row: Disciplinary, person: Person, at: datetime) -> Turn | None:
    """What this person has to do next; None while they wait for somebody."""
    names = links.offered(row, person, at)
    day = selectors.hearing_of(row)
    if "postpone" in names and day is not None and day.wished and day.asked_why == rules.COMPANION:
        return _POSTPONE
    for name, turn in _TURNS.items():
        if name in names and not (name == "say" and row.said_at):
            return turn
    return _written(row, person, at)


def _written(row: Disciplinary, person: Person, at: datetime) -> Turn | None:
    """A letter that is to be written, or was begun and is not made yet."""
    if row.state in _WRITE and selectors.arranges(row, person, selectors.standing(row, person, at), at):
        return next((_WRITE[row.state] for one in links.letter_moves(row, person, at) if not one.kind), None)
    return None


def _waited_for(row: Disciplinary, person: Person, due, days, at: datetime) -> TaskRow:
    if _is_about(row, person):
        return page.task(row, "Your hearing", page.waits(row, at), at, own=True)
    move, part = page.next_move(row, at)
    return page.task(row, move, "Hearing", at, due, days, holder=page.HELD.get(part, "the case manager" if part == CASE_MANAGER else ""))


def _is_about(row: Disciplinary, person: Person) -> bool:
    return row.case.subject.person_id == person.pk

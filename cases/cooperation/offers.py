"""What this room offers the home page, the search and its own list."""

from dataclasses import dataclass
from datetime import datetime

from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.selectors import calendar_for, current
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR
from foundation.face import when
from foundation.face.rows import Empty, TaskRow, Tasks
from foundation.people.models import Person
from foundation.people.rules import DPO, HR
from foundation.people.selectors import roles_of

from . import page, rules, selectors
from .links import waits_for_agreement
from .models import CooperationRequest


@dataclass(frozen=True)
class Turn:
    """What a row of a list says to the person whose turn it is."""

    title: str
    move: str


ANSWER = Turn("Something is asked of you", "Read it and answer")
APPROVE = Turn("Approve a request to co-operate", "Read it through; approve it or send it back")
CHANGE = Turn("A request was sent back to you", "Change it, or withdraw it")
TELL = Turn("Tell somebody about a request to co-operate", "In person or by phone, then record it")
REVIEW = Turn("Somebody did not co-operate", "Ask why, and say whether there is a good reason")
TELL_REVIEW = Turn("Tell somebody what HR decided", "In person or by phone, then record it")
DATE = Turn("Another date is asked for", "Give more time, or say why not")
AGREE = Turn("A supervised session waits for you", "Is it necessary, in proportion, and narrow enough?")
ARRANGE = Turn("Arrange a day with somebody", "Choose a day, a place, and who takes the notes")
ATTEND = Turn("You are asked to be there", "Read when and where, and what you do there")
MINUTES = Turn("Write the minutes", "Write down what was said, while you remember it")
SIGN = Turn("Minutes wait for you", "Read them, and sign or say why not")
DONE = Turn("Minutes are signed", "Read them, and say that it is done")
_ORDER = (ANSWER, REVIEW, MINUTES, SIGN, DONE, AGREE, APPROVE, CHANGE, TELL, TELL_REVIEW, DATE, ARRANGE, ATTEND)


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    """What waits for this person: asked of them, to be approved, changed, told or looked at; and what they asked that waits for others."""
    found = selectors.concerning(person, at)
    due = current([row.uuid for row in found]) if found else {}
    days = calendar_for(person) if due else None
    parts = selectors.own_parts(person, found, at)
    turns = [(row, _turn(row, person, parts.get(row.dossier_id, frozenset()), at)) for row in found]
    mine = sorted((one for one in turns if one[1]), key=lambda one: _ORDER.index(one[1]))
    return Tasks(
        [page.task(row, turn.title, turn.move, at, due.get(row.uuid), days, own=row.asked_of == person.pk) for row, turn in mine],
        [_waited_for(row, person, due.get(row.uuid), days, at) for row, turn in turns if not turn],
    )


def search(person: Person, reference: str, at: datetime) -> list[TaskRow]:
    """The request with this reference, for whoever has a page of it."""
    for find, title in ((selectors.mine_for, "Something is asked of you"), (selectors.request_for, "Co-operation request")):
        if row := find(person, reference, at):
            return [page.task(row, title, "", at, own=find is selectors.mine_for)]
    return []


def everything(person: Person, at: datetime) -> dict[str, object]:
    """Everything `cooperation/index.html` draws."""
    found = tasks(person, at)
    before = [row for row in selectors.mine(person, at) if row.state in rules.NOT_OPEN_TO_THEM and not rules.is_untold(row)]
    return {
        "title": "Co-operation",
        "rows": found.needs_me + found.waiting,
        "before": [page.task(row, rules.KINDS[row.kind].label, "", at, own=True) for row in before],
        "empty": Empty("Nothing waits for you", "What is asked of you, and what you asked of others, stands here."),
    }


def _turn(row: CooperationRequest, person: Person, parts: frozenset[str], at: datetime) -> Turn | None:
    """What this person has to do next about one of `selectors.concerning`; None while they wait for somebody."""
    if row.state == rules.SCHEDULED:
        return _of_a_day(row, person, parts, at)
    if row.asked_of == person.pk:
        return None if row.state in rules.ANSWERED or rules.is_untold(row) or _kept(row) or _to_be_arranged(row) else ANSWER
    if row.state in rules.WITH_HR:
        return REVIEW if selectors.reviews(row, person, parts, at) else None
    if row.state == rules.DRAFT:
        return _of_a_draft(row, person, parts, at)
    if not parts:
        return None
    if row.state == rules.ISSUED and not row.told_at:
        return TELL
    if row.state in rules.REVIEWED:
        return TELL_REVIEW
    if _to_be_arranged(row):
        return ARRANGE
    return DATE if row.wishes_another_date else None


def _of_a_day(row: CooperationRequest, person: Person, parts: frozenset[str], at: datetime) -> Turn | None:
    """Of something that is arranged; `written`, `signed`, `countersigned` were asked with the list."""
    if row.asked_of == person.pk:
        return SIGN if row.written and not row.signed else None
    if not row.written:
        begun = row.meets_at <= at
        if row.note_taker_id == person.pk:
            return MINUTES if begun else ATTEND
        if row.led_by_id == person.pk and not begun and not parts:
            return ATTEND
        return DATE if parts and row.wishes_another_date and not begun else None
    if row.led_by_id == person.pk and not row.countersigned:
        return SIGN
    return DONE if parts and row.signed and row.countersigned else None


def _to_be_arranged(row: CooperationRequest) -> bool:
    return row.state == rules.ACKNOWLEDGED and rules.KINDS[row.kind].meets


def _of_a_draft(row: CooperationRequest, person: Person, parts: frozenset[str], at: datetime) -> Turn | None:
    if row.returned_at:
        return CHANGE if INVESTIGATOR in parts else None
    if waits_for_agreement(row):
        return AGREE if not parts and _agrees(row, person, at) else None
    return APPROVE if CASE_MANAGER in parts else None


def _agrees(row: CooperationRequest, person: Person, at: datetime) -> bool:
    if person.pk in (row.hr_agreed_by_id, row.dpo_agreed_by_id, row.drafted_by_id):
        return False
    missing = [role for role, agreed in ((HR, row.hr_agreed_by_id), (DPO, row.dpo_agreed_by_id)) if not agreed]
    return bool(roles_of(person, at) & set(missing))


def _kept(row: CooperationRequest) -> bool:
    return row.state == rules.ACKNOWLEDGED and rules.KINDS[row.kind].kept


def _waited_for(row: CooperationRequest, person: Person, due: Deadline | None, days: Calendar | None, at: datetime) -> TaskRow:
    if row.asked_of == person.pk:
        title, move = rules.ANSWERED.get(rules.DECLINED if rules.is_untold(row) else row.state) or _theirs(row, at)
        return page.task(row, title, move, at, own=True)
    so = {"begun": bool(row.meets_at and row.meets_at <= at), "written": row.written, "signed": row.signed}
    move, part = page.waits_for(row, so | {"countersigned": row.countersigned, "stopped": row.stopped_at is not None})
    title = f"{rules.KINDS[row.kind].label}: {'kept' if _kept(row) else move.lower()}"
    return page.task(row, title, "Co-operation request", at, due, days, holder=page.HELD.get(part, ""))


def _theirs(row: CooperationRequest, at: datetime) -> tuple[str, str]:
    """What the person asked reads while they wait."""
    if not rules.KINDS[row.kind].meets:
        return "Keep what you were asked to keep", "You are told when it is over"
    if row.state != rules.SCHEDULED:
        return "A day is arranged with you", "You are told when and where"
    if row.meets_at > at:
        return f"You are invited for {when.moment(row.meets_at)}", "Read where, and who is there"
    if row.written:
        return "You have said whether you sign", "The trust signs, too"
    return "Minutes are being written", "You read them here"

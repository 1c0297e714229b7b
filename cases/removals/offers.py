"""What this room offers: choices for its form, and rows for the home page, search and its own list."""

from dataclasses import dataclass
from datetime import datetime

from cases.casefile.listing import people_options
from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.selectors import calendar_for, current
from foundation.dossiers.models import Party
from foundation.dossiers.rules import is_known
from foundation.evidence.models import Exhibit
from foundation.evidence.selectors import exhibits_of
from foundation.face.rows import Empty, TaskRow, Tasks
from foundation.people.models import Person
from policy.models import Clause

from . import forms, grounds, page, rules, selectors
from .models import RemovalRequest


@dataclass(frozen=True)
class Choices:
    """What a request can be made of, and back from the form's codes to the things themselves."""

    addresses: list[tuple[str, str]]
    clauses: list[Clause]
    exhibits: list[Exhibit]
    verifiers: list[Person]
    people: list[Party]

    @property
    def known(self) -> bool:
        """Whether anybody is known who could be asked; else it goes to the platform, and no rule of the trust is named (DOMAIN 5.1)."""
        return any(is_known(one.kind) for one in self.people)

    @property
    def options(self) -> dict[str, list]:
        return {
            "addresses": self.addresses,
            "clauses": page.clause_options(self.clauses) if self.known else [],
            "exhibits": page.exhibit_options(self.exhibits),
            "verifiers": page.people_options(self.verifiers),
            "people": people_options(self.people) if len(self.people) > 1 else [],
        }

    def chosen(self, cleaned: dict) -> dict[str, object]:
        """The arguments of `services.draft`."""
        address = cleaned["other"] if cleaned["address"] == forms.OTHER else dict(self.addresses)[cleaned["address"]]
        return {
            "address": address,
            "action": cleaned["action"],
            "why": cleaned["why"],
            "signs": cleaned["signs"],
            "clause": next((one for one in self.clauses if one.code == cleaned.get("clause")), None),
            "exhibit": next((one for one in self.exhibits if str(one.uuid) == cleaned["exhibit"]), None),
            "reveals": cleaned["reveals"] or "",
            "evidence_reason": cleaned["no_exhibit"] or "",
            "verifier": next(one for one in self.verifiers if str(one.uuid) == cleaned["verifier"]),
            "target": next((one for one in self.people if str(one.uuid) == cleaned.get("who")), None),
        }


def choices(ground: grounds.Ground, person: Person, at: datetime) -> Choices:
    return Choices(
        grounds.addresses(ground),
        ground.clauses(),
        exhibits_of(ground.dossier),
        selectors.verifiers(ground, person, at),
        ground.people(at),
    )


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    """What waits for this person: asked of them, to be checked, to be decided, to be told; and what they asked that waits for others."""
    found = selectors.concerning(person, at)
    due = current([row.uuid for row in found]) if found else {}
    days = calendar_for(person) if due else None
    turns = [(row, _turn(row, person, due.get(row.uuid), at)) for row in found]
    mine = sorted((one for one in turns if one[1]), key=lambda one: _ORDER.index(one[1]))
    return Tasks(
        [page.task(row, turn.title, turn.move, at, due.get(row.uuid), days) for row, turn in mine],
        [_waited_for(row, person, due.get(row.uuid), days, at) for row, turn in turns if not turn],
    )


def _waited_for(row: RemovalRequest, person: Person, due: Deadline | None, days: Calendar | None, at: datetime) -> TaskRow:
    if row.asked_of == person.pk:  # who has answered waits for somebody to look at it
        return page.task(row, *rules.ANSWERED[row.state], at)
    return page.task(row, rules.first_move(row.state, told=True)[0], "Removal request", at, due, days, holder=page.holder(row))


def search(person: Person, reference: str, at: datetime) -> list[TaskRow]:
    """The request with this reference, for whoever has a page of it."""
    for find, title in (
        (selectors.mine_for, "Something is asked of you"),
        (selectors.removal_for, "Removal request"),
        (selectors.to_check_for, "Check whether something is gone"),
        (selectors.to_judge_for, "Decide an objection"),
    ):
        if row := find(person, reference, at):
            return [page.task(row, title, "", at)]
    return []


def everything(person: Person, at: datetime) -> dict[str, object]:
    """Everything `removals/index.html` draws: what waits for the person, and what was asked of them before."""
    open_now = tasks(person, at).needs_me
    shown = {row.reference for row in open_now}
    before = [row for row in selectors.mine(person, at) if row.reference not in shown]
    return {
        "title": "Removals",
        "rows": open_now,
        "before": [page.task(row, "Asked of you", "", at) for row in before],
        "empty": Empty(
            "Nothing waits for you", "When somebody asks you to remove something, or to check that something is gone, it stands here."
        ),
    }


@dataclass(frozen=True)
class Turn:
    """What a row of a list says to the person whose turn it is."""

    title: str
    move: str


ANSWER = Turn("Something is asked of you", "Read it and answer")
CHECK = Turn("Check whether something is gone", "Look, and record what you found")
LOOK_AGAIN = Turn("Look again whether something is still gone", "Look, and record what you found")
JUDGE = Turn("Decide an objection", "Read both sides and decide")
TELL = Turn("Tell somebody about a request", "In person or by phone, then record it")
SEND = Turn("A request is not sent yet", "Read it through and send it")
LOOK_THERE = Turn("Look whether a platform has taken something down", "Look, and record it when it is gone")
LATE = Turn("Something was not removed in time", "Find out whether they could, and record it")
GO_ON = Turn("Something was not removed", "Decide how it goes on")
FURTHER = Turn("A platform has had its 48 hours", "Take it further")
_ORDER = (ANSWER, CHECK, LOOK_AGAIN, JUDGE, LATE, GO_ON, FURTHER, LOOK_THERE, TELL, SEND)


def _turn(row: RemovalRequest, person: Person, due: Deadline | None, at: datetime) -> Turn | None:
    """What this person has to do next about one of `selectors.concerning`; None while they wait for somebody."""
    if row.asked_of == person.pk:
        return None if row.state in rules.ANSWERED else ANSWER
    if row.verifier_id == person.pk:
        return {rules.CLAIMED_REMOVED: CHECK, rules.VERIFIED: LOOK_AGAIN}.get(row.state, LOOK_THERE)
    if row.judge_id == person.pk:
        return JUDGE
    if row.state == rules.DRAFT:
        return SEND
    over = due is not None and due.due_at <= at
    if row.state == rules.ISSUED and not row.told_at:
        return TELL
    if row.state in (rules.ISSUED, rules.ACKNOWLEDGED) and over:
        return LATE
    if row.state == rules.PLATFORM_REPORTED and over:
        return FURTHER
    return GO_ON if row.state == rules.NON_COMPLIED else None

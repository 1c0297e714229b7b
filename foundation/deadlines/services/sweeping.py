"""The sweep: whoever is to be reminded gets a row in the outbox, in the transaction that moves the clock to its next rung (DESIGN 5)."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction

from foundation.deadlines.models import Deadline, Heartbeat
from foundation.deadlines.recipients import Recipients
from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.rules.ladders import DEPUTY, OWNER, Rung, counts_from_start, pending, urgency
from foundation.deadlines.selectors import DueRow, as_due, calendar, due_rungs
from foundation.dossiers.models import Dossier
from foundation.face import when
from foundation.messages.services import Notice, queue_many
from foundation.people.models import Person
from foundation.people.rules import SYSTEM
from foundation.people.selectors import Everybody

from .ledger import ESCALATION, REMINDER

log = logging.getLogger(__name__)
BATCH = 1000  # short enough that nobody who changes one of these waits long


class Reminder(NamedTuple):
    """One thing to tell one person: `word` is what the ladder calls them, `missed` how many lower rungs are told with it."""

    deadline: DueRow
    rung: Rung
    word: str
    person: Person
    missed: int


def sweep(*, at: datetime, batch: int = BATCH) -> int:
    """Remind of every rung up to `at`, batch by batch; gives how many messages were queued.

    Any number of these may run at once, and one may be killed at any moment: what it had claimed is as it was, and the next one does it.
    Missed rungs collapse to the highest. Where there is more than a batch, a second connection helps: one computes whom to remind while
    the database writes for the other.
    """
    here = _Batches(at, batch)
    here.take()
    if not here.more:
        return here.told
    if connection.vendor != "postgresql" or connection.in_atomic_block:  # alone with the database, or with rows nobody else sees yet
        return here.run()
    with ThreadPoolExecutor(max_workers=1) as helper:
        there = helper.submit(_on_its_own_connection, _Batches(at, batch))
        told = here.run() + there.result()
    return told + _Batches(at, batch).run()  # what each of the two left to the other because it held the dossier


def _on_its_own_connection(batches: "_Batches") -> int:
    try:
        return batches.run()
    finally:
        connection.close()


class _Batches:
    """One after the other, each in its own transaction, until one is not full."""

    def __init__(self, at: datetime, size: int):
        self.at, self.size, self.told, self.more = at, size, 0, True
        self.everybody, self.days, self.held = Everybody(at), {}, set()

    def run(self) -> int:
        """Gives how many messages were queued in all."""
        while self.more:
            self.take()
        return self.told

    def take(self) -> None:
        with transaction.atomic():
            found, held = _claim(self.at, self.size, self.held)
            rows = [row for row in found if row.dossier_id not in held]
            self.more = len(found) == self.size
            # the sender is woken with the first batch, goes on while there is more, and is woken again with the last
            self.told += _remind(rows, self.at, self.everybody, self.days, wake=not self.told or not self.more)
            beat(at=self.at)  # last in the transaction: another sweep waits for it no longer than the commit takes
        self.held = held if rows else self.held | held


def preview(*, at: datetime, limit: int = BATCH) -> list[Reminder]:
    """What a sweep at `at` would queue, and changes nothing."""
    rows = as_due(due_rungs(at)[:limit])
    recipients, climbed = Recipients(rows, at, look_only=True), _Climbed(at, {})
    return [one for row in rows for one in _reminders(row, climbed.by(row)[0], recipients)]


def would_go_out(*, at: datetime) -> list[str]:
    """`preview` in lines: which deadline, which rung and why, to which role. No name: who runs this may not know the people."""
    found = [(one, one.deadline) for one in preview(at=at)]
    return [
        f"{row.reference} {row.kind} rung {one.rung.code} ({_why(one)}): {_whom(one)}, {urgency(row.terms, one.rung)}" for one, row in found
    ]


def _why(one: Reminder) -> str:
    since = f"since {when.moment(one.rung.at)}, due {when.moment(one.deadline.due_at)}"
    return f"{since}, with {when.count(one.missed, 'missed rung')}" if one.missed else since


def _whom(one: Reminder) -> str:
    if one.word in (OWNER, DEPUTY):
        return f"{one.word} ({one.deadline.owner or 'a person'})"
    return f"escalation, {one.word} of {','.join(one.deadline.terms.escalate) or 'the next rung'}"


def beat(*, at: datetime) -> None:
    """Note that the reminders ran."""
    if not Heartbeat.objects.filter(pk=1).update(at=at):
        Heartbeat.objects.bulk_create([Heartbeat(pk=1, at=at)], ignore_conflicts=True)


def _claim(at: datetime, batch: int, held: set[int]) -> tuple[list[DueRow], set[int]]:
    """Rows nobody else holds, but for those of the dossiers `held`; and which dossiers somebody holds now: who is changing one of them sets
    its clocks anew, so its rows are left to the next batch but one, or to the next sweep."""
    due = due_rungs(at).exclude(dossier__in=held) if held else due_rungs(at)
    rows = as_due(due.select_for_update(skip_locked=True, no_key=True, of=("self",))[:batch])
    wanted = {row.dossier_id for row in rows}
    free = Dossier.objects.filter(pk__in=wanted).select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True)
    return rows, wanted.difference(free)


def _remind(rows: list[DueRow], at: datetime, everybody: Everybody, days: dict[int | None, Calendar], *, wake: bool) -> int:
    if not rows:
        return 0
    recipients, climbed, notices, moves = Recipients(rows, at, everybody), _Climbed(at, days), [], defaultdict(list)
    for row in rows:
        missed, later = climbed.by(row)
        notices += [_notice(one) for one in _reminders(row, missed, recipients)]
        moves[missed[-1].at if missed else row.last_rung_at, later.at if later else None].append(row.pk)
    queue_many(notices, at=at, by=SYSTEM, wake=wake)
    for (last, following), keys in moves.items():  # most of a batch climbs the same rung of the same day
        Deadline.objects.filter(pk__in=keys).update(last_rung_at=last, next_rung_at=following)
    return len(notices)


class _Climbed:
    """The rungs that have come by `at` and the first that has not, for the rows of a batch: many climb the same ladder to the same day."""

    def __init__(self, at: datetime, days: dict[int | None, Calendar]):
        self.at, self.days, self.known, self.timed = at, days, {}, {}

    def by(self, row: DueRow) -> tuple[list[Rung], Rung | None]:
        academy = row.dossier.academy_id
        if academy not in self.days:
            self.days[academy] = calendar(academy)
        terms = id(row.terms)  # equal ones are one object (TermsField), and the rows of the batch hold on to it
        if terms not in self.timed:
            self.timed[terms] = counts_from_start(row.terms)
        # the rungs from the next one on follow from the due date alone, unless the ladder counts from the start
        key = terms, row.due_at, row.next_rung_at, academy, row.started_at if self.timed[terms] else None
        if key not in self.known:
            self.known[key] = pending(row.terms, row.started_at, row.due_at, self.days[academy], row.next_rung_at, self.at)
        return self.known[key]


def _reminders(row: DueRow, missed: list[Rung], recipients: Recipients) -> Iterator[Reminder]:
    """One for each person of the missed rungs, all under the highest of them; who has to act is reminded, the others step in."""
    if not missed:
        return
    told, highest = set(), missed[-1]
    words = dict.fromkeys(word for rung in missed for word in rung.to)
    for word in sorted(words, key=lambda word: word != OWNER):
        for person in recipients.of(row, word):
            if person.pk not in told:
                told.add(person.pk)
                yield Reminder(row, highest, word, person, len(missed) - 1)
    if not told:
        log.warning("Nobody can be reminded of %s (%s).", row.reference, row.kind)


def _notice(one: Reminder) -> Notice:
    row = one.deadline
    family = REMINDER if one.word in (OWNER, DEPUTY) else ESCALATION
    return Notice(
        dossier=row.dossier, code=f"{family}.{row.kind}", to=one.person, about=row.about, reference=row.reference, path=row.path,
        urgency=urgency(row.terms, one.rung), due_at=row.due_at,
        key=f"deadline:{row.uuid}:{row.revision}:{one.rung.code}:{one.person.uuid}",
    )

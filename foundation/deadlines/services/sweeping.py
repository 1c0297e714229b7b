"""The sweep: whoever is to be reminded gets a row in the outbox, in the transaction that moves the clock to its next rung (DESIGN 5)."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from foundation.deadlines.models import Deadline, Heartbeat
from foundation.deadlines.recipients import Recipients
from foundation.deadlines.rules.ladders import DEPUTY, OWNER, Rung, pending, urgency
from foundation.deadlines.selectors import calendar, due_rungs
from foundation.face import when
from foundation.messages.services import Notice, queue_many
from foundation.people.models import Person
from foundation.people.rules import SYSTEM
from foundation.people.selectors import all_holders

from .ledger import ESCALATION, REMINDER

log = logging.getLogger(__name__)
BATCH = 500  # short enough that nobody who changes one of these waits long


@dataclass(frozen=True)
class Reminder:
    """One thing to tell one person: `word` is what the ladder calls them, `missed` how many lower rungs are told with it."""

    deadline: Deadline
    rung: Rung
    word: str
    person: Person
    missed: int


def sweep(*, at: datetime, batch: int = BATCH) -> int:
    """Remind of every rung up to `at`, batch by batch; gives how many messages were queued.

    Any number of these may run at once, and one may be killed at any moment: what it had claimed is as it was, and the next one does it.
    Missed rungs collapse to the highest.
    """
    told, placed = 0, all_holders(at)
    while True:
        with transaction.atomic():
            rows = list(_claim(at, batch))
            told += _remind(rows, at, placed)
        beat(at=at)
        if len(rows) < batch:
            return told


def preview(*, at: datetime, limit: int = BATCH) -> list[Reminder]:
    """What a sweep at `at` would queue, and changes nothing."""
    rows = list(due_rungs(at).select_related("dossier", "owner_person")[:limit])
    recipients, days = Recipients(rows, at, look_only=True), {}
    return [one for row in rows for one in _reminders(row, _missed(row, at, days)[0], recipients)]


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


def _claim(at: datetime, batch: int):
    """Rows nobody else holds, with their dossiers: who is changing one of them now will set its clocks anew."""
    rows = due_rungs(at).select_related("dossier", "owner_person")
    return rows.select_for_update(skip_locked=True, no_key=True, of=("self", "dossier"))[:batch]


def _remind(rows: list[Deadline], at: datetime, placed) -> int:
    if not rows:
        return 0
    recipients, days, notices = Recipients(rows, at, placed), {}, []
    for row in rows:
        missed, later = _missed(row, at, days)
        notices += [_notice(one) for one in _reminders(row, missed, recipients)]
        row.last_rung_at = missed[-1].at if missed else row.last_rung_at
        row.next_rung_at = later.at if later else None
    queue_many(notices, at=at, by=SYSTEM)
    _advance(rows)
    return len(notices)


def _advance(rows: list[Deadline]) -> None:
    """Most of a batch climbs the same rung of the same day: one statement for each. A mixed one goes in a single upsert, which writes
    these two columns only; Django's bulk_update builds a CASE of thousands of branches, which took half of the sweep's time."""
    same = defaultdict(list)
    for row in rows:
        same[row.last_rung_at, row.next_rung_at].append(row.pk)
    if len(same) > len(rows) // 10:
        Deadline.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=["last_rung_at", "next_rung_at"])
        return
    for (last, following), keys in same.items():
        Deadline.objects.filter(pk__in=keys).update(last_rung_at=last, next_rung_at=following)


def _missed(row: Deadline, at: datetime, days: dict) -> tuple[list[Rung], Rung | None]:
    academy = row.dossier.academy_id
    if academy not in days:
        days[academy] = calendar(academy)
    return pending(row.terms, row.started_at, row.due_at, days[academy], row.next_rung_at, at)


def _reminders(row: Deadline, missed: list[Rung], recipients: Recipients) -> Iterator[Reminder]:
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

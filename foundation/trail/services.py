"""Every write of the trail: append an event, append to a total, seal the heads, compact the totals."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q, Sum

from . import rules
from .models import CELL, ChainHead, Event, Restore, Seal, Tally

HEADS_A_SEAL = 1000  # a seal stays small enough to be read in one piece, however much happened in the hour
STEPS_AT_ONCE = 10_000


def record(
    chain: UUID, *, action: str, actor: str, at: datetime, role: str = "", from_state: str = "", to_state: str = "", reason: str = "",
    ids: Mapping[str, Any] | None = None,
) -> Event:
    """Append one event to `chain`, in the caller's transaction: the change and its record stand or fall together.

    `actor` is a token of the chain, `system` or `anonymous`; `ids` as in `rules.check_ids`. Raises ValueError for anything that could be
    narrative. Three queries, five for the first event of a chain.
    """
    said = {
        "at": at, "action": rules.check_action(action), "actor": rules.check_actor(actor), "role": rules.check_code(role),
        "from_state": rules.check_code(from_state), "to_state": rules.check_code(to_state),
        "reason": rules.check_code(reason, longest=60), "ids": rules.check_ids(ids),
    }
    with transaction.atomic(savepoint=False):
        head = _locked_head(UUID(str(chain)))
        link = rules.Link(chain=head.chain, seq=head.seq + 1, previous=head.digest, **said)
        event = Event.objects.create(**link._asdict(), digest=rules.event_digest(link))
        ChainHead.objects.filter(chain=head.chain).update(seq=event.seq, digest=event.digest)
    return event


def _locked_head(chain: UUID) -> ChainHead:
    heads = ChainHead.objects.select_for_update().filter(chain=chain)
    head = heads.first()
    if head is None:  # two first writers: one inserts, the other waits for it here, and both lock the one row
        ChainHead.objects.bulk_create([ChainHead(chain=chain)], ignore_conflicts=True)
        head = heads.get()
    return head


def tally(measure: str, *, month: date, academy: str = "", category: str = "", tier: int = 0, amount: int = 1) -> Tally:
    """Append a step to a total, in the transaction of the change it counts (DESIGN 7). `month` is any day of the month.

    Raises ValueError for a datetime (its day depends on where one stands) and for a category that is more than a code.
    """
    if isinstance(month, datetime):
        raise ValueError("A month is a date: choose the day in the trust's own time.")
    return Tally.objects.create(
        measure=rules.check_code(measure), academy=rules.check_code(academy), month=month.replace(day=1),
        category=rules.check_code(category), tier=tier, amount=amount,
    )


def seal(*, at: datetime) -> Seal | None:
    """Seal the heads that moved since the seal before, a thousand to a seal; the last one made, or None when none moved.

    When two workers seal at once the database lets one number in; the other leaves its heads to the next hour.
    """
    made = None
    while newer := _seal_some(at):
        made = newer
    return made


def _seal_some(at: datetime) -> Seal | None:
    try:
        with transaction.atomic():
            # a chain that is being written to now is left to the next seal: waiting for it could wait in a circle
            moved = ChainHead.objects.select_for_update(skip_locked=True).filter(seq__gt=F("sealed_seq")).order_by("chain")[:HEADS_A_SEAL]
            heads = {str(head.chain): [head.seq, head.digest] for head in moved}
            if not heads:
                return None
            last = Seal.objects.order_by("number").last()
            number, previous = (last.number + 1, last.digest) if last else (1, "")
            digest = rules.seal_digest(settings.SEAL_KEY, number=number, at=at, heads=heads, previous=previous)
            made = Seal.objects.create(number=number, at=at, heads=heads, previous=previous, digest=digest)
            ChainHead.objects.filter(chain__in=list(heads)).update(sealed_seq=F("seq"), sealed_in=number)
            return made
    except IntegrityError:
        return None


def compact(*, at: datetime) -> int:
    """Sum the steps of each total up to the month of `at` into one row, drop totals of nothing; how many rows fewer there are.

    Each total in a transaction of its own, over exactly the rows it could lock: steps that arrive meanwhile, and a second worker, lose
    nothing and count nothing twice.
    """
    loose = Tally.objects.filter(month__lte=at.date()).values(*CELL).annotate(rows=Count("id"), total=Sum("amount"))
    fewer = 0
    for cell in loose.filter(Q(rows__gt=1) | Q(total=0)).values(*CELL):
        while merged := _merge(cell):
            fewer += merged
    return fewer


def _merge(cell: dict) -> int:
    with transaction.atomic():
        steps = Tally.objects.select_for_update(skip_locked=True).filter(**cell).values_list("id", "amount")
        rows = dict(steps[:STEPS_AT_ONCE])
        total = sum(rows.values())
        if not rows or (len(rows) == 1 and total):
            return 0
        Tally.objects.filter(id__in=list(rows)).delete()
        if total:
            Tally.objects.create(**cell, amount=total)
        return len(rows) - bool(total)


def note_restore(*, purpose: str, taken_at: datetime, good: bool, counts: Mapping[str, int], by: str, at: datetime) -> Restore:
    """Write down that the backup of `taken_at` was brought back ("proof" or "real"). `by` is a token; `counts` are numbers by code."""
    numbers = {rules.check_code(name): int(number) for name, number in counts.items()}
    who = rules.check_actor(by)
    return Restore.objects.create(purpose=rules.check_code(purpose), taken_at=taken_at, good=good, counts=numbers, by=who, at=at)

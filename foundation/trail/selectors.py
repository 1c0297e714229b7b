"""Every read of the trail: is it whole, what happened in one chain, how much of what."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from functools import partial, reduce
from itertools import chain as joined
from itertools import groupby, islice
from operator import or_
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum

from . import rules, triggers
from .models import CELL, ChainHead, Event, Restore, Seal, Tally
from .rules import Finding
from .snapshot import snapshot

SEAL_FIELDS = ("number", "at", "heads", "previous", "digest")
_BATCH = 200  # sealed heads looked up at once; SQLite allows an expression 1,000 deep


def events_of(chain: UUID) -> QuerySet[Event]:
    """What happened in one chain, oldest first."""
    return Event.objects.filter(chain=chain).order_by("seq")


def totals(
    measure: str | Collection[str], *, months: Iterable[date] | None = None, academies: Collection[str] | None = None,
    by: tuple[str, ...] = CELL[1:],
) -> dict[tuple, int]:
    """The totals of `measure` (or of several), in one query: {values of the columns named in `by`: amount}, nothing for a total of 0.

    `months` are first days of months, `academies` codes ("" is the trust); None means all of them. With several measures put "measure"
    into `by` to tell them apart.
    """
    rows = Tally.objects.filter(measure__in=[measure] if isinstance(measure, str) else measure)
    if months is not None:
        rows = rows.filter(month__in=list(months))
    if academies is not None:
        rows = rows.filter(academy__in=academies)
    if not by:
        return {(): total} if (total := rows.aggregate(total=Sum("amount"))["total"]) else {}
    summed = rows.order_by().values_list(*by).annotate(total=Sum("amount"))
    return {tuple(key): total for *key, total in summed if total}


def verify(exported_seals: Iterable[dict] | None = None, *, limit: int = 100) -> list[Finding]:
    """What is wrong with the trail, first bad row of a chain first; empty when nothing is. At most `limit` findings.

    `exported_seals` are what `export_seals` gave at some earlier time, kept where nobody who can write to this database could change it.
    Reads one moment of the database, row by row: memory does not grow with the trail, and nobody waits for it.
    """
    with snapshot():
        return list(islice(_findings(exported_seals), limit))


def export_seals() -> Iterator[dict]:
    """Every seal in order, as plain JSON values (`at` as ISO text in UTC)."""
    for row in Seal.objects.order_by("number").values(*SEAL_FIELDS).iterator(chunk_size=50):
        yield {**row, "at": rules.moment(row["at"])}


def size() -> tuple[int, int, int]:
    """How many events, chains and seals there are."""
    return Event.objects.count(), ChainHead.objects.count(), Seal.objects.count()


def standing() -> dict:
    """Where the trail stands, in numbers and one digest, for a backup to be compared with."""
    events, chains, seals = size()
    last = Seal.objects.order_by("number").values_list("digest", flat=True).last()
    return {"events": events, "chains": chains, "seals": seals, "last_seal": last or ""}


def last_restore(purpose: str) -> Restore | None:
    """The last time a backup was brought back: to prove it ("proof"), or for good ("real")."""
    return Restore.objects.filter(purpose=purpose).last()


def last_proof() -> Restore | None:
    """The last time that a backup was proved to be whole."""
    return Restore.objects.filter(purpose="proof", good=True).last()


def _findings(exported: Iterable[dict] | None) -> Iterator[Finding]:
    for table in triggers.missing(connection):
        yield Finding(f"the database no longer refuses changes to {table}")
    for part in (_chains, _heads_without_events, _seals, partial(_exported, exported or ())):
        try:
            yield from part()
        except (TypeError, ValueError) as unreadable:  # SQLite keeps whatever a hand writes; PostgreSQL never comes here
            yield Finding(f"a row cannot be read any more ({type(unreadable).__name__})")


def _chains() -> Iterator[Finding]:
    head = ChainHead.objects.filter(chain=OuterRef("chain"))
    fields = (*rules.Link._fields, "digest", "head_seq", "head_digest")
    rows = Event.objects.order_by("chain", "seq").annotate(
        head_seq=Subquery(head.values("seq")), head_digest=Subquery(head.values("digest")))
    width = len(rules.Link._fields)
    for _chain, events in groupby(rows.values_list(*fields).iterator(chunk_size=1000), key=lambda row: row[0]):
        first = next(events)
        head_now = None if first[-2] is None else (first[-2], first[-1])
        links = ((rules.Link(*row[:width]), row[width]) for row in joined((first,), events))
        yield from rules.faults(links, head=head_now)


def _heads_without_events() -> Iterator[Finding]:
    events = Event.objects.filter(chain=OuterRef("chain"))
    for chain, seq in ChainHead.objects.filter(~Exists(events)).order_by("chain").values_list("chain", "seq").iterator():
        yield Finding(f"all of its events are gone: the head says {seq}", chain, 1)
    for chain, number in ChainHead.objects.filter(sealed_in=0, sealed_seq__gt=0).values_list("chain", "sealed_seq").iterator():
        yield Finding("the head says it was sealed, but not in which seal", chain, number)


def _seals() -> Iterator[Finding]:
    number, previous = 0, ""
    for seal in Seal.objects.order_by("number").values(*SEAL_FIELDS).iterator(chunk_size=20):
        number += 1
        if seal["number"] != number:
            yield Finding(f"seal {number} is gone; the next one is {seal['number']}")
        number = seal["number"]
        if not _genuine(seal):
            yield Finding(f"seal {number} was not made with the trust's key")
        else:
            if not rules.same(seal["previous"], previous):
                yield Finding(f"seal {number} does not follow the seal before it")
            yield from _sealed_heads(seal)
            yield from _heads_that_claim(seal)
        previous = seal["digest"]
    for chain, claimed in ChainHead.objects.filter(sealed_in__gt=number).values_list("chain", "sealed_in").iterator():
        yield Finding(f"seal {claimed} is gone, in which this chain was sealed", chain)


def _genuine(seal: dict) -> bool:
    said = {name: seal[name] for name in ("number", "at", "heads", "previous")}
    return rules.same(seal["digest"], rules.seal_digest(settings.SEAL_KEY, **said))


def _sealed_heads(seal: dict) -> Iterator[Finding]:
    """Every event that was a head when this seal was made must still stand, with the same digest."""
    heads = iter(seal["heads"].items())
    while some := dict(islice(heads, _BATCH)):
        asked = {}
        for chain, (seq, _digest) in some.items():
            asked.setdefault(seq, []).append(UUID(chain))
        exactly = reduce(or_, (Q(seq=seq, chain__in=chains) for seq, chains in asked.items()))
        standing = {str(chain): digest for chain, digest in Event.objects.filter(exactly).values_list("chain", "digest")}
        for chain, (seq, digest) in some.items():
            if chain not in standing:
                yield Finding(f"this event is gone; seal {seal['number']} holds it", UUID(chain), seq)
            elif not rules.same(standing[chain], digest):
                yield Finding(f"this event or one before it was rewritten after seal {seal['number']}", UUID(chain), seq)


def _heads_that_claim(seal: dict) -> Iterator[Finding]:
    """A head that says it is sealed further than it is would never be sealed again."""
    for chain, seq in ChainHead.objects.filter(sealed_in=seal["number"]).values_list("chain", "sealed_seq").iterator():
        if seq != seal["heads"].get(str(chain), [None])[0]:
            yield Finding(f"the head says it was sealed in seal {seal['number']}, which does not hold it", chain, seq)


def _exported(seals: Iterable[dict]) -> Iterator[Finding]:
    for seal in seals:
        number = seal["number"]
        if not _genuine({**seal, "at": datetime.fromisoformat(seal["at"])}):
            yield Finding(f"the exported seal {number} was not made with the trust's key")
            continue
        standing = Seal.objects.filter(number=number).values_list("digest", flat=True).first()
        if not rules.same(standing, seal["digest"]):
            yield Finding(f"seal {number} {'is gone; it was exported' if standing is None else 'is not the one that was exported'}")
            yield from _sealed_heads(seal)

"""Whose clocks they are, as SQL: what somebody has to meet, as reminders find its owner (`recipients`), and what a leader may read.

Always through the door: whoever is in conflict, or has lost a role, has neither row nor number from the next request on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from foundation.dossiers.models import Desk, Party
from foundation.dossiers.routing import PART_OF, holders
from foundation.dossiers.rules import BARRING, REPORTER, ROUTED, TARGET, TRIAGER, WORKING, is_id
from foundation.dossiers.selectors import disclosed_to, dossiers_for
from foundation.face import paging
from foundation.messages.models import Message
from foundation.messages.rules import HELD
from foundation.people.models import Person
from foundation.people.rules import symbols_with
from foundation.people.selectors import current, day_of, placements_of, stood_in_for

from .models import ClockEvent, Deadline
from .rules import feeds, spans
from .rules.kinds import KINDS, terms_of
from .rules.ledger import RUNNING
from .rules.terms import OVERDUE_CAN_BE

READS = ("report.read", "case.read", "concern.read", "support.give")  # whoever checks one thing of a case reads no more of it
CAN_BE_LATE = frozenset(kind for kind in KINDS if terms_of(kind).nature in OVERDUE_CAN_BE)
ALONE = frozenset(key for key, kind in KINDS.items() if kind.alone)
LISTED, DRAWN = 25, 400  # rows of one page of a list; of one month
_SYMBOL_OF = {part: symbol for symbol, part in PART_OF.items()}
_TRIAGE = symbols_with("report.triage") - {TRIAGER}
_NONE = Q(pk__in=())


def owned_by(person: Person, at: datetime) -> QuerySet[Deadline]:
    """Clocks, whatever their state, that are the person's to meet: named in them, or by a part or role they name. Of somebody concerned
    only what was shown to them, and nothing they have yet to be told by a person (DESIGN 5). `opens`: where they meet it."""
    parts, places = _parts_of(person, at), placements_of(person, at)
    # whoever holds nothing has no door, and the database takes long to say so of somebody with a thousand reports of their own
    door = Q(dossier__in=dossiers_for(person, at)) if places or parts & WORKING else _NONE
    shown = Q(about__in=disclosed_to(person, at).values("object_uuid"))
    working = _any(_says(_SYMBOL_OF.get(part, part)) & Q(dossier__in=_party(at, part, person=person)) for part in parts - BARRING)
    at_desks = _any(_says(role) & Q(dossier__in=_desks(at, [(role, place)]).values("dossier")) for role, place in places)
    concerned = _any(_says(part) & Q(dossier__in=_party(at, part, person=person)) for part in parts & BARRING - {REPORTER})
    managed = _says("line_manager") & Q(dossier__in=_party(at, TARGET, person__in=Person.objects.filter(line_manager=person)))
    reported = _says(REPORTER) & Q(dossier__in=_party(at, REPORTER, person=person)) if REPORTER in parts else _NONE
    by_symbol = door & (working | at_desks | _unclaimed(person, at)) | (door | shown) & (concerned | managed) | reported
    mine = Q(owner_person=person) & (door | shown) | Q(owner_person__isnull=True) & by_symbol
    return Deadline.objects.filter(mine).exclude(Exists(_untold(person))).annotate(opens=F("path"))


def held_by(person: Person, at: datetime) -> QuerySet[Deadline]:
    """The running clocks this person has to meet, and through their own door those of whoever is away and named them (DOMAIN 8.1)."""
    own = owned_by(person, at).filter(state=RUNNING)
    theirs = [_by_symbol(one, at) for one in stood_in_for(person, day_of(at))]
    if not theirs:
        return own
    among = Q(pk__in=own.values("pk")) | Q(dossier__in=dossiers_for(person, at)) & _any(Q(pk__in=rows.values("pk")) for rows in theirs)
    return Deadline.objects.filter(among).exclude(Exists(_untold(person))).annotate(opens=F("path"))


def owners(row: Deadline, at: datetime) -> list[Person]:
    """Whom a clock names, or whoever holds the parts and roles it names."""
    return [row.owner_person] if row.owner_person else [one for symbol in row.owner.split(",") for one in holders(row.dossier, symbol, at)]


def has_to_meet(person: Person, row: Deadline, named: list[Person], at: datetime) -> bool:
    """Whether the clock is theirs to meet: they are one of `named` (its owners), are in the queue for it, or stand in."""
    return person in named or held_by(person, at).filter(pk=row.pk).exists()


def _by_symbol(person: Person, at: datetime) -> QuerySet[Deadline]:
    """What others can do in somebody's place: not what names them, nor what is asked of them as somebody concerned."""
    return owned_by(person, at).filter(state=RUNNING, owner_person__isnull=True).exclude(owner__in=BARRING)


def led_by(person: Person, at: datetime) -> QuerySet[Deadline]:
    """The running clocks of everything the person may read, whoever has to meet them. `opens`: where they read about it; what lies on
    a page of one person alone is read where the dossier's first clock is met."""
    return _led(person, at).filter(state=RUNNING)


def _led(person: Person, at: datetime) -> QuerySet[Deadline]:
    doors = (Q(dossier__in=dossiers_for(person, at, right)) for right in READS)
    first = Deadline.objects.filter(dossier=OuterRef("dossier")).exclude(kind__in=ALONE).order_by("pk")
    worked_on = Coalesce(Subquery(first.values("path")[:1]), F("path"), output_field=CharField())
    opens = Case(When(kind__in=ALONE, then=worked_on), default=F("path"), output_field=CharField())
    return Deadline.objects.filter(reduce(or_, doors)).annotate(opens=opens)


def led_one(person: Person, uuid: UUID, at: datetime) -> Deadline | None:
    """A clock by its id, whatever became of it, for whoever leads where it is."""
    return _led(person, at).filter(uuid=uuid).select_related("dossier__academy", "owner_person").first()


@dataclass(frozen=True)
class Page:
    """Rows of a list, due first, and the mark of what comes after them ("" at the end)."""

    rows: list[Deadline]
    further: str


def page(rows: QuerySet[Deadline], after: str = "") -> Page:
    """One page of `rows`. `after`: the mark of the page before; anything else is no mark."""
    since, last = paging.read_mark(after) or (None, "")
    if since is not None and is_id(last):
        rows = rows.filter(Q(due_at__gt=since) | Q(due_at=since, uuid__gt=last))
    found = list(rows.select_related("dossier__academy").order_by("due_at", "uuid")[: LISTED + 1])
    return Page(found[:LISTED], paging.mark(found[LISTED - 1].due_at, str(found[LISTED - 1].uuid)) if len(found) > LISTED else "")


def counts(rows: QuerySet[Deadline], at: datetime) -> dict[str, int]:
    """How many of `rows` stand in each group of `spans.GROUPS`. One query."""
    late, (today, week) = Q(due_at__lt=at, kind__in=CAN_BE_LATE), spans.ends(at)
    groups = {
        spans.OVERDUE: late,
        spans.TODAY: Q(due_at__lt=today) & ~late,
        spans.WEEK: Q(due_at__gte=today, due_at__lt=week),
        spans.LATER: Q(due_at__gte=week),
    }
    return rows.order_by().aggregate(**{name: Count("pk", filter=among) for name, among in groups.items()})


def for_feed(person: Person, at: datetime) -> list[Deadline]:
    """What the person's calendar tells other programs, due first. `changed_at`: when the last entry of its ledger was made. One query."""
    last = ClockEvent.objects.filter(deadline=OuterRef("pk")).order_by("-revision")
    rows = held_by(person, at).annotate(changed_at=Subquery(last.values("at")[:1]))
    return list(rows.order_by("due_at", "uuid")[: feeds.MOST])


def read_by(person: Person, uuid: UUID, at: datetime) -> Deadline | None:
    """A clock by its id, whatever became of it, for whoever has to meet it; a running one, for whoever may read it."""
    row = owned_by(person, at).filter(uuid=uuid).first()
    works = row is None and (placements_of(person, at) or _parts_of(person, at) & WORKING)
    return led_by(person, at).filter(uuid=uuid).first() if works else row


def in_month(rows: QuerySet[Deadline], first: date) -> list[Deadline]:
    """Those of `rows` due in the month that begins on `first`, as many as one page can draw and one more."""
    there = rows.filter(due_at__gte=spans.begins(first), due_at__lt=spans.begins(spans.next_month(first)))
    return list(there.order_by("due_at", "uuid")[: DRAWN + 1])


def _says(symbol: str) -> Q:
    """The owner is `symbol`, or it is one of several."""
    one = Q(owner=symbol) | Q(owner__startswith=f"{symbol},")
    return one | Q(owner__endswith=f",{symbol}") | Q(owner__contains=f",{symbol},")


def _parts_of(person: Person, at: datetime) -> set[str]:
    """The parts the person holds anywhere; few, so that the question itself stays short."""
    rows = Party.objects.filter(current(at), person=person, link__isnull=True)
    return set(rows.order_by().values_list("part", flat=True).distinct())


def _party(at: datetime, part: str, **whose) -> QuerySet:
    return Party.objects.filter(current(at), part=part, link__isnull=True, **whose).order_by().values("dossier")


def _desks(at: datetime, places: Iterable[tuple[str, int | None]]) -> QuerySet[Desk]:
    sits = _any(Q(role=role, academy__isnull=True) if place is None else Q(role=role, academy=place) for role, place in places)
    return Desk.objects.filter(current(at)).filter(sits).order_by()


def _unclaimed(person: Person, at: datetime) -> Q:
    """What nobody has taken on yet is everybody's of its queue, as on the first page; reminders begin with the first desk of it."""
    here = Party.objects.filter(current(at), dossier=OuterRef("dossier"), part=TRIAGER, link__isnull=True, person__isnull=False)
    out = Party.objects.filter(current(at), dossier=OuterRef("dossier"), person=OuterRef("person"), part__in=BARRING)
    queue = [(role, place) for role, place in placements_of(person, at) if role in _TRIAGE]
    theirs = Q(dossier__in=_party(at, ROUTED, person=person)) | Q(dossier__in=_desks(at, queue).values("dossier"))
    return _says(TRIAGER) & ~Exists(here.filter(~Exists(out))) & theirs


def _untold(person: Person) -> QuerySet[Message]:
    return Message.objects.filter(dossier=OuterRef("dossier"), to=person, state=HELD, about=OuterRef("about")).exclude(matter="")


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, _NONE)

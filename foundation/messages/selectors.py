"""Every read of the outbox: what waits, what went, what could not, and who may still be told."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from foundation.dossiers.models import Dossier
from foundation.dossiers.selectors import barred_from, disclosed_to, dossiers_for, own_for
from foundation.face import when
from foundation.people.models import Person

from .models import DayOff, Message, Spoken
from .rules import (
    CLAIMED,
    FAILED,
    HELD,
    NORMAL,
    QUEUED,
    SENT,
    UNREACHABLE,
    URGENT,
    IsWorkingDay,
    first_moment,
    is_bad_hour_for_news,
    is_quiet,
    is_weekday,
)

# What belongs to an academy or the trust as a whole is nobody's secret file: such a message names no dossier one could be barred from
OF_EVERYBODY = (Dossier.Kind.ACADEMY, Dossier.Kind.TRUST)


class DaysOff:
    """The days on which mail waits, from `at` on: read once, when somebody first asks."""

    def __init__(self, at: datetime):
        self._since = when.london(at).date()

    @cached_property
    def rows(self) -> frozenset[tuple[int | None, date]]:
        return frozenset(DayOff.objects.filter(day__gte=self._since).values_list("academy", "day"))

    def of(self, academy_id: int | None) -> IsWorkingDay:
        """Whether a day is a working day there (None: at the trust)."""
        return lambda day: is_weekday(day) and not {(None, day), (academy_id, day)} & self.rows

    @property
    def academies(self) -> list[int]:
        return sorted({academy for academy, _ in self.rows if academy is not None})


def last_sent(about: UUID, codes: Iterable[str]) -> datetime | None:
    """When the newest of the mails about a thing that have really left was written; None where none has."""
    return Message.objects.filter(about=about, code__in=list(codes), state=SENT).aggregate(at=Max("created_at"))["at"]


def ready(at: datetime) -> QuerySet[Message]:
    """What may leave at `at`. A queue that is late still keeps the quiet hours, and spares people bad news before a break."""
    days, rows = DaysOff(at), Message.objects.filter(state=QUEUED, not_before__lte=at)
    if not rows.exists():
        return rows
    places = [None, *days.academies]
    quiet = [place for place in places if is_quiet(at, days.of(place))]
    spared = [place for place in places if is_bad_hour_for_news(at, days.of(place))]
    if quiet:
        rows = rows.filter(Q(urgency=URGENT) | _elsewhere(quiet))
    return rows.filter(Q(matter="") | Q(safety=True) | _elsewhere(spared)) if spared else rows


def _elsewhere(places: list[int | None]) -> Q:
    """Of people at other places than these; None among them is the trust: what is off there is off for everybody."""
    return Q(pk__in=()) if None in places else Q(to__academy__isnull=True) | ~Q(to__academy__in=places)


def waiting(at: datetime | None = None) -> QuerySet[Message]:
    """Everything that has not left yet, earliest first; with `at`, only what should have left by then."""
    rows = Message.objects.select_related("to").order_by("not_before", "pk")
    if at is None:
        return rows.filter(state__in=(HELD, QUEUED, CLAIMED))
    return rows.filter(state__in=(QUEUED, CLAIMED), not_before__lte=at)


def leaves_at(message: Message, at: datetime, days: DaysOff) -> datetime:
    """When something queued leaves at the earliest, seen from `at`: a queue that is late still keeps the quiet hours."""
    pace = URGENT if message.urgency == URGENT else NORMAL
    here = days.of(message.to.academy_id)
    return first_moment(pace, max(message.not_before, at), news=bool(message.matter), safety=message.safety, is_working_day=here)


def failed() -> QuerySet[Message]:
    """What was given up, and people without an address: somebody has to tell them another way. Newest first."""
    return Message.objects.filter(state__in=(FAILED, UNREACHABLE)).select_related("to").order_by("-ended_at", "-pk")


def sent_log(limit: int = 100) -> list[Message]:
    """The last `limit` messages that left, newest first."""
    return list(Message.objects.filter(state=SENT).select_related("to").order_by("-sent_at", "-pk")[:limit])


def outbox(limit: int = 100) -> list[Message]:
    """The last `limit` messages whatever became of them, newest first."""
    return list(Message.objects.select_related("to").order_by("-pk")[:limit])


def messages_of(dossier: Dossier) -> QuerySet[Message]:
    """Whom the dossier's people told what, in the order it was queued."""
    return Message.objects.filter(dossier=dossier).select_related("to", "spoken").order_by("pk")


def still_to_be_told(about: UUID, code: str) -> set[int]:
    """Ids of the people for whom a message of `code` about a thing has yet to leave."""
    return set(Message.objects.filter(about=about, code=code, state__in=(HELD, QUEUED, CLAIMED)).values_list("to", flat=True))


def were_told(about: UUID, code: str) -> set[int]:
    """Ids of the people to whom a message of `code` about a thing has left."""
    return set(Message.objects.filter(about=about, code=code, state=SENT).values_list("to", flat=True))


def held_for(dossier: Dossier, person: Person) -> QuerySet[Message]:
    """What the person must first be told by a person."""
    return Message.objects.filter(dossier=dossier, to=person, state=HELD).order_by("pk")


def tellings(dossier: Dossier) -> QuerySet[Spoken]:
    """Who was told of what by whom, in order."""
    return Spoken.objects.filter(dossier=dossier).select_related("person", "by").order_by("pk")


def telling(dossier: Dossier, person: Person, matter: str, about: UUID) -> Spoken | None:
    """The telling that covers one thing: recorded about it, or one that released an earlier message about it."""
    told = Spoken.objects.filter(dossier=dossier, person=person, matter=matter)
    return told.filter(Q(about=about) | Q(released__about=about)).order_by("pk").first()


def may_still_be_told(person: Person, messages: Iterable[Message], at: datetime) -> set[UUID]:
    """Uuids of those `messages` whose dossier the person still has a door to: working, own, or this very thing disclosed.

    Where safety requires it (a picture in a draft may show a child), it is enough that no conflict bars them.
    `person` as read just now: placements are kept on the instance.
    """
    messages = list(messages)
    dossiers = {message.dossier_id for message in messages}
    open_ = set(dossiers_for(person, at).filter(pk__in=dossiers).values_list("pk", flat=True))
    open_ |= set(own_for(person).filter(pk__in=dossiers).values_list("pk", flat=True))
    open_ |= set(Dossier.objects.filter(pk__in=dossiers, kind__in=OF_EVERYBODY).values_list("pk", flat=True))
    shown = set(disclosed_to(person, at).filter(dossier__in=dossiers).values_list("dossier", "object_uuid"))
    barred = set(barred_from(person, at).filter(pk__in=dossiers).values_list("pk", flat=True))
    return {one.uuid for one in messages if one.dossier_id in open_ or (one.dossier_id, one.about) in shown
            or (one.safety and one.dossier_id not in barred)}

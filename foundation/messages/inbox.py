"""What the outbox has told one person, and what is on its way to them, as SQL: only what they may still know of.

`may_still_be_told` asks the same of a few rows that are about to leave. Here it is asked of all of somebody's at once, so that a page of
them is a page, and what is left out moves no number.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from foundation.dossiers.rules import is_id
from foundation.dossiers.selectors import barred_from, disclosed_to, dossiers_for, own_for
from foundation.face import paging
from foundation.people.models import Person

from .models import Message
from .rules import CANCELLED, FAILED, HELD, SENT, UNREACHABLE
from .selectors import OF_EVERYBODY

LISTED = 25


@dataclass(frozen=True)
class Page:
    """Rows of a list, newest first, and the mark of what comes after them ("" at the end)."""

    rows: list[Message]
    further: str


def told(person: Person, at: datetime) -> QuerySet[Message]:
    """What was sent to the person or soon will be. `moment`: when it left, or came to be.

    Nothing that waits until somebody has spoken to them (DESIGN 5), and of such news nothing before the hour at which it may be read: when
    it was decided is not told either, only when it left. Somebody without an address reads here what would have been a mail.
    """
    came = Case(When(matter="", then=F("created_at")), default=F("not_before"), output_field=DateTimeField())
    rows = Message.objects.filter(to=person).exclude(state__in=(HELD, CANCELLED)).filter(_may_be_read(at), _door(person, at))
    return rows.exclude(Exists(_still_to_be_spoken_of(person))).annotate(moment=Coalesce("sent_at", came))


def page(person: Person, at: datetime, after: str = "") -> Page:
    """One page of what the person was told. `after`: the mark of the page before; anything else is no mark."""
    rows, (since, last) = told(person, at), paging.read_mark(after) or (None, "")
    if since is not None and is_id(last):
        before = Message.objects.filter(uuid=last).values("pk")[:1]
        rows = rows.filter(Q(moment__lt=since) | Q(moment=since, pk__lt=Subquery(before)))
    found = list(rows.select_related("to").order_by("-moment", "-pk")[: LISTED + 1])
    return Page(found[:LISTED], paging.mark(found[LISTED - 1].moment, str(found[LISTED - 1].uuid)) if len(found) > LISTED else "")


def one(person: Person, uuid: UUID, at: datetime) -> Message | None:
    return told(person, at).filter(uuid=uuid).first()


def _may_be_read(at: datetime) -> Q:
    """News of an allegation, a suspension or an outcome: once somebody has spoken of it and it has left; without an address, from the
    moment at which it would have. A message without an address may say neither, whatever the mail server never saw."""
    gone = Q(state__in=(SENT, FAILED)) | Q(state=UNREACHABLE, not_before__lte=at)
    return Q(matter="") | Q(spoken__isnull=False) & gone


def _door(person: Person, at: datetime) -> Q:
    """As `may_still_be_told`."""
    shown = disclosed_to(person, at).filter(dossier=OuterRef("dossier"), object_uuid=OuterRef("about"))
    open_ = Q(dossier__in=dossiers_for(person, at)) | Q(dossier__in=own_for(person)) | Q(dossier__kind__in=OF_EVERYBODY)
    return open_ | Exists(shown) | Q(safety=True) & ~Q(dossier__in=barred_from(person, at))


def _still_to_be_spoken_of(person: Person) -> QuerySet[Message]:
    """An earlier message about the same thing, of which nobody has spoken to them."""
    untold = Message.objects.filter(to=person, spoken__isnull=True, state__in=(HELD, UNREACHABLE)).exclude(matter="")
    return untold.filter(dossier=OuterRef("dossier"), about=OuterRef("about"), pk__lt=OuterRef("pk"))

"""What whoever operates the system learns of mail: moments without people, or people without moments (ADR 0040).

No query here selects a reference, a path, a code, a dossier or what a message is about.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Case, Count, Max, Min, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate

from foundation.face import when
from foundation.people.models import Person
from foundation.people.rules import symbols_with
from foundation.people.selectors import all_holders, day_of

from . import pace
from .models import Message
from .rules import AT_FAULT, CLAIMED, FAILED, QUEUED, REFUSED, SENT, SERVER_AWAY, WITH_FRESH_LINK
from .selectors import ready

REMINDER, OTHER = "reminder", "message"
STUCK = timedelta(minutes=10)


@dataclass(frozen=True)
class Flow:
    """How mail flows: what could leave now, when the oldest of it was written, what waits for its time, what has left lately. `slow_since`:
    since when the mail server takes no more than a part of it."""

    due: int
    oldest: datetime | None
    later: int
    left: int
    last: datetime | None
    given_up: int
    slow_since: datetime | None

    def is_stuck(self, at: datetime) -> bool:
        """Mail could leave, and for ten minutes none has."""
        since = max(filter(None, (self.oldest, self.last)), default=at)
        return bool(self.due) and at - since > STUCK


@dataclass(frozen=True)
class GivenUp:
    """What was given up on one day for one reason."""

    day: date
    reason: str
    kind: str
    number: int


@dataclass(frozen=True)
class Addresses:
    """Whose address in the directory cannot be used: names, in their order."""

    refused: list[str]
    unusable: list[str]
    missing: list[str]


def flow(at: datetime) -> Flow:
    """What is held until somebody has spoken is in none of these numbers, nor is what an address was to blame for."""
    due = ready(at + SERVER_AWAY).aggregate(number=Count("pk"), oldest=Min("created_at"))  # while the server is away it is put off so far
    waiting = Message.objects.filter(state__in=(QUEUED, CLAIMED)).count()
    sent, slowed = Message.objects.filter(state=SENT), pace.slowed(at)
    return Flow(
        due=due["number"],
        oldest=due["oldest"],
        later=max(waiting - due["number"], 0),
        left=sent.filter(sent_at__gt=at - timedelta(days=1)).count(),
        last=sent.aggregate(last=Max("sent_at"))["last"],
        given_up=_at_fault().count(),
        slow_since=slowed.since if slowed and due["number"] else None,
    )


def given_up() -> list[GivenUp]:
    """What the mail server or this version is to blame for, newest day first."""
    kind = Case(When(Q(code__startswith="deadline.") | Q(code__startswith="overdue."), then=Value(REMINDER)), default=Value(OTHER))
    rows = _at_fault().annotate(day=TruncDate("ended_at", tzinfo=when.LONDON), kind=kind).order_by()
    counted = rows.values("day", "reason", "kind").annotate(number=Count("pk"))
    return sorted((GivenUp(**row) for row in counted), key=lambda one: (-one.day.toordinal(), one.reason, one.kind))


def addresses(at: datetime) -> Addresses:
    """Whose address does not work.

    Who has none, or one that is none, is a fact of the directory, whoever was written to. That one was refused is known only because there
    was mail, so it names those alone of whom that says nothing: whoever is written to in their role, and whoever asked for a
    password or was invited. That there is somebody else is not said either: whoever makes one mailbox refuse could watch for it.
    """
    staff = Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=day_of(at))).exclude(kind=Person.Kind.EXTERNAL)
    refused = Message.objects.filter(state=FAILED, reason=REFUSED)
    named = refused.filter(Q(code__in=WITH_FRESH_LINK) | Q(to__in=_written_to(at)))
    known = list(staff.exclude(email="").order_by("name", "pk").values_list("name", "email"))
    return Addresses(
        refused=_names(staff.filter(pk__in=named.values("to"))),
        unusable=[name for name, email in known if not _is_one(email)],
        missing=_names(staff.filter(email="")),
    )


def _at_fault() -> QuerySet[Message]:
    return Message.objects.filter(state=FAILED, reason__in=AT_FAULT)


def _written_to(at: datetime) -> set[int]:
    """Ids of those whose role reads reports: they get mail in any month."""
    roles = symbols_with("report.read")
    return {one.pk for (role, _), people in all_holders(at).items() if role in roles for one in people}


def _names(people: QuerySet[Person]) -> list[str]:
    return list(people.order_by("name", "pk").values_list("name", flat=True))


def _is_one(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True

"""Every write of the outbox but the sending: queue, tell, cancel, try again. The sending is in delivery.py."""

import logging
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple, Protocol
from uuid import UUID, uuid4

from celery import current_app
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from foundation.dossiers import sealing
from foundation.dossiers.models import Dossier
from foundation.dossiers.rules import Refused
from foundation.dossiers.selectors import Rights
from foundation.dossiers.services import lock, record
from foundation.people.models import Academy, Person
from foundation.people.rules import SYSADMIN, Nobody
from foundation.people.services import TRUST, token
from foundation.trail import services as trail

from . import rules
from .bulk import NewRow, insert_new
from .delivery import claim, deliver, send_due
from .models import DayOff, Message, ResetAsked, Spoken
from .selectors import DaysOff, telling
from .wording import message_id

__all__ = ["Notice", "cancel_unsent", "claim", "deliver", "nudge", "queue", "queue_many", "send_due", "spoken", "try_again",
           "try_all_again", "withhold"]

log = logging.getLogger(__name__)
_AT_ONCE = 1000


class Filed(Protocol):
    """A row that knows which dossier it stands for: enough for what is about no matter."""

    pk: int


class Notice(NamedTuple):
    """One thing to tell one person: what `queue` takes, for those who queue a thousand at once."""

    dossier: Dossier | Filed
    code: str
    to: Person
    about: UUID
    reference: str
    path: str
    urgency: str = rules.NORMAL
    due_at: datetime | None = None
    matter: str = ""
    key: str | None = None
    not_before: datetime | None = None
    safety: bool = False


def queue(*, dossier: Dossier, code: str, to: Person, about: UUID, reference: str, path: str, at: datetime, by: Person | Nobody,
          urgency: str = rules.NORMAL, due_at: datetime | None = None, matter: str = "", key: str | None = None,
          not_before: datetime | None = None, safety: bool = False) -> Message:
    """Put a message in the outbox, in the transaction of the change it tells about. With a `key`, the second call gives the first row.

    `matter` ("removal", "suspension", "outcome" …): held until `spoken`, unless the person was already told about this very thing.
    `not_before`: the caller knows better; otherwise it leaves at the first working moment. `safety`: it may spoil a weekend, and
    goes to somebody who has no door yet, a safeguarding lead for instance, as long as no conflict bars them.
    `by` caused it and is not kept: the event beside the change says who acted. Raises ValueError for an address that could carry words.
    """
    notice = Notice(dossier=dossier, code=code, to=to, about=about, reference=reference, path=path, urgency=urgency, due_at=due_at,
                    matter=matter, key=key, not_before=not_before, safety=safety)
    with transaction.atomic(savepoint=False):
        if matter:
            lock(dossier)  # or a telling at this very instant would not see this message, and it would be held for ever
        return _insert(_row(notice, at, DaysOff(at)))


def queue_each(people: Iterable[Person | None], *, by: Person | Nobody, **notice) -> None:
    """`queue` the same to each of these people once: not to whoever did it, and to nobody where there is nobody."""
    for person in dict.fromkeys(people):
        if person is not None and person != by:
            queue(to=person, by=by, **notice)


def queue_many(notices: Iterable[Notice], *, at: datetime, by: Person | Nobody, wake: bool = True) -> None:
    """Queue a batch in one insert; a notice whose key is already there adds nothing. Without `wake` the sender finds it when it next looks.
    Raises ValueError for one about a matter."""
    days, moments = DaysOff(at), {}
    rows = [_new_row(notice, at, days, moments) for notice in notices]
    with transaction.atomic(savepoint=False):
        insert_new(rows)
        if wake and any(row.state == rules.QUEUED and row.not_before <= at for row in rows):
            nudge()


def cancel_unsent(about: UUID, *, at: datetime, codes: Iterable[str] | None = None) -> int:
    """Nothing more goes out about a thing; gives how many rows that stopped. `codes`: only these; one that ends in a dot, such as
    "deadline.", means all that begin with it. A mail that is already being handed over cannot be called back (BEATS 4, ADR 0005)."""
    rows = Message.objects.filter(about=about, state__in=rules.UNSENT)
    if codes is not None:
        codes = list(codes)
        wanted = Q(code__in=codes)
        for family in (code for code in codes if code.endswith(".")):
            wanted |= Q(code__startswith=family)
        rows = rows.filter(wanted)
    return rows.update(state=rules.CANCELLED, reason=rules.WITHDRAWN, ended_at=at, claim=None, claimed_at=None)


def spoken(*, dossier: Dossier, person: Person, matter: str, by: Person, at: datetime, how: str, why_not: str = "",
           about: UUID | None = None, safety: bool = False, not_before: datetime | None = None) -> Spoken:
    """Record that a person told them, or why nobody could; releases what was held (DESIGN 5).

    `about`: only of this thing, and of whatever is queued about it later; without it, of everything that is held now.
    Raises Refused where the record would prove nothing.
    """
    rules.check_telling(how, why_not, themselves=by == person)
    with transaction.atomic():
        lock(dossier)
        told = Spoken(dossier=dossier, person=person, matter=matter, about=about, by=by, at=at, how=how)
        sealing.write(told, "why_not_sealed", why_not)
        told.save()
        nudge()
        days = DaysOff(at)
        waiting = Message.objects.filter(dossier=dossier, to=person, matter=matter, spoken__isnull=True).select_related("to")
        for message in waiting.filter(state__in=(rules.HELD, rules.UNREACHABLE), **({"about": about} if about else {})):
            message.safety |= safety
            _stand(message, told, at, days, not_before=not_before)
            message.save()
        record(dossier, action="person.told", by=by, at=at, reason=how, ids={"spoken": str(told.uuid), "to": token(dossier.uuid, person)})
    return told


def try_again(message: Message, *, by: Person | Nobody, at: datetime) -> Message:
    """Take a message that was given up, or could not be addressed, back into the queue; anything else stays as it is."""
    with transaction.atomic():
        lock(message.dossier)
        message = Message.objects.select_related("to", "dossier").get(pk=message.pk)
        if message.state not in (rules.FAILED, rules.UNREACHABLE):
            return message
        message.tries, message.put_off_at = 0, None
        _stand(message, message.spoken, at, DaysOff(at))
        message.save()
        record(message.dossier, action="message.retried", by=by, at=at, ids={"message": str(message.uuid)})
    return message


def try_all_again(reason: str, *, by: Person, at: datetime) -> None:
    """Put back into the queue what was given up for `reason`, a thousand at a time, where there is an address now: under the same
    Message-ID, and what waits for a word goes on waiting. Raises Refused for anybody but whoever operates the system.

    The trust's chain keeps who did it and why, and nothing of what it was about. What is over, or not its reader's any more, the sender
    cancels (ADR 0040).
    """
    if rules.OPERATE not in Rights(by, at):
        raise Refused("Only the system administrator sends mail again.")
    with transaction.atomic():
        given_up = Message.objects.filter(state__in=(rules.FAILED, rules.UNREACHABLE), reason=reason).exclude(to__email="")
        rows, days = list(given_up.select_for_update(of=("self",)).select_related("to", "spoken").order_by("pk")[:_AT_ONCE]), DaysOff(at)
        for row in rows:
            row.tries, row.put_off_at = 0, None
            _stand(row, row.spoken, at, days)
        Message.objects.bulk_update(rows, ("state", "reason", "ended_at", "not_before", "tries", "put_off_at"), batch_size=200)
        if rows:
            trail.record(TRUST, action="mail.retried", actor=token(TRUST, by), at=at, role=SYSADMIN, reason=reason)
            nudge()


def withhold(*, written_by: datetime, at: datetime) -> int:
    """After a backup of `written_by` came back at `at`: give up whatever may have been sent in between, which is all that is queued but for
    what was written before the backup and is not due yet. It stands on the list of what was given up, to be sent from there.
    Gives how many. Whoever asked for a new password asks again."""
    surely_unsent = Q(created_at__lte=written_by, not_before__gt=at)
    rows = Message.objects.filter(state__in=(rules.QUEUED, rules.CLAIMED)).exclude(surely_unsent)
    with transaction.atomic():
        ResetAsked.objects.all().delete()
        return rows.update(state=rules.FAILED, reason=rules.RESTORED, ended_at=at, claim=None, claimed_at=None)


def keep_days_off(days: Iterable[date], academy: Academy | None = None) -> None:
    """Write down on which days mail that is not urgent waits: everywhere, or at one academy."""
    DayOff.objects.bulk_create([DayOff(academy=academy, day=day) for day in days], ignore_conflicts=True)


def drop_days_off(days: Iterable[date], academy: Academy) -> None:
    """The academy is open on these days after all."""
    DayOff.objects.filter(academy=academy, day__in=list(days)).delete()


def nudge() -> None:
    """Once this transaction is saved, wake the sender; one nudge however many messages. Without a broker, beat finds them."""
    if not any(entry[1] is _announce for entry in connection.run_on_commit):
        transaction.on_commit(_announce, robust=True)


def _announce() -> None:
    """A dead or silent broker must not turn a saved change into an error page, nor hold the page for long."""
    patience = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}
    try:
        with current_app.connection_for_write(connect_timeout=1, transport_options=patience) as link:
            current_app.send_task("messages.send_due", connection=link, retry=False, ignore_result=True)
    except (KombuError, RedisError, OSError) as trouble:
        log.warning("The queue is away (%s). What waits is in the outbox, and the next sweep sends it.", type(trouble).__name__)


def _new_row(notice: Notice, at: datetime, days: DaysOff, moments: dict) -> NewRow:
    """As `_row`, for what is about no matter. `moments` keeps when a message of an urgency leaves to a place: hundreds share it."""
    if notice.matter:
        raise ValueError("What a person must be told first is queued one by one.")
    _check(notice)
    place = (notice.urgency, notice.to.academy_id)
    if notice.not_before is None and place not in moments:
        moments[place] = rules.first_moment(notice.urgency, at, is_working_day=days.of(notice.to.academy_id))
    reached = bool(notice.to.email)
    return NewRow(
        notice.dossier.pk, notice.code, notice.to.pk, notice.about, notice.reference, notice.path, notice.due_at, notice.urgency,
        notice.safety, notice.key, rules.QUEUED if reached else rules.UNREACHABLE, "" if reached else rules.NO_ADDRESS,
        notice.not_before or moments[place], at, None if reached else at,
    )


def _check(notice: Notice) -> None:
    rules.check_address(notice.code, notice.reference, notice.path)
    if notice.urgency not in rules.URGENCIES:
        raise ValueError(f"An urgency is one of {', '.join(rules.URGENCIES)}.")


def _row(notice: Notice, at: datetime, days: DaysOff) -> Message:
    _check(notice)
    row = Message(
        uuid=uuid4(), dossier=notice.dossier, code=notice.code, to=notice.to, about=notice.about, reference=notice.reference,
        path=notice.path, due_at=notice.due_at, urgency=notice.urgency, matter=notice.matter, safety=notice.safety, key=notice.key,
        created_at=at,
    )
    if row.urgency != rules.DIGEST:  # a digest gets the id of the mail it travels in
        row.message_id = message_id(row.uuid)
    told = telling(row.dossier, row.to, row.matter, row.about) if row.matter else None
    _stand(row, told, at, days, not_before=notice.not_before)
    return row


def _stand(row: Message, told: Spoken | None, at: datetime, days: DaysOff, *, not_before: datetime | None = None) -> None:
    """Put the row where it waits: held until somebody spoke, unreachable without an address, else queued for its first moment."""
    news = bool(row.matter)
    row.spoken, row.reason, row.ended_at = told, "", None
    here = days.of(row.to.academy_id)
    row.not_before = not_before or rules.first_moment(row.urgency, at, news=news, safety=row.safety, is_working_day=here)
    row.state = rules.HELD if news and told is None else rules.QUEUED
    if not row.to.email:
        row.state, row.reason, row.ended_at = rules.UNREACHABLE, rules.NO_ADDRESS, at


def _insert(row: Message) -> Message:
    """The row as saved, or the row that holds its key already, however close the race."""
    if not row.key:
        row.save()
    else:
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            first = Message.objects.filter(key=row.key).first()
            if first is None:
                raise
            return first
    if row.state == rules.QUEUED and row.not_before <= row.created_at:
        nudge()
    return row

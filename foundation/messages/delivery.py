"""The sending: claim rows, hand them to the mail server outside any transaction, write down at once what became of each (ADR 0005)."""

import logging
import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.template import TemplateDoesNotExist

from foundation.people.models import Person

from . import pace, rules
from .answers import FOR_GOOD, SLOW_DOWN, meaning
from .models import Message
from .selectors import DaysOff, may_still_be_told, ready
from .wording import letter, message_id

log = logging.getLogger(__name__)
_BATCH, _BATCHES = 20, 50
_LONGEST = 15  # seconds after which a run begins no further batch: what has become urgent meanwhile is for the next run to find
_ENOUGH = 10  # mails in a row that were not taken: it is not about them


class _ServerAway(Exception):
    """No connection to the mail server: that says nothing about any message."""


class _Talk:
    """One connection to the mail server, and what it has said so far."""

    def __init__(self, at: datetime):
        self.server, self.at, self.full, self.in_a_row = get_connection(), at, False, []

    def goes_on(self, rows: list[Message]) -> bool:
        return len(self.in_a_row) < _ENOUGH and (rows[0].urgency == rules.URGENT or not self.full)


def send_due(*, at: datetime) -> int:
    """Send what is due, in batches, and give how many messages left. Stops after a batch of which none left, or after some seconds; the
    next run goes on."""
    sent, began = 0, time.monotonic()
    for _ in range(_BATCHES):
        left = deliver(claim(at=at, limit=_BATCH), at=at)
        sent += left
        if not left or time.monotonic() - began > _LONGEST:
            break
    return sent


def claim(*, at: datetime, limit: int) -> list[Message]:
    """Take up to `limit` messages, or recipients of a digest, that nobody else has: urgent ones first, then as many as may leave now,
    what has a day by which it is due before what has none (ADR 0051). A claim older than ten minutes is up again.

    Committed when it returns, so RuntimeError inside another transaction.
    """
    mine = uuid4()
    with transaction.atomic(durable=True):
        _up_again(at)
        due = ready(at)
        normal, urgent = due.filter(urgency=rules.NORMAL), due.filter(urgency=rules.URGENT)
        room = pace.room(at, limit - _take_singles(urgent, mine, at, limit))
        room -= _take_singles(normal.filter(due_at__isnull=False), mine, at, room)
        room -= _take_digests(due.filter(urgency=rules.DIGEST), mine, at, room)
        _take_singles(normal.filter(due_at__isnull=True), mine, at, room)
    return sorted(_held_by(mine, at), key=_turn)


def _turn(row: Message) -> tuple:
    """What is urgent, then what says until when, then the rest, each as it fell due."""
    return row.urgency != rules.URGENT, row.urgency == rules.NORMAL and row.due_at is None, row.not_before, row.pk


def deliver(claimed: Iterable[Message], *, at: datetime) -> int:
    """Send what was claimed over one connection and give how many messages left. What was cancelled since, or whose reader has lost
    the door, does not go. A failure is tried again later with the same Message-ID, and given up on a list people see. Where the server
    takes no more for now, what is not urgent waits."""
    mails, sent, talk = _mails(claimed), 0, _Talk(at)
    try:
        for rows in mails:
            if talk.goes_on(rows):
                sent += _send(talk, rows)
            else:
                _back(_still_ours(rows), F("not_before"))
    except _ServerAway as away:
        log.warning("The mail server is away (%s). Everything waits.", away)
        if meaning(away.__cause__) == SLOW_DOWN:
            pace.hold(at)
        for rows in mails:
            _back(_still_ours(rows), at + rules.SERVER_AWAY)
    finally:
        _close(talk.server)
    return sent


def _send(talk: _Talk, rows: list[Message]) -> int:
    at = talk.at
    rows = _still_wanted(rows, at)
    if not rows:
        return 0
    try:
        mail = letter(rows, at)
    except TemplateDoesNotExist:
        _end(rows, rules.FAILED, rules.NO_WORDING, at)
        return 0
    except ValueError:
        _end(rows, rules.FAILED, rules.NO_ADDRESS, at)
        return 0
    try:
        talk.server.open()
    except OSError as trouble:
        raise _ServerAway(type(trouble).__name__) from trouble
    return _hand_over(talk, mail, rows)


def _hand_over(talk: _Talk, mail: EmailMessage, rows: list[Message]) -> int:
    at = talk.at
    try:
        talk.server.send_messages([mail])
    except ValueError:  # an address this server's protocol cannot carry
        _end(rows, rules.FAILED, rules.NO_ADDRESS, at)
    except OSError as trouble:  # every error of smtplib is one
        _not_taken(talk, rows, trouble)
    else:  # no condition on the claim: the mail has left, whatever happened to the row meanwhile
        talk.in_a_row = []
        gone = Message.objects.filter(pk__in=[row.pk for row in rows])
        return gone.update(state=rules.SENT, reason="", sent_at=at, ended_at=at, claim=None, claimed_at=None)
    return 0


def _not_taken(talk: _Talk, rows: list[Message], trouble: Exception) -> None:
    said = meaning(trouble)
    if said == FOR_GOOD:
        _end(rows, rules.FAILED, rules.REFUSED, talk.at)
        return
    _close(talk.server)  # after a 421 or a dropped line the old connection only fails again; the next mail opens a new one
    talk.in_a_row.append(rows)
    if said == SLOW_DOWN:
        talk.full = True
        _when_there_is_room(rows, trouble, talk.at)
    else:
        _later(rows, trouble, talk.at)
    if len(talk.in_a_row) == _ENOUGH:
        _not_about_them([row for rows in talk.in_a_row for row in rows], talk.at)


def _not_about_them(rows: list[Message], at: datetime) -> None:
    """A server that takes none of ten in a row has had enough, whatever it says: it was no try of theirs."""
    again = pace.hold(at, longer=False)
    for row in rows:
        if not _put_off_long_enough(row, at):
            counted = Message.objects.filter(pk=row.pk, state=rules.QUEUED, tries=row.tries + 1)
            counted.update(tries=row.tries, **_put_off(row, again, at))


def _when_there_is_room(rows: list[Message], trouble: Exception, at: datetime) -> None:
    """The server said nothing about this mail: it is no try, until it has said so for three days."""
    again = pace.hold(at)
    for row in rows:
        over = _put_off_long_enough(row, at)
        log.warning("The mail server takes no more for now (%s). Message %s %s.", type(trouble).__name__, row.uuid,
                    "is given up" if over else "waits")
        if over:
            _end([row], rules.FAILED, rules.GAVE_UP, at)
        else:
            _back(_still_ours([row]), **_put_off(row, again, at))


def _put_off(row: Message, again: datetime, at: datetime) -> dict[str, datetime]:
    """What is urgent does not wait as long as the rest."""
    return {"not_before": at + rules.SERVER_AWAY if row.urgency == rules.URGENT else again, "put_off_at": row.put_off_at or at}


def _put_off_long_enough(row: Message, at: datetime) -> bool:
    return row.put_off_at is not None and at - row.put_off_at > rules.PUT_OFF_LASTS


def _still_wanted(rows: list[Message], at: datetime) -> list[Message]:
    """The rows as they stand now, without those cancelled or claimed by another since, and those that must not go after all."""
    rows = list(_still_ours(rows).select_related("to", "dossier").order_by("pk"))
    if not rows:
        return []
    to = rows[0].to
    if not to.email:
        _end(rows, rules.UNREACHABLE, rules.NO_ADDRESS, at)
        return []
    admitted = may_still_be_told(to, rows, at)
    _end([row for row in rows if row.uuid not in admitted], rules.CANCELLED, rules.NO_DOOR, at)
    return [row for row in rows if row.uuid in admitted]


def _later(rows: list[Message], trouble: Exception, at: datetime) -> None:
    here = DaysOff(at).of(rows[0].to.academy_id)
    for row in rows:
        again = rules.next_try(row.tries + 1, row.urgency, at, news=bool(row.matter), safety=row.safety, is_working_day=here)
        log.warning("Message %s did not leave (%s); %s.", row.uuid, type(trouble).__name__, "again later" if again else "given up")
        if again:
            _back(_still_ours([row]), again, tries=row.tries + 1)
        else:
            _end([row], rules.FAILED, rules.GAVE_UP, at)


def _back(rows: QuerySet[Message], not_before: datetime | F, **changes) -> None:
    rows.update(state=rules.QUEUED, not_before=not_before, claim=None, claimed_at=None, **changes)


def _end(rows: Sequence[Message], state: str, reason: str, at: datetime) -> None:
    if rows:
        _still_ours(rows).update(state=state, reason=reason, ended_at=at, claim=None, claimed_at=None)


def _still_ours(rows: Sequence[Message]) -> QuerySet[Message]:
    """Of rows claimed together: those that nobody cancelled and no other worker took over."""
    return Message.objects.filter(pk__in=[row.pk for row in rows], state=rules.CLAIMED, claim=rows[0].claim)


def _mails(claimed: Iterable[Message]) -> list[list[Message]]:
    """What goes in one mail: the rows that share its id."""
    mails: dict[str, list[Message]] = {}
    for row in claimed:
        mails.setdefault(row.message_id, []).append(row)
    return list(mails.values())


def _close(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except OSError as trouble:
        log.warning("The mail server did not say goodbye (%s).", type(trouble).__name__)


def _up_again(at: datetime) -> None:
    """A worker that died keeps nothing, not even where its clock was ahead: its claims are up again. Its mail may have left, hence the
    same Message-ID."""
    old_or_misdated = Q(claimed_at__lt=at - rules.CLAIM_LASTS) | Q(claimed_at__gt=at + rules.CLAIM_LASTS)
    Message.objects.filter(old_or_misdated, state=rules.CLAIMED).update(state=rules.QUEUED, claim=None, claimed_at=None)


def _take_singles(due: QuerySet[Message], mine: UUID, at: datetime, limit: int) -> int:
    keys = [row.pk for row in _unlocked(due.order_by("not_before", "pk"))[:limit]] if limit > 0 else []
    _take(keys, mine, at)
    return len(keys)


def _take(keys: Iterable[int], mine: UUID, at: datetime) -> None:
    Message.objects.filter(pk__in=list(keys), state=rules.QUEUED).update(state=rules.CLAIMED, claim=mine, claimed_at=at)


def _held_by(mine: UUID, at: datetime) -> QuerySet[Message]:
    return Message.objects.filter(state=rules.CLAIMED, claimed_at=at, claim=mine)  # the first two find the index


def _take_digests(due: QuerySet[Message], mine: UUID, at: datetime, limit: int) -> int:
    """All that is due for a recipient goes to one worker: whoever holds the recipient's row takes it."""
    if limit <= 0:
        return 0
    wanted = due.order_by("to").values_list("to", flat=True).distinct()[:limit]
    readers = list(_unlocked(Person.objects.filter(pk__in=list(wanted)).order_by("pk")).values_list("pk", flat=True))
    _take(due.filter(to__in=readers).values_list("pk", flat=True), mine, at)
    unnamed = _held_by(mine, at).filter(message_id="")
    first = {row.to_id: row.uuid for row in unnamed.order_by("-pk")}
    for to, uuid in first.items():
        unnamed.filter(to=to).update(message_id=message_id(uuid))
    return len(readers)


def _unlocked(rows: QuerySet) -> QuerySet:
    """Lock the rows nobody else is locking now. SQLite has locked the whole database at BEGIN and leaves the clause out."""
    return rows.select_for_update(skip_locked=True, no_key=True)

"""The sending: claim rows, hand them to the mail server outside any transaction, write down at once what became of each (ADR 0005)."""

import logging
import smtplib
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template import TemplateDoesNotExist

from foundation.people.models import Person

from . import rules
from .models import Message
from .selectors import DaysOff, may_still_be_told, ready
from .wording import letter, message_id

log = logging.getLogger(__name__)
_BATCH, _BATCHES = 50, 20


class _ServerAway(Exception):
    """No connection to the mail server: that says nothing about any message."""


def send_due(*, at: datetime) -> int:
    """Send what is due, in batches, and give how many messages left. Stops after a batch of which none left; the next run goes on."""
    sent = 0
    for _ in range(_BATCHES):
        left = deliver(claim(at=at, limit=_BATCH), at=at)
        sent += left
        if not left:
            break
    return sent


def claim(*, at: datetime, limit: int) -> list[Message]:
    """Take up to `limit` messages, or recipients of a digest, that nobody else has; a claim older than ten minutes is up again.

    Committed when it returns, so RuntimeError inside another transaction.
    """
    mine = uuid4()
    with transaction.atomic(durable=True):
        _up_again(at)
        due = ready(at)
        singles = _unlocked(due.exclude(urgency=rules.DIGEST).order_by("not_before", "pk"))[:limit]
        _take([row.pk for row in singles], mine, at)
        _take_digests(due.filter(urgency=rules.DIGEST), mine, at, limit)
    return list(_held_by(mine, at).order_by("not_before", "pk"))


def deliver(claimed: Iterable[Message], *, at: datetime) -> int:
    """Send what was claimed over one connection and give how many messages left. What was cancelled since, or whose reader has lost
    the door, does not go. A failure is tried again later with the same Message-ID, and given up on a list people see."""
    mails, sent = _mails(claimed), 0
    server = get_connection()
    try:
        for rows in mails:
            sent += _send(server, rows, at)
    except _ServerAway as away:
        log.warning("The mail server is away (%s). Everything waits.", away)
        for rows in mails:
            _put_back(rows, at)
    finally:
        _close(server)
    return sent


def _send(server: BaseEmailBackend, rows: list[Message], at: datetime) -> int:
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
        server.open()
    except OSError as trouble:
        raise _ServerAway(type(trouble).__name__) from trouble
    return _hand_over(server, mail, rows, at)


def _hand_over(server: BaseEmailBackend, mail: EmailMessage, rows: list[Message], at: datetime) -> int:
    try:
        server.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as refusal:
        if _for_good(refusal):
            _end(rows, rules.FAILED, rules.REFUSED, at)
        else:
            _later(server, rows, refusal, at)
    except ValueError:  # an address this server's protocol cannot carry
        _end(rows, rules.FAILED, rules.NO_ADDRESS, at)
    except OSError as trouble:  # every error of smtplib is one
        _later(server, rows, trouble, at)
    else:  # no condition on the claim: the mail has left, whatever happened to the row meanwhile
        gone = Message.objects.filter(pk__in=[row.pk for row in rows])
        return gone.update(state=rules.SENT, reason="", sent_at=at, ended_at=at, claim=None, claimed_at=None)
    return 0


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


def _later(server: BaseEmailBackend, rows: list[Message], trouble: Exception, at: datetime) -> None:
    _close(server)  # after a 421 or a dropped line the old connection only fails again; the next mail opens a new one
    here = DaysOff(at).of(rows[0].to.academy_id)
    for row in rows:
        again = rules.next_try(row.tries + 1, row.urgency, at, news=bool(row.matter), safety=row.safety, is_working_day=here)
        log.warning("Message %s did not leave (%s); %s.", row.uuid, type(trouble).__name__, "again later" if again else "given up")
        if again:
            _back(_still_ours([row]), again, tries=row.tries + 1)
        else:
            _end([row], rules.FAILED, rules.GAVE_UP, at)


def _put_back(rows: Sequence[Message], at: datetime) -> None:
    _back(_still_ours(rows), at + rules.SERVER_AWAY)


def _back(rows: QuerySet[Message], not_before: datetime, **changes) -> None:
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


def _for_good(refusal: smtplib.SMTPRecipientsRefused) -> bool:
    return all(500 <= code < 600 for code, _ in refusal.recipients.values())


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


def _take(keys: Iterable[int], mine: UUID, at: datetime) -> None:
    Message.objects.filter(pk__in=list(keys), state=rules.QUEUED).update(state=rules.CLAIMED, claim=mine, claimed_at=at)


def _held_by(mine: UUID, at: datetime) -> QuerySet[Message]:
    return Message.objects.filter(state=rules.CLAIMED, claimed_at=at, claim=mine)  # the first two find the index


def _take_digests(due: QuerySet[Message], mine: UUID, at: datetime, limit: int) -> None:
    """All that is due for a recipient goes to one worker: whoever holds the recipient's row takes it."""
    wanted = due.order_by("to").values_list("to", flat=True).distinct()[:limit]
    readers = _unlocked(Person.objects.filter(pk__in=list(wanted)).order_by("pk"))
    _take(due.filter(to__in=list(readers.values_list("pk", flat=True))).values_list("pk", flat=True), mine, at)
    unnamed = _held_by(mine, at).filter(message_id="")
    first = {row.to_id: row.uuid for row in unnamed.order_by("-pk")}
    for to, uuid in first.items():
        unnamed.filter(to=to).update(message_id=message_id(uuid))


def _unlocked(rows: QuerySet) -> QuerySet:
    """Lock the rows nobody else is locking now. SQLite has locked the whole database at BEGIN and leaves the clause out."""
    return rows.select_for_update(skip_locked=True, no_key=True)

"""What people decide about a clock: hold it, give it more time, judge it anew, let it go. Each is in the dossier's chain."""

import re
from datetime import datetime
from uuid import UUID

from django.db import transaction

from foundation.deadlines.holding import has_to_meet, owners
from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.kinds import KINDS, terms_of
from foundation.deadlines.rules.ledger import EXTEND, PAUSE, RERATE, RESUME, WAIVE
from foundation.deadlines.selectors import calendar_of, live, overrides_of
from foundation.dossiers.rules import Refused, Stale
from foundation.dossiers.services import lock, record
from foundation.people.models import Person
from foundation.people.rules import Nobody

from .ledger import save, turn, withdraw_reminders

_CODE = re.compile(r"[a-z0-9_.]{1,60}")


def pause(about: UUID, kind: str, *, at: datetime, by: Person | Nobody, reason: str) -> Deadline:
    """Stop a clock that may wait; what is held is added to its date when it goes on. `reason` is a code.

    Raises Refused for a clock that never stops (safeguarding, data breach, removal, subject access: DOMAIN 8.1).
    """
    row = _running(about, kind)
    if not KINDS[row.kind].pausable:
        raise Refused("This deadline does not stop, whatever else waits.")
    return _decided(row, PAUSE, "paused", at=at, by=by, reason=reason) if not row.paused else row


def resume(about: UUID, kind: str, *, at: datetime, by: Person | Nobody, reason: str = "resumed") -> Deadline:
    """Let a paused clock go on. One that runs stays as it is."""
    row = _running(about, kind)
    return _decided(row, RESUME, "resumed", at=at, by=by, reason=reason) if row.paused else row


def extend(about: UUID, kind: str, *, until: datetime, at: datetime, by: Person | Nobody, reason: str, revision: int = 0) -> Deadline:
    """Give a clock a date later than its first; that one is kept, and timeliness is judged by it. Given again, what was given too
    generously is set right. `by` approves, and is not whoever has to meet it. `revision`: of the clock the page was made from, if any.

    Raises Refused where the date is not later, the approver is the owner, or law or guidance sets the time; Stale where it has changed.
    """
    row = _running(about, kind)
    if until <= max(row.original_due, at) or until == row.due_at:
        raise Refused("Choose a date that is still ahead, and after the first one.", field="until")
    holder = _approved_by_another(row, at, by)
    return _decided(row, EXTEND, "extended", at=at, by=by, reason=reason, revision=revision, new_due=until, held_by=holder)


def waive(about: UUID, kind: str, *, at: datetime, by: Person | Nobody, reason: str) -> Deadline:
    """Decide that a clock need not be met. Raises Refused as `extend` does."""
    row = _running(about, kind)
    holder = _approved_by_another(row, at, by)
    return _decided(row, WAIVE, "waived", at=at, by=by, reason=reason, held_by=holder)


def rerate(about: UUID, to_kind: str, *, at: datetime, by: Person | Nobody, reason: str = "rerated",
           from_kind: str | None = None) -> Deadline:
    """Judge a running clock anew as `to_kind`, from the same start: pauses stay, an extension falls away (DESIGN 5).

    Of several clocks on the thing it is the one whose kind begins with the same word (`triage_…`), unless `from_kind` names it.
    """
    family = to_kind.split("_")[0] + "_"
    rows = [row for row in live(about) if row.kind == from_kind or (from_kind is None and row.kind.startswith(family))]
    if not rows:
        raise Refused("That deadline has already ended.")
    row = rows[0]
    if row.kind == to_kind:
        return row
    terms = terms_of(to_kind, overrides_of(row.dossier).get(to_kind))
    follows_kind = row.owner == ",".join(row.terms.owner)
    before = row.kind
    with transaction.atomic():
        if follows_kind:
            row.owner = ",".join(terms.owner)
        return _decided(row, RERATE, "rerated", at=at, by=by, reason=reason, terms=terms, also=before)


def _running(about: UUID, kind: str) -> Deadline:
    row = live(about).filter(kind=kind).first()
    if row is None:
        raise Refused("That deadline has already ended.")
    return row


def _approved_by_another(row: Deadline, at: datetime, by: Person | Nobody) -> Person | None:
    """The one person who holds the clock, if it is one. Nobody gives themselves time (DOMAIN 6.3 R15)."""
    if isinstance(by, Nobody):
        raise Refused("A person has to approve this.")
    if KINDS[row.kind].fixed:
        raise Refused("Law or guidance sets this time: nobody here can give more.")
    people = owners(row, at)
    if has_to_meet(by, row, people, at):
        raise Refused("Somebody else has to approve this: it is your own deadline.")
    return people[0] if len(people) == 1 else None


def _decided(row: Deadline, event: str, word: str, *, at: datetime, by: Person | Nobody, reason: str, also: str = "",
             revision: int = 0, **changes) -> Deadline:
    if not _CODE.fullmatch(reason):
        raise ValueError("The reason of a clock's change is a code; words belong sealed in the dossier.")
    with transaction.atomic():
        lock(row.dossier)
        fresh = live(row.about).filter(pk=row.pk).first()
        if fresh is None or (revision and fresh.revision != revision):
            raise Stale
        fresh.owner = row.owner
        entry = turn(fresh, event, calendar_of(row.dossier), at=at, by=by, reason=reason, **changes)
        save([(fresh, entry)])
        withdraw_reminders(row.about, {row.kind, fresh.kind, also} - {""}, at)
        record(row.dossier, action=f"deadline.{word}", by=by, at=at, reason=reason, ids={"deadline": str(row.uuid), "kind": fresh.kind})
    return fresh

"""What whoever asked does next: another date or not, enough or not, kept no longer, late."""

from datetime import date, datetime, time

from django.db import transaction

from cases.cooperation import selectors
from cases.cooperation.models import CooperationRequest
from foundation.deadlines import services as deadlines
from foundation.dossiers import sealing
from foundation.face import when
from foundation.people.models import Person

from .answering import call_hr
from .telling import notify, take

END_OF_DAY = time(17)


def give_time(row: CooperationRequest, *, until: date, by: Person, at: datetime, version: int) -> CooperationRequest:
    """More time for the answer, to 5pm of a day; the original date is kept (DOMAIN 8.1). Answers a wish for another date, too."""
    moment = when.at(until, END_OF_DAY)
    with transaction.atomic():
        clock = selectors.answer_clock(row)
        facts = {"later": clock is not None and moment > max(clock.due_at, at)}
        moved = take(row, "give_time", by=by, at=at, version=version, facts=facts, stays=True)
        deadlines.extend(moved.uuid, "coop_response", until=moment, at=at, by=by, reason="asked")
        _answered(moved, "", by, at)
    return moved


def keep_date(row: CooperationRequest, *, reason: str, by: Person, at: datetime, version: int, sure: bool = False) -> CooperationRequest:
    """No other date, and why."""
    with transaction.atomic():
        said = {"words": (reason,), "sure": sure, "facts": {"reason": reason}}
        moved = take(row, "keep_date", by=by, at=at, version=version, stays=True, **said)
        _answered(moved, reason, by, at)
    return moved


def enough(row: CooperationRequest, *, reason: str, by: Person, at: datetime, version: int, sure: bool = False) -> CooperationRequest:
    """PARTIAL → COMPLETED: what came is all that is needed."""
    with transaction.atomic():
        said = {"words": (reason,), "sure": sure, "facts": {"reason": reason}}
        moved = take(row, "enough", by=by, at=at, version=version, **said)
        sealing.write(moved, "ended_sealed", reason)
        moved.save(update_fields=["ended_sealed"])
        notify(moved, "coop.enough", [moved.target.person], by=by, at=at)
    return moved


def ask_review(row: CooperationRequest, *, reason: str, by: Person, at: datetime, version: int, sure: bool = False) -> CooperationRequest:
    """PARTIAL → DECLINED: HR looks at what is missing and why."""
    with transaction.atomic():
        said = {"words": (reason,), "sure": sure, "facts": {"reason": reason}}
        moved = take(row, "ask_review", by=by, at=at, version=version, **said)
        sealing.write(moved, "asked_hr_sealed", reason)
        moved.save(update_fields=["asked_hr_sealed"])
        call_hr(moved, by=by, at=at)
    return moved


def overdue(row: CooperationRequest, *, by: Person, at: datetime, version: int) -> CooperationRequest:
    """→ OVERDUE_REVIEW: the date has passed, and HR asks why before anybody judges. Never by itself (DOMAIN 9.4)."""
    with transaction.atomic():
        moved = take(row, "overdue", by=by, at=at, version=version, facts={"late": selectors.late(row, at)})
        call_hr(moved, by=by, at=at)
    return moved


def lift(row: CooperationRequest, *, by: Person, at: datetime, version: int) -> CooperationRequest:
    """What was kept need not be kept any more; the person is told so."""
    with transaction.atomic():
        moved = take(row, "lift", by=by, at=at, version=version)
        notify(moved, "coop.lifted", [moved.target.person], by=by, at=at)
    return moved


def _answered(row: CooperationRequest, reason: str, by: Person, at: datetime) -> None:
    row.date_answered_at = at
    sealing.write(row, "date_answer_sealed", reason)
    row.save(update_fields=["date_answered_at", "date_answer_sealed"])
    notify(row, "coop.date_answered", [row.target.person], by=by, at=at)

"""A process ends: concluded once nobody can appeal any more, or withdrawn by two people; and what ends with it and with the case."""

from datetime import datetime

from django.db import transaction

from cases.casefile.models import Case
from cases.casefile.selectors import manager_of
from cases.disciplinary import selectors
from cases.disciplinary.models import Disciplinary
from foundation.deadlines import services as deadlines
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import HEARING_CHAIR, PANEL
from foundation.dossiers.selectors import parties
from foundation.messages import services as messages
from foundation.people.models import Person

from .telling import notify, take, under_lock


def conclude(row: Disciplinary, *, by: Person, at: datetime, version: int) -> Disciplinary:
    """OUTCOME_ISSUED → CONCLUDED, once the time for an appeal has ended. Those who heard it see nothing of it from now on."""
    with transaction.atomic():
        now = under_lock(row)
        outcome = selectors.outcome_of(now)
        facts = {"appeal_until": outcome and outcome.appeal_until}
        moved = take(now, "conclude", by=by, at=at, version=version, facts=facts, also={"concluded_at": at})
        _let_go(moved, by=by, at=at)
        notify(moved, "disciplinary.concluded", [manager_of(moved.case, at)], by=by, at=at)
    return moved


def ask_withdraw(row: Disciplinary, *, reason: str, by: Person, at: datetime, version: int) -> Disciplinary:
    """Whoever manages the case proposes to end it, and says why."""
    with transaction.atomic():
        also = {"withdraw_asked_by": by, "withdraw_asked_at": at}
        moved = take(
            under_lock(row), "ask_withdraw", by=by, at=at, version=version, facts={"reason_length": len(reason)}, also=also, stays=True
        )
        sealing.write(moved, "withdraw_sealed", reason)
        moved.save(update_fields=["withdraw_sealed"])
        notify(moved, "disciplinary.withdrawal_asked", selectors.arrangers(moved, at), by=by, at=at)
    return moved


def withdraw(row: Disciplinary, *, by: Person, at: datetime, version: int) -> Disciplinary:
    """→ WITHDRAWN: HR agrees. Whoever knew of it is told that it has ended."""
    with transaction.atomic():
        now = under_lock(row)
        facts = {"my_own": now.withdraw_asked_by_id == by.pk}
        moved = take(now, "withdraw", by=by, at=at, version=version, facts=facts, also={"withdrawn_by": by})
        for about in (moved.uuid, *(one.uuid for one in selectors.hearings_of(moved))):
            messages.cancel_unsent(about, at=at)
        deadlines.stop(moved.uuid, at=at, by=by, reason="withdrawn")
        if any(one.invited_at for one in selectors.hearings_of(moved)):
            notify(moved, "disciplinary.withdrawn", [moved.case.subject.person], by=by, at=at)
        _let_go(moved, by=by, at=at)
        notify(moved, "disciplinary.withdrawn", [manager_of(moved.case, at)], by=by, at=at)
    return moved


def finish(case: Case, *, by: Person, at: datetime) -> None:
    """The case is closed: the person reads it as long as an appeal may take, or a warning counts, and then no more. Call it under the
    dossier's lock."""
    row = Disciplinary.objects.filter(case=case).first()
    if row is None or case.subject.person is None:
        return
    now = selectors.of_case(case.dossier)
    until = selectors.end_of_showing(now, at)
    things = [now.uuid, *(one.uuid for one in selectors.hearings_of(now)), *(one.uuid for one in now.outcomes.all())]
    for uuid in (*things, *(one.uuid for one in selectors.released(now))):
        dossiers.hide(now.dossier, case.subject.person, object_uuid=uuid, by=by, at=at, until=until)


def _let_go(row: Disciplinary, *, by: Person, at: datetime) -> None:
    """Those who heard it have no part in it any more: what they were given was dated."""
    for seat in selectors.seats_of(row):
        for exhibit in selectors.released(row):
            dossiers.hide(row.dossier, seat.person, object_uuid=exhibit.uuid, by=by, at=at)
    for part in (HEARING_CHAIR, PANEL):
        for party in parties(row.dossier, part, at):
            dossiers.end_party(party, by=by, at=at, reason="finished")

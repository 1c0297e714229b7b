"""Whoever manages or investigates a case has left, or has no role any more with which they could: somebody else is looked for (ADR 48)."""

from datetime import datetime

from django.db import transaction

from cases.casefile import rules as case_rules
from cases.casefile import selectors as cases
from cases.casefile.models import Case
from cases.casefile.services import leaders, look_for_another, pass_on
from cases.investigation import rules, selectors
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, Refused
from foundation.dossiers.selectors import gone_with, parties
from foundation.messages import services as messages
from foundation.people.models import Person
from foundation.people.rules import HEAD, SYSTEM

from .asking import take_back


def let_go(*, at: datetime) -> int:
    """Take what they held off everybody who is gone, and tell whoever has to find somebody; gives how many cases. Any number of runs do it
    once."""
    held = gone_with((CASE_MANAGER, INVESTIGATOR), at).values("dossier")
    found = Case.objects.filter(dossier__in=held) | Case.objects.filter(pk__in=selectors.asked_of_somebody_gone(at))
    rows = found.exclude(state=case_rules.CLOSED).select_related("dossier__academy").order_by("pk").distinct()
    return sum(_is_let_go(row, at) for row in rows)


def _is_let_go(case: Case, at: datetime) -> bool:
    """False where somebody was faster, or something forbids it now: one case must not hold back the others."""
    try:
        return _let_go(case, at)
    except Refused:
        return False


def _let_go(case: Case, at: datetime) -> bool:
    with transaction.atomic():
        dossiers.lock(case.dossier)
        case = cases.case_of(case.dossier)
        done = [_asked(case, at), _investigator(case, at), _manager(case, at)]
    return any(done)


def _asked(case: Case, at: datetime) -> bool:
    held = selectors.standing_appointment(case)
    if held is None or held.answer != rules.ASKED or not selectors.is_gone(held.person, at):
        return False
    take_back(held, SYSTEM, at)
    _tell(case, [cases.manager_of(case, at)], at)
    return True


def _investigator(case: Case, at: datetime) -> bool:
    person = cases.investigator_of(case, at)
    if person is None or not selectors.is_gone(person, at):
        return False
    _end(case, INVESTIGATOR, at)
    held = selectors.standing_appointment(case)
    if held is not None:
        dossiers.hide(case.dossier, held.person, object_uuid=held.uuid, by=SYSTEM, at=at)
    dossiers.record(case.dossier, action="case.investigator_gone", by=SYSTEM, at=at)
    look_for_another(case, by=SYSTEM, at=at)
    manager = cases.manager_of(case, at)
    pass_on(case, manager, by=SYSTEM, at=at)
    _tell(case, [manager], at)
    return True


def _manager(case: Case, at: datetime) -> bool:
    """Nobody manages it then, which is every leader's at its desks; where there is none, the next rung comes in."""
    person = cases.manager_of(case, at)
    if person is None or not selectors.leads_no_more(case, person, at):
        return False
    _end(case, CASE_MANAGER, at)
    dossiers.record(case.dossier, action="case.manager_gone", by=SYSTEM, at=at)
    _tell(case, leaders(case.dossier, at) or dossiers.escalate(case.dossier, HEAD, by=SYSTEM, at=at), at)
    return True


def _end(case: Case, part: str, at: datetime) -> None:
    for party in parties(case.dossier, part, at):
        dossiers.end_party(party, by=SYSTEM, at=at, reason="left")


def _tell(case: Case, people: list[Person | None], at: datetime) -> None:
    messages.queue_each(people, by=SYSTEM, dossier=case.dossier, code="case.waiting", about=case.uuid, reference=case.reference,
                        path=cases.path(case), at=at)

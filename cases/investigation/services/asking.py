"""Who investigates: asked, accepted or not, replaced (DOMAIN 6.2, 9.2)."""

from datetime import datetime

from django.db import transaction

from cases.casefile import rules as case_rules
from cases.casefile import selectors as cases
from cases.casefile.models import Case
from cases.casefile.services import apart_from_support, declare, look_for_another, pass_on
from cases.investigation import rules, selectors
from cases.investigation.models import Appointment
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, Refused, Stale
from foundation.dossiers.selectors import parties
from foundation.messages import services as messages
from foundation.people.models import Person
from foundation.people.rules import Nobody

from .telling import note, write


def appoint(case: Case, person: Person, *, by: Person, at: datetime, version: int) -> Appointment:
    """Ask somebody to investigate. They see nothing of the case but whom it is about, until they have declared and accepted. Whoever was
    asked before and has not answered need not any more, and is told so.

    Raises Refused for somebody who has another part, manages the person concerned or is close to them.
    """
    with transaction.atomic():
        dossiers.lock(case.dossier)
        if person not in selectors.eligible(case, at):
            raise Refused("This person cannot investigate this case. Choose somebody else.", field="who")
        _make_room(case, person, by, at)
        appointment = Appointment(
            reference=dossiers.reference("A"), dossier=case.dossier, case=case, person=person, asked_by=by, asked_at=at
        )
        move(
            case,
            case_rules.CASE,
            "appoint",
            by=by,
            at=at,
            standing=cases.standing_in(case, by, at),
            version=version,
            facts={"asked": selectors.standing_appointment(case)},
            ids={"appointment": str(appointment.uuid)},
        )
        appointment.save()
        note(appointment, at)
        dossiers.disclose(case.dossier, person, object_kind="appointment", object_uuid=appointment.uuid, by=by, at=at)
        write(case, "case.appointed", [person], by=by, at=at, about=appointment, path=f"/cases/asked/{appointment.reference}/")
    return appointment


def answer(appointment: Appointment, *, by: Person, at: datetime, answer: str, conflict: str | None) -> Appointment:
    """Accept or decline. A conflict, or a no, takes the person off the case, and the case manager is told to ask somebody else."""
    with transaction.atomic():
        dossiers.lock(appointment.dossier)
        row = Appointment.objects.select_related("dossier", "case__dossier", "person").get(pk=appointment.pk)
        if row.answer != rules.ASKED:
            raise Stale
        yes = answer == rules.ACCEPTED and not conflict  # None, nothing declared, is refused by the move itself
        move(
            row.case,
            case_rules.CASE,
            "accept" if yes else "decline",
            by=by,
            at=at,
            standing=_asked(row, by),
            facts={"declared": conflict is not None},
        )
        row.answer, row.answered_at = (rules.ACCEPTED if yes else rules.DECLINED), at
        row.save(update_fields=["answer", "answered_at"])
        declare(row.dossier, by, INVESTIGATOR, words=conflict or "", at=at)
        if yes:
            dossiers.add_party(row.dossier, by, INVESTIGATOR, by=by, at=at, source="appointment")
            deadlines.meet(row.case.uuid, "io_replace", at=at, by=by)
        apart_from_support(row.case, by=by, at=at)
        note(row, at)
        messages.cancel_unsent(row.uuid, at=at)
        code = "case.accepted" if yes else "case.declined"
        write(row.case, code, holders(row.dossier, CASE_MANAGER, at), by=by, at=at)
    return row


def relieve(case: Case, *, reason: str, by: Person, at: datetime, version: int) -> Case:
    """Whoever investigates cannot go on; `reason` is sealed. Their access ends, what they found stays, and another one is to be found."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        person = cases.investigator_of(case, at)
        given = {"by": by, "at": at, "version": version, "standing": cases.standing_in(case, by, at)}
        facts = {"investigator": person, "reason_length": len(reason)}
        moved = move(case, case_rules.CASE, "relieve", facts=facts, **given, also={"state_since": case.state_since})
        held = selectors.standing_appointment(moved)
        held.answer, held.answered_at = rules.RELIEVED, at
        sealing.write(held, "relieved_sealed", reason)
        held.save(update_fields=["answer", "answered_at", "relieved_sealed"])
        _end(moved, held, "relieved", by, at)
        write(moved, "case.relieved", [person], by=by, at=at, about=held, path="/")
        note(held, at)
        look_for_another(moved, by=by, at=at)
        pass_on(moved, cases.manager_of(moved, at), by=by, at=at)
    return moved


def _end(case: Case, held: Appointment, reason: str, by: Person, at: datetime) -> None:
    for party in parties(case.dossier, INVESTIGATOR, at):
        dossiers.end_party(party, by=by, at=at, reason=reason)
    dossiers.hide(case.dossier, held.person, object_uuid=held.uuid, by=by, at=at)


def stand_down(case: Case, *, by: Person, at: datetime) -> None:
    """Nobody investigates after all: whoever was asked need not answer, whoever accepted has no part any more; either is told."""
    held = selectors.standing_appointment(case)
    if held is None:
        return
    if held.answer == rules.ACCEPTED:
        _end(case, held, "not_needed", by, at)
    take_back(held, by, at)
    pass_on(case, cases.manager_of(case, at), by=by, at=at)


def take_back(held: Appointment, by: Person | Nobody, at: datetime) -> None:
    """Whoever was asked need not answer any more, and is told so. Call it under the dossier's lock."""
    held.answer, held.answered_at = rules.TAKEN_BACK, at
    held.save(update_fields=["answer", "answered_at"])
    dossiers.hide(held.dossier, held.person, object_uuid=held.uuid, by=by, at=at)
    messages.cancel_unsent(held.uuid, at=at)
    write(held.case, "case.no_longer_asked", [held.person], by=by, at=at, about=held, path="/")
    note(held, at)


def _make_room(case: Case, person: Person, by: Person, at: datetime) -> None:
    """Whoever accepted and has since stepped back makes room for the next, and so does whoever was asked and has not answered."""
    held = selectors.standing_appointment(case)
    if held is None or (held.answer == rules.ASKED and held.person_id == person.pk):
        return
    if held.answer == rules.ACCEPTED and cases.investigator_of(case, at) is None:
        held.answer = rules.STOOD_DOWN
        held.save(update_fields=["answer"])
        note(held, at)
    elif held.answer == rules.ASKED:
        take_back(held, by, at)


def _asked(row: Appointment, by: Person) -> frozenset[str]:
    return frozenset({case_rules.APPOINTEE}) if row.person_id == by.pk else frozenset()

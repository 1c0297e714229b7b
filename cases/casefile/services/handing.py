"""Somebody else manages the case: asked first, told whom it is about, declared, then taken over (DOMAIN 6.2, 6.3 R10)."""

from datetime import datetime

from django.db import transaction

from cases.casefile import rules, selectors
from cases.casefile.models import Case, HandOver
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import CASE_MANAGER, Stale
from foundation.dossiers.selectors import parties
from foundation.messages import services as messages
from foundation.people.models import Person

from .duties import apart_from_support, declare
from .working import pass_on


def hand_over(case: Case, to: Person, *, reason: str, by: Person, at: datetime, version: int) -> HandOver:
    """Ask somebody who may to manage the case. Until they have declared and accepted, `by` goes on managing it, and they see no more than
    whom it is about. Whoever was asked before need not any more."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        row = HandOver(reference=dossiers.reference("H"), dossier=case.dossier, case=case, to=to, asked_by=by, asked_at=at)
        facts = {"successor": to in selectors.successors(case, at), "reason_length": len(reason)}
        given = {"by": by, "at": at, "version": version, "standing": selectors.standing_in(case, by, at), "facts": facts}
        move(case, rules.CASE, "hand_over", **given, ids={"hand_over": str(row.uuid)}, also={"state_since": case.state_since})
        take_back(case, by=by, at=at)
        sealing.write(row, "reason_sealed", reason)
        row.save()
        dossiers.disclose(case.dossier, to, object_kind="hand_over", object_uuid=row.uuid, by=by, at=at)
        _tell(row, "case.handing_over", to, by, at, path=selectors.asked_path(row))
    return row


def answer_hand_over(row: HandOver, *, yes: bool, conflict: str | None, by: Person, at: datetime) -> HandOver:
    """Take the case over or not. `conflict` as in `open_case`: words take whoever has one off it for good. Whoever managed it is told, and
    whoever investigates; what waits for the case manager waits for the new one, as it is asked of the part."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        row = HandOver.objects.select_related("dossier", "case__dossier", "to", "asked_by").get(pk=row.pk)
        if row.answer != rules.ASKED:
            raise Stale
        yes = yes and not conflict  # None, nothing declared, is refused by the move itself
        standing = frozenset({rules.SUCCESSOR}) if row.to_id == by.pk else frozenset()
        case, name = selectors.case_of(row.dossier), "take_over" if yes else "not_take_over"
        given = {"by": by, "at": at, "standing": standing, "facts": {"declared": conflict is not None}}
        move(case, rules.CASE, name, **given, also={"state_since": case.state_since}, read_under_lock=True)
        _answered(row, rules.TAKEN_OVER if yes else rules.NOT_TAKEN, by, at)
        before = selectors.manager_of(case, at)
        declare(row.dossier, by, CASE_MANAGER, words=conflict or "", at=at)
        if yes:
            _change_hands(case, by, at)
        for person in {before or row.asked_by, *([selectors.investigator_of(case, at)] if yes else [])} - {None, by}:
            _tell(row, "case.taken_over" if yes else "case.not_taken_over", person, by, at)
    return row


def take_back(case: Case, *, by: Person, at: datetime) -> None:
    """Whoever was asked to take the case over and has not answered need not any more, and is told so."""
    row = selectors.hand_over_of(case)
    if row is not None:
        _answered(row, rules.TAKEN_BACK, by, at)
        _tell(row, "case.not_handed_over", row.to, by, at, path="/")


def _change_hands(case: Case, by: Person, at: datetime) -> None:
    for party in parties(case.dossier, CASE_MANAGER, at):
        dossiers.end_party(party, by=by, at=at, reason="handed_over")
    dossiers.add_party(case.dossier, by, CASE_MANAGER, by=by, at=at, source="handed over")
    apart_from_support(case, by=by, at=at)
    pass_on(case, by, by=by, at=at)


def _answered(row: HandOver, answer: str, by: Person, at: datetime) -> None:
    row.answer, row.answered_at = answer, at
    row.save(update_fields=["answer", "answered_at"])
    dossiers.hide(row.dossier, row.to, object_uuid=row.uuid, by=by, at=at)
    messages.cancel_unsent(row.uuid, at=at)


def _tell(row: HandOver, code: str, to: Person, by: Person, at: datetime, path: str = "") -> None:
    asked = {"about": row.uuid, "reference": row.reference, "path": path}
    case = {"about": row.case.uuid, "reference": row.case.reference, "path": selectors.path(row.case)}
    messages.queue(dossier=row.dossier, code=code, to=to, at=at, by=by, **(asked if path else case))

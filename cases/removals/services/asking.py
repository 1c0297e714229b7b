"""Asking for a removal: written, read through, sent, and told by a person first (DOMAIN 9.3, DESIGN 5)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cases.casefile.models import Case
from cases.removals import grounds, rules, selectors
from cases.removals.models import RemovalRequest
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Party
from foundation.dossiers.rules import ISSUER, VERIFIER, Refused
from foundation.evidence.addresses import index
from foundation.evidence.models import Exhibit
from foundation.messages import services as messages
from foundation.messages.rules import COULD_NOT
from foundation.people.models import Person
from foundation.people.rules import Nobody
from policy.models import Clause
from reports.intake.models import Report

from .ending import wind_up
from .telling import apart, note, notify, path

MATTER = "removal"


def draft(
    on: Case | Report,
    *,
    by: Person,
    at: datetime,
    address: str,
    clause: Clause | None,
    action: str,
    why: str,
    signs: Iterable[str] = (),
    exhibit: Exhibit | None = None,
    reveals: str = "",
    evidence_reason: str = "",
    verifier: Person | None = None,
    target: Party | None = None,
) -> RemovalRequest:
    """Write a request about the case's person, or on a report alone about `target` (its only person where that is left out); nothing goes
    out. `reveals`: yes or no, whether `exhibit` could show who reported it (to whoever checks, or decides an objection). Raises Refused
    where `issue` would, so that nobody writes for nothing."""
    with transaction.atomic():
        dossiers.lock(on.dossier)
        on.refresh_from_db(fields=["state"])
        ground = grounds.under(on)
        _check_who(ground, by, verifier, at)
        if exhibit is not None and exhibit.dossier_id != on.dossier.pk:
            raise ValueError("Evidence of another dossier: its door is not that of the request.")
        row = _draft(ground, _target(ground, target, at), by, at)
        row.verifier, row.clause, row.action, row.signs, row.exhibit = verifier, clause, action, sorted(set(signs)), exhibit
        row.reveals = reveals if exhibit else ""
        row.address_index = index(address) if address else ""
        for column, words in (("address_sealed", address), ("why_sealed", why), ("evidence_reason_sealed", evidence_reason)):
            sealing.write(row, column, words)
        rules.check_request(_facts(row, address=address, why=why, evidence_reason=evidence_reason))
        row.save()
        dossiers.add_party(on.dossier, by, ISSUER, by=by, at=at, source="removal")
        dossiers.record(on.dossier, action="removal.drafted", by=by, at=at, to_state=rules.DRAFT, ids={"removal": str(row.uuid)})
        note(row, at)
    return row


def issue(row: RemovalRequest, *, by: Person, at: datetime, version: int) -> RemovalRequest:
    """DRAFT → ISSUED. The letter waits until the person has been told by somebody; no clock runs before they know."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        moved = move(
            row,
            rules.REMOVAL,
            "issue",
            by=by,
            at=at,
            standing=selectors.standing(row, by, at),
            version=version,
            facts=facts_of(row),
            ids={"removal": str(row.uuid)},
            also={"issued_at": at},
        )
        show_to_checker(moved, by, at)
        _letter(moved, by, at)
        note(moved, at)
    return moved


def tell(row: RemovalRequest, *, by: Person, at: datetime, version: int, how: str, why_not: str = "") -> RemovalRequest:
    """Record how the person was told, or why they could not be. Reached: the clock runs from now. Not reached: the mail goes, and the
    clock runs from the moment they acknowledge, or are reached after all (DESIGN 5)."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        moved = move(
            row,
            rules.REMOVAL,
            "tell",
            by=by,
            at=at,
            standing=selectors.standing(row, by, at),
            version=version,
            reason=how,
            facts={"kept_back": grounds.of(row).kept_back, "told": row.told_at, "reached": row.reached_how, "how": how, "why_not": why_not},
            ids={"removal": str(row.uuid)},
        )
        moved.told_at, moved.reached_how = at, how
        sealing.write(moved, "not_reached_sealed", why_not)
        if how != COULD_NOT:
            moved.reached_at = at
        moved.save(update_fields=["told_at", "reached_how", "reached_at", "not_reached_sealed"])
        person = moved.target.person
        if person is not None:
            messages.spoken(dossier=moved.dossier, person=person, matter=MATTER, about=moved.uuid, by=by, at=at, how=how, why_not=why_not)
            dossiers.disclose(moved.dossier, person, object_kind="removal", object_uuid=moved.uuid, by=by, at=at)
        if moved.round > 1:
            _letter(moved, by, at)
        if moved.reached_at:
            run_clock(moved, by=by, at=at)
    return moved


def withdraw(row: RemovalRequest, *, by: Person, at: datetime, version: int, reason: str) -> RemovalRequest:
    """Take a request back before it is done. Whoever was told of it is told that it is gone."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        moved = move(
            row,
            rules.REMOVAL,
            "withdraw",
            by=by,
            at=at,
            standing=selectors.standing(row, by, at),
            version=version,
            facts={"reason": reason},
            ids={"removal": str(row.uuid)},
        )
        sealing.write(moved, "answer_sealed", reason)
        moved.save(update_fields=["answer_sealed"])
        messages.cancel_unsent(moved.uuid, at=at)
        if moved.told_at:
            notify(moved, "removal.withdrawn", [moved.target.person], by=by, at=at)
        wind_up(moved, by=by, at=at)
        note(moved, at)
    return moved


def run_clock(row: RemovalRequest, *, by: Person | Nobody, at: datetime, since: datetime | None = None) -> None:
    """Four hours or twenty-four from now on, or from `since` (10.3). Outside the staff it can only be asked for, so nothing counts down."""
    if rules.asked.is_binding(row.target.kind):
        clock = deadlines.start(
            rules.clock_of(row.signs),
            dossier=row.dossier,
            about=row.uuid,
            reference=row.reference,
            path=path(row),
            at=at,
            by=by,
            owner=row.target.person,
            trigger_at=since,
        )
        if row.judged_by is None:
            row.judged_by = clock
            row.save(update_fields=["judged_by"])


def _check_who(ground: grounds.Ground, by: Person, verifier: Person | None, at: datetime) -> None:
    if not selectors.may_be_written(ground, by, at):
        raise Refused("This step belongs to somebody else.")
    if verifier is not None and verifier not in selectors.verifiers(ground, by, at):
        raise Refused("Choose somebody else to check: not yourself, and nobody with a part in this.", field="verifier")


def _target(ground: grounds.Ground, chosen: Party | None, at: datetime) -> Party:
    people = ground.people(at)
    if chosen in people:
        return chosen
    if chosen is not None or len(people) != 1:
        raise Refused("Choose who is asked.", field="who")
    return people[0]


def _draft(ground: grounds.Ground, target: Party, by: Person, at: datetime) -> RemovalRequest:
    now = {"state": rules.DRAFT, "state_since": at, "created_at": at}
    here = {"reference": dossiers.reference("X"), "dossier": ground.dossier, **ground.columns}
    return RemovalRequest(**here, target=target, issuer=by, **now)


def _letter(row: RemovalRequest, by: Person, at: datetime) -> None:
    if row.target.person is not None:
        messages.queue(
            dossier=row.dossier,
            code="removal.asked",
            to=row.target.person,
            about=row.uuid,
            reference=row.reference,
            path=path(row),
            at=at,
            by=by,
            matter=MATTER,
            urgency="urgent" if rules.clock_of(row.signs) == rules.URGENT_CLOCK else "normal",
            key=f"removal.asked:{row.uuid}:{row.round}",
        )


def show_to_checker(row: RemovalRequest, by: Person, at: datetime) -> None:
    """Whoever checks has their part, and sees the evidence, from the moment the request goes out."""
    if row.verifier is not None:
        dossiers.add_party(row.dossier, row.verifier, VERIFIER, by=by, at=at, source="removal")
        apart(row, by=by, at=at)
        if row.exhibit is not None:
            dossiers.disclose(row.dossier, row.verifier, object_kind="exhibit", object_uuid=row.exhibit.uuid, by=by, at=at)


def facts_of(row: RemovalRequest) -> dict[str, object]:
    """What is asked before a request goes out, to the person or to a platform."""
    words = sealing.read_one(row)
    return _facts(row, address=words["address_sealed"], why=words["why_sealed"], evidence_reason=words["evidence_reason_sealed"])


def _facts(row: RemovalRequest, *, address: str, why: str, evidence_reason: str) -> dict[str, object]:
    ground, sealed = grounds.of(row), row.exhibit is not None and row.exhibit.may_show_child
    return {
        "address": address,
        "clause": row.clause_id,
        "why_length": len(why),
        "exhibit": row.exhibit_id,
        "reveals": row.reveals,
        "evidence_reason": evidence_reason,
        "image": "unsure" if sealed else grounds.image_answer(ground),
        "waits": grounds.waits(ground),
        "kept_back": ground.kept_back,
        "kind": row.target.kind,
        "about_issuer": row.target.person_id == row.issuer_id,
        "verifier": row.verifier_id,
    }

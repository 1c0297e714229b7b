"""What the person who is asked does: acknowledge, contest, say that it is removed; and the independent answer to an objection."""

from datetime import datetime

from django.db import transaction

from cases.removals import rules, selectors
from cases.removals.models import RemovalRequest
from cases.serving.services import note_reply
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.routing import next_up
from foundation.dossiers.rules import INDEPENDENT, RUNG_ROLE, Refused
from foundation.dossiers.selectors import parties
from foundation.people.models import Person
from foundation.people.rules import SYSTEM

from .asking import run_clock
from .ending import let_go, wind_up
from .telling import apart, note, notify, path


def acknowledge(row: RemovalRequest, *, by: Person, at: datetime, version: int) -> RemovalRequest:
    """ISSUED → ACKNOWLEDGED. Where telling failed, this is the moment they were reached, and the clock starts."""
    with transaction.atomic():
        moved = _move(row, "ack", by, at, version, {"told": row.told_at})
        moved.acknowledged_at = at
        _reach(moved, by, at)
        moved.save(update_fields=["acknowledged_at", "reached_at"])
    return moved


def claim(row: RemovalRequest, *, by: Person, at: datetime, version: int, method: str, words: str = "") -> RemovalRequest:
    """→ CLAIMED_REMOVED. The checker has a working day; the issuer is told."""
    with transaction.atomic():
        moved = _move(row, "claim", by, at, version, {"told": row.told_at, "method": method}, also={"claimed_at": at})
        moved.claimed_how = method
        sealing.write(moved, "claim_sealed", words)
        _reach(moved, by, at)
        moved.save(update_fields=["claimed_how", "claim_sealed", "reached_at"])
        deadlines.meet(moved.uuid, rules.clock_of(moved.signs), at=at, by=by)
        deadlines.start(
            "removal_verify",
            dossier=moved.dossier,
            about=moved.uuid,
            reference=moved.reference,
            path=path(moved),
            at=at,
            by=by,
            owner=moved.verifier,
        )
        notify(moved, "removal.claimed", [moved.verifier], by=by, at=at)
    return moved


def contest(row: RemovalRequest, *, by: Person, at: datetime, version: int, reason: str) -> RemovalRequest:
    """→ CONTESTED: the clock stops, and a senior leader who did not issue it is asked to decide within a working day."""
    with transaction.atomic():
        moved = _move(row, "contest", by, at, version, {"told": row.told_at, "reason": reason})
        moved.contested_at = at
        sealing.write(moved, "objection_sealed", reason)
        moved.save(update_fields=["contested_at", "objection_sealed"])
        _ask_to_judge(moved, by, at)
        notify(moved, "removal.contested", [moved.judge, moved.issuer], by=by, at=at)
    return moved


def name_judge(row: RemovalRequest, *, by: Person, at: datetime, version: int) -> RemovalRequest:
    """Whoever was asked to decide an objection cannot any more: the next independent person is asked, with a working day of their own."""
    with transaction.atomic():
        moved = _move(row, "name_judge", by, at, version, {"judge_fit": selectors.judge_is_fit(row, at)})
        for party in parties(moved.dossier, INDEPENDENT, at):
            if party.person_id == moved.judge_id:
                let_go(moved, party, by, at, reason="replaced")
        deadlines.stop(moved.uuid, "removal_contest_decision", at=at, by=by, reason="replaced")
        _ask_to_judge(moved, by, at)
        notify(moved, "removal.contested", [moved.judge], by=by, at=at)
    return moved


def _ask_to_judge(row: RemovalRequest, by: Person, at: datetime) -> None:
    judge = _independent(row, at)
    dossiers.add_party(row.dossier, judge, INDEPENDENT, by=by, at=at, source="contest")
    apart(row, by=SYSTEM, at=at)  # who contests it learns nothing of that
    if row.exhibit is not None:
        dossiers.disclose(row.dossier, judge, object_kind="exhibit", object_uuid=row.exhibit.uuid, by=by, at=at)
    row.judge = judge
    row.save(update_fields=["judge"])
    about = {"dossier": row.dossier, "about": row.uuid, "reference": row.reference, "path": path(row)}
    deadlines.start("removal_contest_decision", **about, at=at, by=by, owner=judge)


def judge(row: RemovalRequest, *, by: Person, at: datetime, version: int, outcome: str, reason: str) -> RemovalRequest:
    """Uphold (→ ISSUED, the clock goes on) or give way (→ WITHDRAWN). Both sides read the reason."""
    if outcome not in ("uphold", "give_way"):
        raise Refused("Choose what you decide.", field="outcome")
    with transaction.atomic():
        moved = _move(row, outcome, by, at, version, {"reason": reason})
        sealing.write(moved, "answer_sealed", reason)
        if outcome == "uphold":
            _reach(moved, by, at)
        else:
            wind_up(moved, by=by, at=at)
        moved.save(update_fields=["answer_sealed", "reached_at"])
        notify(moved, "removal.upheld" if outcome == "uphold" else "removal.withdrawn", [moved.target.person, moved.issuer], by=by, at=at)
    return moved


def _move(row: RemovalRequest, name: str, by: Person, at: datetime, version: int, facts: dict, also: dict | None = None) -> RemovalRequest:
    dossiers.lock(row.dossier)
    standing = selectors.standing(row, by, at)
    moved = move(
        row,
        rules.REMOVAL,
        name,
        by=by,
        at=at,
        standing=standing,
        version=version,
        facts=facts,
        ids={"removal": str(row.uuid)},
        also=also,
    )
    note(moved, at)
    note_reply(moved.uuid, of=moved.target, step=name, steps=rules.BY_THE_PERSON, standing=standing, by=by, at=at)
    return moved


def _reach(row: RemovalRequest, by: Person, at: datetime) -> None:
    """Whoever answers has been reached: a clock that waited for that starts now."""
    if row.reached_at is None:
        row.reached_at = at
        run_clock(row, by=by, at=at)


def _independent(row: RemovalRequest, at: datetime) -> Person:
    """The next above the rung it stands on who neither asked nor checks: on a report alone that may be further up than the next."""
    symbol = ""
    for _ in RUNG_ROLE:
        symbol, _, people = next_up(row.dossier, at, symbol)
        if free := [one for one in people if one.pk not in (row.issuer_id, row.verifier_id)]:
            return free[0]
    raise Refused("Nobody independent can be found to decide this. Tell the trust office.")

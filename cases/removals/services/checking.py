"""Checking that content is gone: by somebody who is neither the person nor the issuer (DOMAIN 5.3)."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cases.removals import rules, selectors
from cases.removals.models import RemovalRequest
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import VERIFIER, Refused, Stale
from foundation.dossiers.selectors import parties
from foundation.evidence import services as evidence
from foundation.evidence.models import Exhibit
from foundation.evidence.rules import CHECKED
from foundation.people.models import Person

from .counting import counted_anew
from .ending import let_go, wind_up
from .telling import apart, note, notify, path


def verify(
    row: RemovalRequest, *, by: Person, at: datetime, version: int, outcome: str, how: str = "", seen: str = ""
) -> RemovalRequest:
    """Gone (→ VERIFIED, looked at again on days 1, 7 and 30, then CLOSED) or there (→ ISSUED, a round that begins with telling the person).

    `outcome` is one of `rules.ANSWERS` of the state it stands in. Either is proved (DOMAIN 5.3): by a picture that `by` has added since
    the last look, or by `how` they looked (`rules.LOOKS`) at the address and what was `seen` there; the moment is `at`.
    """
    with transaction.atomic():
        dossiers.lock(row.dossier)
        before = RemovalRequest.objects.get(pk=row.pk)
        if outcome not in rules.ANSWERS.get(before.state, ()) and any(outcome in names for names in rules.ANSWERS.values()):
            raise Stale
        picture = selectors.picture_of(before, by)
        how = how or (rules.PICTURE if picture else "")
        facts = {"picture": picture, "how": how, "seen_length": len(seen)}
        if outcome == "reappeared" and before.issued_at is None:
            outcome = "reposted"
        with counted_anew(before):
            moved = _move(row, outcome, by, at, version=version, facts=facts, also={"looked_at": at, **_dated(outcome, at)}, reason=how)
            moved.looked_how, moved.proof = how, picture or moved.proof
            sealing.write(moved, "check_sealed", seen)
            moved.save(update_fields=["looked_how", "proof", "check_sealed"])
            _AFTER[outcome](moved, by, at)
        note(moved, at)
    return moved


def _dated(outcome: str, at: datetime) -> dict[str, datetime]:
    return {"verified_at": at} if outcome == "verify" else {}


def _move(
    row: RemovalRequest, name: str, by: Person, at: datetime, *, version: int, facts: dict, also: dict | None = None, reason: str = ""
) -> RemovalRequest:
    return move(
        row,
        rules.REMOVAL,
        name,
        by=by,
        at=at,
        standing=selectors.standing(row, by, at),
        version=version,
        facts=facts,
        reason=reason,
        ids={"removal": str(row.uuid)},
        also=also,
    )


def name_checker(row: RemovalRequest, person: Person, *, by: Person, at: datetime, version: int) -> RemovalRequest:
    """Somebody else checks, because whoever was named cannot: their access ends, the clock of a check that waits goes to the next."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        if person not in selectors.verifiers(row, row.issuer, at):
            raise Refused("Choose somebody else to check: not yourself, and nobody with a part in this.", field="who")
        moved = _move(row, "name_checker", by, at, version=version, facts={"verifier": person.pk}, also={"verifier": person})
        for party in parties(moved.dossier, VERIFIER, at):
            let_go(moved, party, by, at, reason="replaced")
        dossiers.add_party(moved.dossier, person, VERIFIER, by=by, at=at, source="removal")
        apart(moved, by=by, at=at)
        if moved.exhibit is not None:
            dossiers.disclose(moved.dossier, person, object_kind="exhibit", object_uuid=moved.exhibit.uuid, by=by, at=at)
        if moved.state == rules.VERIFIED:
            deadlines.hand_on(moved.uuid, "removal_recheck", to=person, by=by, at=at)
        if moved.state == rules.CLAIMED_REMOVED:
            deadlines.stop(moved.uuid, "removal_verify", at=at, by=by, reason="replaced")
            _ask_to_check(moved, by, at)
    return moved


def _ask_to_check(row: RemovalRequest, by: Person, at: datetime) -> None:
    deadlines.start(
        "removal_verify", dossier=row.dossier, about=row.uuid, reference=row.reference, path=path(row), at=at, by=by, owner=row.verifier
    )
    notify(row, "removal.claimed", [row.verifier], by=by, at=at)


def add_picture(row: RemovalRequest, *, by: Person, at: datetime, upload: UploadedFile, image_answer: str) -> Exhibit:
    """A picture of what is at the address now, as the case's next exhibit; whoever checks sees it, and nothing else of the case."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        if VERIFIER not in selectors.standing(row, by, at) or row.state not in rules.ANSWERS:
            raise Refused("This step belongs to somebody else.")
        exhibit = evidence.add_exhibit(
            dossier=row.dossier, upload=upload, by=by, at=at, how_seen=CHECKED, visibility="public", image_answer=image_answer
        )
        dossiers.disclose(row.dossier, by, object_kind="exhibit", object_uuid=exhibit.uuid, by=by, at=at)
    return exhibit


def _gone(row: RemovalRequest, by: Person, at: datetime) -> None:
    row.in_time = kept_time(row)
    row.save(update_fields=["in_time"])
    deadlines.start(
        "removal_recheck", dossier=row.dossier, about=row.uuid, reference=row.reference, path=path(row), at=at, by=by, owner=row.verifier
    )
    notify(row, "removal.verified", [row.issuer, row.target.person if row.told_at else None], by=by, at=at)


def _still_gone(row: RemovalRequest, by: Person, at: datetime) -> None:
    """The last of the three looks ends the request (DOMAIN 9.3)."""
    clock = deadlines.meet(row.uuid, "removal_recheck", at=at, by=by)
    if clock is None or clock.ended_at is not None:
        wind_up(_move(row, "end", by, at, version=row.version, facts={"last_look": True}), by=by, at=at)


_ROUND = (
    "round", "told_at", "reached_at", "claimed_at", "acknowledged_at", "verified_at", "in_time", "not_done_at", "filed_at", "further_at",
)  # fmt: skip


def _again(row: RemovalRequest, by: Person, at: datetime) -> None:
    if row.verified_at:  # it did come down and is there again: what is asked now has a date of its own (ADR 0010)
        row.late_before |= row.in_time is False
        row.judged_by = None
    row.round += 1
    row.told_at = row.reached_at = row.claimed_at = row.acknowledged_at = row.verified_at = row.in_time = None
    row.not_done_at = row.filed_at = row.further_at = None
    row.save(update_fields=[*_ROUND, "late_before", "judged_by"])
    notify(row, "removal.still_there", [row.issuer], by=by, at=at)


_AFTER = {"verify": _gone, "still_there": _again, "still_gone": _still_gone, "reappeared": _again, "reposted": _again}


def kept_time(row: RemovalRequest) -> bool | None:
    """Whether what proved true was said by the original date: that of the first round, since a wrong word or an extension wins no time
    (DOMAIN 8.1), and of every time that it had to come down. None where no clock ran (outsiders cannot be made to)."""
    if row.judged_by is None:
        return None
    return not row.late_before and row.not_done_at is None and bool(row.claimed_at) and row.claimed_at <= row.judged_by.original_due

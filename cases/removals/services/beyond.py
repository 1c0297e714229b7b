"""Where asking did not lead to the end: waiting for advice, not done, the platform, further help, an end without success (DOMAIN 9.3)."""

from datetime import datetime

from django.db import transaction

from cases.removals import grounds, platforms, rules, selectors
from cases.removals.models import RemovalRequest
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.people.models import Person
from policy.models import Platform

from .asking import facts_of, show_to_checker
from .counting import counted_anew
from .ending import wind_up
from .telling import note, notify, path

ESCALATE = "platform_escalate"


def wait(row: RemovalRequest, *, by: Person, at: datetime, version: int) -> RemovalRequest:
    """DRAFT → AWAITING_POLICE_ADVICE: nobody is asked before the LADO or the police have said that they may be (DOMAIN 5.1)."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        moved = _move(row, "wait", by, at, version, {"waits": grounds.waits(grounds.of(row))})
        note(moved, at)
    return moved


def not_done(row: RemovalRequest, *, found: str, by: Person, at: datetime, version: int) -> RemovalRequest:
    """ISSUED or ACKNOWLEDGED → NON_COMPLIED, once the time is over, with how it was `found` out that they could have done it (sealed).
    Never by itself, and nothing follows from it by itself: a further concern under 10.3 is for whoever runs the case to raise."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        binding = rules.asked.is_binding(row.target.kind)
        facts = {"told": row.told_at, "binding": binding, "late": selectors.is_late(row, at), "found": found}
        with counted_anew(row):
            moved = _move(row, "not_done", by, at, version, facts, also={"not_done_at": at, "in_time": False})
        sealing.write(moved, "found_sealed", found)
        moved.save(update_fields=["found_sealed"])
        note(moved, at)
    return moved


def file(
    row: RemovalRequest,
    *,
    platform: Platform | None,
    filer: str,
    filed_at: datetime | None,
    reference: str = "",
    by: Person,
    at: datetime,
    version: int,
) -> RemovalRequest:
    """→ PLATFORM_REPORTED: somebody (`filer`, a key of `FILERS`) has reported it to the platform, which gave `reference` (sealed). It has
    48 hours before it is taken further. Raises Refused where the platform takes reports only from whom it is about."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        facts = facts_of(row) | {
            **_standing(row),
            "platform": platform,
            "filer": filer,
            "first_party": platform is not None and platforms.is_first_party(platform),
            "filed_at": filed_at,
            "at": at,
        }
        moved = _move(row, "file", by, at, version, facts, also={"filed_at": filed_at})
        moved.platform, moved.filer = platform, filer
        sealing.write(moved, "filed_sealed", reference)
        moved.save(update_fields=["platform", "filer", "filed_sealed"])
        show_to_checker(moved, by, at)
        about = {"dossier": moved.dossier, "about": moved.uuid, "reference": moved.reference, "path": path(moved)}
        deadlines.start(ESCALATE, **about, at=filed_at, by=by, owner=moved.issuer)
        notify(moved, "removal.filed", [moved.verifier], by=by, at=at)
        note(moved, at)
    return moved


def further(row: RemovalRequest, *, why: str, to: str, words: str = "", by: Person, at: datetime, version: int) -> RemovalRequest:
    """→ PLATFORM_ESCALATED: taken to the helpline, a solicitor or the police, because the platform has not answered for 48 hours, has
    refused, or somebody's safety does not let anybody wait (`why`, a key of `WHY_FURTHER`). Again where it goes to the next."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        facts = {"why": why, "to": to, "at": at, "wait_until": selectors.wait_until(row)}
        moved = _move(row, "further", by, at, version, facts, also={"further_at": at})
        moved.further = to
        sealing.write(moved, "further_sealed", words)
        moved.save(update_fields=["further", "further_sealed"])
        note(moved, at)
    return moved


def give_up(row: RemovalRequest, *, reason: str, support: str, by: Person, at: datetime, version: int) -> RemovalRequest:
    """→ NOT_ACHIEVABLE, with the reason and what is done for whoever it harms (both sealed)."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        moved = _move(row, "give_up", by, at, version, {**_standing(row), "reason": reason, "support": support})
        for column, words in (("ended_sealed", reason), ("support_sealed", support)):
            sealing.write(moved, column, words)
        moved.save(update_fields=["ended_sealed", "support_sealed"])
        wind_up(moved, by=by, at=at)
        note(moved, at)
    return moved


def _standing(row: RemovalRequest) -> dict[str, object]:
    asked = row.state in (rules.ISSUED, rules.ACKNOWLEDGED, rules.NON_COMPLIED)
    return {"binding": rules.asked.is_binding(row.target.kind) and asked, "not_done": row.state == rules.NON_COMPLIED}


def _move(row: RemovalRequest, name: str, by: Person, at: datetime, version: int, facts: dict, also: dict | None = None) -> RemovalRequest:
    held = selectors.standing(row, by, at)
    ids = {"removal": str(row.uuid)}
    return move(row, rules.REMOVAL, name, by=by, at=at, standing=held, version=version, facts=facts, ids=ids, also=also)

"""Every write about the policy: a version with its clauses, and the register of platforms."""

import hashlib
import json
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from foundation.dossiers.rules import Refused
from foundation.face.words import clean
from foundation.people.models import Person
from foundation.people.rules import SYSTEM, Nobody
from foundation.people.services import TRUST, token
from foundation.trail import services as trail

from . import rules
from .models import Clause, Platform, PolicyVersion

_NO_CHANGE = (
    "There is already a version of that name with another text or day. A text that has been approved is not changed: load a new version."
)
_DATA = Path(__file__).resolve().parent / "data"


def load_version(
    label: str, *, approved_on: date, effective_from: date, body: str, by: Person | Nobody, at: datetime, minute_ref: str = ""
) -> PolicyVersion:
    """Take a text the Board has approved into force from `effective_from`, with the clauses of DOMAIN 2.

    Loading the same text twice gives the version there is. Raises Refused when the label already stands for another text
    (a text does not change once approved, DOMAIN 9.7), when another version begins on that day, or when dates are out of order.
    """
    text = _text(body)
    digest = hashlib.sha256(text.encode()).hexdigest()
    with transaction.atomic():
        known = list(PolicyVersion.objects.select_for_update().order_by("effective_from"))
        if there := next((version for version in known if version.label == label), None):
            return _same(there, digest, effective_from)
        _check_dates(known, approved_on, effective_from)
        follows = _make_way(known, effective_from, timezone.localdate(at))
        version = PolicyVersion.objects.create(
            label=label,
            approved_on=approved_on,
            effective_from=effective_from,
            minute_ref=minute_ref,
            body=text,
            body_hash=digest,
            superseded_on=follows,
            state=_state(follows, timezone.localdate(at)),
        )
        Clause.objects.bulk_create(Clause(version=version, ref=row.pop("policy_ref"), **row) for row in _rows("clauses.json"))
        trail.record(
            TRUST,
            action="policy.published",
            actor=token(TRUST, by),
            at=at,
            to_state=version.state,
            ids={"version": str(version.uuid), "sha256": digest[:40], "effective_from": effective_from.isoformat()},
        )
    return version


def load_platforms(*, at: datetime, by: Person | Nobody = SYSTEM) -> list[Platform]:
    """Add the platforms of DOMAIN 4.1 that the register lacks. What the trust has since changed stays as it is."""
    with transaction.atomic():
        there = set(Platform.objects.values_list("slug", flat=True))
        added = Platform.objects.bulk_create(Platform(**row) for row in _rows("platforms.json") if row["slug"] not in there)
        if added:
            trail.record(TRUST, action="platforms.added", actor=token(TRUST, by), at=at, ids={"platforms": [row.slug for row in added]})
    return added


def _rows(name: str) -> list[dict]:
    return json.loads((_DATA / name).read_text())


def _text(body: str) -> str:
    try:
        text = clean(body)
    except ValueError as wrong:
        raise Refused(str(wrong), field="body") from wrong
    if not text:
        raise Refused("The policy has no text.", field="body")
    return text


def _same(there: PolicyVersion, digest: str, effective_from: date) -> PolicyVersion:
    if there.body_hash != digest or there.effective_from != effective_from:
        raise Refused(_NO_CHANGE)
    return there


def _check_dates(known: list[PolicyVersion], approved_on: date, effective_from: date) -> None:
    if effective_from < approved_on:
        raise Refused("A version comes into force on the day of its approval or after.", field="effective_from")
    if any(version.effective_from == effective_from for version in known):
        raise Refused("Another version already comes into force on that day.", field="effective_from")


def _make_way(known: list[PolicyVersion], effective_from: date, today: date) -> date | None:
    """End the version before the new one on the day it begins; returns the day the new one ends itself, if one follows."""
    published = [version for version in known if version.state in (rules.PUBLISHED, rules.SUPERSEDED)]
    before = [version for version in published if version.effective_from < effective_from]
    if before:
        before[-1].superseded_on = effective_from
        before[-1].state = _state(effective_from, today)
        before[-1].save(update_fields=["superseded_on", "state"])
    return next((version.effective_from for version in published if version.effective_from > effective_from), None)


def _state(superseded_on: date | None, today: date) -> str:
    return rules.SUPERSEDED if superseded_on and superseded_on <= today else rules.PUBLISHED

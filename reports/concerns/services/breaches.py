"""What the data protection officer makes of a possible data breach (DOMAIN 9.2; UK GDPR articles 33 and 34)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.selectors import standing
from foundation.people.models import Person
from foundation.people.rules import DPO
from reports.concerns import rules, selectors
from reports.concerns.models import BreachRecord

from .telling import report_of, start


def assess(record: BreachRecord, *, outcome: str, reason: str, by: Person, at: datetime, version: int | None = None) -> BreachRecord:
    """The data protection officer's view: `outcome` "not_breach", "no_risk" or "reportable" (DOMAIN 9.2), whatever became of the report.

    `reason` is sealed. Reportable starts the 72 hours, counted from when the trust became aware (UK GDPR article 33).
    """
    with transaction.atomic():
        seen = _assessed(record, outcome, {"reason": reason}, {"assessed_at": at}, by=by, at=at, version=version)
        sealing.write(seen, "assessment_sealed", reason)
        seen.save(update_fields=["assessment_sealed"])
        if seen.state == rules.REPORTABLE:
            start("ico_notify", report_of(seen), seen, DPO, by=by, at=at, since=seen.aware_at)
    return seen


def notify(
    record: BreachRecord, *, reference: str, told_at: datetime, late: str, by: Person, at: datetime, version: int | None = None
) -> BreachRecord:
    """The ICO was told at `told_at` and gave a `reference`; `late` says why, where that was more than 72 hours after awareness. Both
    are sealed. Raises Refused for a moment to come, one before the awareness, and a late one without its reason."""
    with transaction.atomic():
        facts = {"ico": reference, "told_at": told_at, "at": at, "aware_at": record.aware_at, "late": late}
        seen = _assessed(record, "notify", facts, {"ico_told_at": told_at}, by=by, at=at, version=version)
        sealing.write(seen, "ico_reference_sealed", reference)
        sealing.write(seen, "late_sealed", late if rules.is_late(seen.aware_at, told_at) else "")
        seen.save(update_fields=["ico_reference_sealed", "late_sealed"])
    return seen


def _assessed(record: BreachRecord, name: str, facts: Mapping, also: Mapping, *, by: Person, at: datetime, version) -> BreachRecord:
    dossiers.lock(record.dossier)
    held = standing(by, record.dossier, at)
    known = dict(facts) | {"for_dpo": selectors.is_for_dpo(by, record, at)}
    return move(record, rules.DATA_BREACH, name, by=by, at=at, standing=held, version=version, facts=known, also=also)

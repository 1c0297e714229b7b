"""What the data protection officer makes of a possible data breach (DOMAIN 9.2; UK GDPR articles 33 and 34)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.selectors import standing
from foundation.people.models import Person
from foundation.people.rules import DPO
from reports.concerns import rules, selectors
from reports.concerns.models import BreachRecord, Telling
from reports.concerns.rules.breaches import PEOPLE_TOLD
from reports.intake.rules import NO, YES

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


_TELL = "breach_tell_people"


def weigh_risk(record: BreachRecord, *, high: bool, reason: str, by: Person, at: datetime, version: int | None = None) -> BreachRecord:
    """Whether the risk to the people whose data it is is `high`: then they are told without undue delay (UK GDPR article 34(1)), and a
    clock runs for it. `reason` is sealed. Raises Refused for a high risk taken back: what ended it is a reason not to tell them."""
    with transaction.atomic():
        name, also = ("high_risk", {"risk": YES}) if high else ("not_high", {"risk": NO})
        seen = _beside(record, name, {"reason": reason}, also, {"risk_sealed": reason}, by=by, at=at, version=version)
        if high and not seen.people:
            start(_TELL, report_of(seen), seen, DPO, by=by, at=at)
    return seen


def tell_people(
    record: BreachRecord, *, who: str, how: str, what: str, told_at: datetime, by: Person, at: datetime, version: int | None = None
) -> BreachRecord:
    """The people were told at `told_at`, `how` (one of `breaches.HOW_TOLD`); `who` (one name or many) and `what` they were told are sealed.
    Raises Refused for a time to come, one before the first suspicion, and where the risk is not high."""
    with transaction.atomic():
        facts = {"who": who, "what": what, "told_at": told_at, "at": at, "aware_at": record.aware_at}
        also = {"people": PEOPLE_TOLD, "people_at": record.people_at if record.people == PEOPLE_TOLD else told_at}
        seen = _beside(record, "tell_people", facts, also, {}, by=by, at=at, version=version)
        row = Telling(record=seen, how=how, by=by, at=at, told_at=told_at)
        sealing.write(row, "who_sealed", who)
        sealing.write(row, "what_sealed", what)
        row.save()
        deadlines.meet(seen.uuid, _TELL, at=at, by=by)
    return seen


def spare_people(
    record: BreachRecord, *, exception: str, reason: str, by: Person, at: datetime, version: int | None = None
) -> BreachRecord:
    """The people need not be told: `exception` is one of `breaches.SPARED` (UK GDPR article 34(3)), `reason` is sealed."""
    with transaction.atomic():
        facts, also = {"exception": exception, "reason": reason}, {"people": exception, "people_at": at}
        seen = _beside(record, "spare_people", facts, also, {"spared_sealed": reason}, by=by, at=at, version=version)
        deadlines.stop(seen.uuid, _TELL, at=at, by=by, reason=exception)
    return seen


def describe_breach(
    record: BreachRecord, *, facts: str, effects: str, actions: str, by: Person, at: datetime, version: int | None = None
) -> BreachRecord:
    """What the register keeps of every breach, told to the ICO or not: what happened, what it led to, what was done about it; all sealed
    (UK GDPR article 33(5))."""
    with transaction.atomic():
        said = {"facts": facts, "effects": effects, "actions": actions}
        words = {f"{name}_sealed": text for name, text in said.items()}
        return _beside(record, "describe", said, {"described_at": at}, words, by=by, at=at, version=version)


def close_breach(record: BreachRecord, *, by: Person, at: datetime, version: int | None = None) -> BreachRecord:
    """Nothing more is to be done about the data. Raises Refused while the risk is not weighed, people are not told where it is high, or
    the register lacks what happened."""
    with transaction.atomic():
        facts = {"risk": record.risk, "people": record.people, "described": record.described_at}
        return _assessed(record, "close_breach", facts, {}, by=by, at=at, version=version)


def _beside(
    record: BreachRecord, name: str, facts: Mapping, also: Mapping, words: Mapping[str, str], *, by: Person, at: datetime, version
) -> BreachRecord:
    """A step that leaves the record in its state, and therefore says nothing about since when it is there."""
    known = {"risk": record.risk, "people": record.people} | dict(facts)
    kept = {"state_since": record.state_since, **also}
    seen = _assessed(record, name, known, kept, by=by, at=at, version=record.version if version is None else version)
    for column, said in words.items():
        sealing.write(seen, column, said)
    if words:
        seen.save(update_fields=[*words])
    return seen


def _assessed(record: BreachRecord, name: str, facts: Mapping, also: Mapping, *, by: Person, at: datetime, version) -> BreachRecord:
    dossiers.lock(record.dossier)
    held = standing(by, record.dossier, at)
    known = dict(facts) | {"for_dpo": selectors.is_for_dpo(by, record, at)}
    return move(record, rules.DATA_BREACH, name, by=by, at=at, standing=held, version=version, facts=known, also=also)

"""The answers of triage about harm and data, and what they set off at once."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from foundation.deadlines.moves import move
from foundation.dossiers import services as dossiers
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import ROUTED, TRIAGER
from foundation.dossiers.selectors import people_in, standing
from foundation.messages.rules import URGENT
from foundation.people.models import Person
from foundation.people.rules import DPO, SYSTEM, TRUST_SG, Nobody
from reports.concerns import rules, selectors
from reports.concerns.models import BreachRecord, SafeguardingRecord, Screening
from reports.intake.models import Report
from reports.intake.rules import NO, POSSIBLE

from .telling import start, tell


def screen(report: Report, *, answers: Mapping[str, str], by: Person, at: datetime, version: int | None = None) -> Report:
    """Keep answers to the four questions about harm, to the one about data, or to all; each may be corrected until the decision.

    `answers`: question code → yes, no or unsure. Yes or unsure flags the report, brings in the safeguarding lead (or the data
    protection officer) and starts their clocks, in the same transaction. A flag stays until they lift it, whatever is answered later.
    Raises Refused for anybody but the triager, Stale for a page that was overtaken.
    """
    rules.check_answers(answers)
    with transaction.atomic():
        dossiers.lock(report.dossier)
        row = Report.objects.select_related("dossier__academy", "academy").get(pk=report.pk)
        screening = selectors.screening_of(row) or Screening(report=row)
        before = screening.answers
        changed = any(before[name] != answers.get(name, before[name]) for name in rules.LIMBS)
        harm, breach = _judged(row, before | dict(answers), changed=changed)
        screened = move(
            row,
            rules.SCREENING,
            "screen",
            by=by,
            at=at,
            standing=standing(by, row.dossier, at),
            version=version,
            ids=dict(answers),
            action="breach.answered" if set(answers) == {rules.BREACH} else "safeguarding.answered",
            also={"harm": harm, "breach": breach, "state_since": row.state_since},
        )
        for name, said in answers.items():
            setattr(screening, name, said)
        screening.save()
        _follow(screened, by=by, at=at)
    return screened


def flag(report: Report, *, by: Person, at: datetime) -> Report:
    """What was seen as small may have harmed a child after all: the report is flagged as the four questions would flag it, with the same
    clocks and the same people, and only the safeguarding lead lifts that. Twice is once. Call it under the report's lock."""
    if report.harm != POSSIBLE:
        report.harm, report.version = POSSIBLE, report.version + 1
        report.save(update_fields=["harm", "version"])
    record = selectors.safeguarding_of(report)
    if record is None or record.state in rules.CLEARED:
        _flag(report, record, by, at, standing={SYSTEM.token})
    bring_in(report, by=by, at=at)
    return report


def bring_in(report: Report, *, by: Person | Nobody, at: datetime) -> None:
    """Put whoever has to act on an open flag at the report, and tell those who were not told yet: after a flag, and after anybody
    of them stepped back."""
    with transaction.atomic():
        record = SafeguardingRecord.objects.filter(report=report, state=rules.FLAGGED).first()
        if record:
            _bring_in_leads(report, record, by, at)
        suspected = BreachRecord.objects.filter(report=report, state=rules.SUSPECTED).first()
        if suspected:
            _bring_in_dpo(report, suspected, by, at)


def _judged(report: Report, answers: Mapping[str, str], *, changed: bool) -> tuple[str, str]:
    """What the report says about harm and data now: an open flag outweighs an answer taken back, its lifting the answers it was about."""
    harm, breach = rules.harm_of(answers), rules.breach_of(answers[rules.BREACH])
    record = selectors.safeguarding_of(report)
    if record and record.state not in rules.CLEARED:
        harm = rules.harm_by(record.state)
    elif record and not changed:
        harm = NO
    return harm, POSSIBLE if selectors.breach_of(report) else breach


def _follow(report: Report, *, by: Person, at: datetime) -> None:
    record = selectors.safeguarding_of(report)
    if report.harm == POSSIBLE and (record is None or record.state in rules.CLEARED):
        _flag(report, record, by, at, standing={TRIAGER})
    if report.breach == POSSIBLE and selectors.breach_of(report) is None:
        _suspect(report, by, at)
    bring_in(report, by=by, at=at)


def _flag(report: Report, record: SafeguardingRecord | None, by: Person, at: datetime, *, standing: set[str]) -> None:
    if record is None:
        record = SafeguardingRecord.objects.create(
            report=report, dossier=report.dossier, reference=dossiers.reference("S"), state=rules.FLAGGED, state_since=at, aware_at=at
        )
        role = min(standing & {TRIAGER}, default="")
        dossiers.record(report.dossier, action="safeguarding.flagged", by=by, at=at, role=role, to_state=rules.FLAGGED)
    else:
        move(record, rules.SAFEGUARDING, "flag", by=by, at=at, standing=standing, action="safeguarding.flagged")
    start("dsl_review", report, record, "DSL,DEPUTY_DSL,TRUST_SG", by=by, at=at)
    start("lado_referral", report, record, "case_manager,triager", by=by, at=at)


def _suspect(report: Report, by: Person, at: datetime) -> None:
    suspected = BreachRecord.objects.create(
        report=report, dossier=report.dossier, reference=dossiers.reference("B"), state=rules.SUSPECTED, state_since=at, aware_at=at
    )
    dossiers.record(report.dossier, action="breach.suspected", by=by, at=at, role=TRIAGER, to_state=rules.SUSPECTED)
    start("dpo_assess", report, suspected, DPO, by=by, at=at)


def _bring_in_leads(report: Report, record: SafeguardingRecord, by: Person | Nobody, at: datetime) -> None:
    """About the chief executive nobody of the queue is left: then it is the Board's person, who has the report, and the LADO."""
    readers = selectors.team(report, at)
    for reader in readers:
        academy = None if reader.role == TRUST_SG else report.dossier.academy
        dossiers.set_desk(report.dossier, reader.role, academy, by=by, at=at, reason="safeguarding")
    people = [one for reader in readers for one in reader.people] or people_in(report.dossier, at, ROUTED)
    people = people or dossiers.escalate(report.dossier, TRUST_SG, by=by, at=at)
    # the version is that of the flag: who was told about this one is not told again, a second flag tells everybody again
    tell(report, people, "report.safeguarding", f"{record.uuid}:{record.version}", by=by, at=at, urgency=URGENT)


def _bring_in_dpo(report: Report, suspected: BreachRecord, by: Person | Nobody, at: datetime) -> None:
    dossiers.set_desk(report.dossier, DPO, None, by=by, at=at, reason="breach")
    people = holders(report.dossier, DPO, at) or dossiers.escalate(report.dossier, DPO, by=by, at=at)
    tell(report, people, "report.breach", str(suspected.uuid), by=by, at=at)

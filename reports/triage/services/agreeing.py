"""Somebody else agrees before a report ends: the safeguarding lead where a rule about safeguarding is chosen, a second person where it
would be void (DOMAIN 9.1)."""

from datetime import datetime

from django.db import transaction

from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import RUNG_CEO
from foundation.dossiers.selectors import standing
from foundation.messages.services import cancel_unsent
from foundation.people.models import Person
from foundation.people.rules import CEO, HEAD, TRUST_SG, Nobody
from reports.intake.models import Report
from reports.intake.services.alerting import open_safeguarding_desk
from reports.triage import rules, selectors
from reports.triage.models import Agreement

from .stepping import fresh, step, tell

WANTED = {rules.LEAD: "report.lead_wanted", rules.SECOND: "report.second_wanted", rules.LOW: "report.low_wanted"}


def ask_lead(report: Report, *, reason: str, by: Person, at: datetime, version: int) -> Report:
    """Ask the safeguarding lead to agree that it ends without a case. `reason` is sealed. Raises Refused where nobody has to agree."""
    return _ask(report, rules.LEAD, "ask_lead", reason, by, at, version)


def propose_void(report: Report, *, reason: str, by: Person, at: datetime, version: int) -> Report:
    """Propose that a report is a test or empty; somebody else confirms it. `reason` is sealed."""
    return _ask(report, rules.SECOND, "propose_void", reason, by, at, version)


def concur(report: Report, *, agreed: bool, reason: str, by: Person, at: datetime, version: int) -> Report:
    """The safeguarding lead agrees, or does not; the triager is told that there is an answer."""
    with transaction.atomic():
        row = fresh(report)
        held = standing(by, row.dossier, at)
        known = {"for_lead": rules.agrees_for_lead(held, lead_here=selectors.lead_is_here(row, at))}
        return _answer(row, "concur", agreed, reason, by, at, version, known)


def keep(report: Report, *, reason: str, by: Person, at: datetime, version: int) -> Report:
    """A second person says that it is not void: it stays with whoever triages it, who is told."""
    with transaction.atomic():
        row = fresh(report)
        wanted = selectors.open_agreement(row)
        return _answer(row, "keep", False, reason, by, at, version, {"second": bool(wanted and wanted.asked_by != by)})


def answered(row: Report, *, agreed: bool, reason: str, by: Person, at: datetime) -> Agreement:
    """Write down what was said to the open request, which `row` has."""
    wanted = selectors.open_agreement(row)
    wanted.agreed, wanted.answered_by, wanted.answered_at = agreed, by, at
    sealing.write(wanted, "answer_sealed", reason)
    wanted.save()
    cancel_unsent(row.uuid, at=at, codes=list(WANTED.values()))
    return wanted


def lapse(row: Report, *, at: datetime) -> None:
    """What somebody agreed to, or was asked to, is overtaken: the rules have changed, or something else was decided."""
    if Agreement.objects.filter(report=row, lapsed_at__isnull=True).update(lapsed_at=at):
        cancel_unsent(row.uuid, at=at, codes=list(WANTED.values()))


def bring_in_agreeing(row: Report, *, by: Person | Nobody, at: datetime) -> None:
    """Tell whoever may answer the open request; past all of those in conflict the next rung comes in."""
    if wanted := selectors.open_agreement(row):
        people = _WHOM[wanted.kind](row, wanted, by, at)
        tell(row, people, WANTED[wanted.kind], f"{wanted.uuid}:", by=by, at=at)


def _ask(report: Report, kind: str, name: str, reason: str, by: Person, at: datetime, version: int) -> Report:
    with transaction.atomic():
        row = step(fresh(report), name, by=by, at=at, version=version, facts={**selectors.ground(report), "reason": reason})
        wanted = Agreement(report=row, kind=kind, asked_by=by, asked_at=at)
        sealing.write(wanted, "words_sealed", reason)
        wanted.save()
        bring_in_agreeing(row, by=by, at=at)
    return row


def _answer(row: Report, name: str, agreed: bool, reason: str, by: Person, at: datetime, version: int, known: dict) -> Report:
    facts = {**selectors.ground(row), **known, "reason": reason}
    seen = step(row, name, by=by, at=at, version=version, facts=facts, ids={"agreed": "yes" if agreed else "no"})
    wanted = answered(seen, agreed=agreed, reason=reason, by=by, at=at)
    tell(seen, [wanted.asked_by], "report.agreement_answered", f"{wanted.uuid}:", by=by, at=at)
    return seen


def _leads(row: Report, wanted: Agreement, by: Person | Nobody, at: datetime) -> list[Person]:
    """The safeguarding lead; where all of them are in conflict, the next above who does not triage it themselves."""
    triager = selectors.triager_of(row, at)
    people = open_safeguarding_desk(row.dossier, by=by, at=at) or dossiers.escalate(row.dossier, TRUST_SG, by=by, at=at)
    return [one for one in people if one != triager]


def _seconds(row: Report, wanted: Agreement, by: Person | Nobody, at: datetime) -> list[Person]:
    others = [one for one in selectors.leaders(row, at) if one != wanted.asked_by]
    return others or dossiers.escalate(row.dossier, "", by=by, at=at)


def _above(row: Report, wanted: Agreement, by: Person | Nobody, at: datetime) -> list[Person]:
    """Who may open a case, and did not propose it; where that is nobody, the next above."""
    others = [one for one in selectors.approvers(row, at) if one != wanted.asked_by]
    return others or dossiers.escalate(row.dossier, HEAD if row.dossier.tier < RUNG_CEO else CEO, by=by, at=at)


_WHOM = {rules.LEAD: _leads, rules.SECOND: _seconds, rules.LOW: _above}

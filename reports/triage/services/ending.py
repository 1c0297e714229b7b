"""A report ends without a case: no breach, settled informally, passed on, void (DOMAIN 9.1). The reporter reads that it is finished."""

from datetime import date, datetime

from django.db import transaction

from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import SUBJECT, Refused
from foundation.dossiers.selectors import people_in, standing
from foundation.people.models import Person
from foundation.people.selectors import day_of
from reports.care import services as care
from reports.intake import rules as intake
from reports.intake import services as reports
from reports.intake.models import Report
from reports.triage import rules, selectors
from reports.triage.models import Outcome

from .agreeing import answered, lapse
from .deciding import count, decide
from .stepping import counted_anew, fresh


def no_breach(report: Report, *, rationale: str, by: Person, at: datetime, version: int, note: str = "") -> Report:
    """Decide that there is no breach; `note` is what the reporter reads, the ready text where it is empty. Raises Refused with the first
    reason why not; possible harm to a child names who comes first."""
    return _end(report, "no_breach", rationale, by, at, version, note=note)


def settle(report: Report, *, rationale: str, by: Person, at: datetime, version: int, note: str = "") -> Report:
    """Write down that it is settled informally: what was said or agreed, and why that is enough. Raises Refused as `no_breach`."""
    with transaction.atomic():
        settled = _end(report, "settle", rationale, by, at, version, note=note)
        for one in people_in(settled.dossier, at, SUBJECT):
            reports.found_so(settled, one, at=at)
    return settled


def refer(
    report: Report,
    *,
    passed_to: str,
    passed_on: date,
    reference: str,
    rationale: str,
    by: Person,
    at: datetime,
    version: int,
    note: str = "",
) -> Report:
    """Write down to whom it was passed on (a key of `PASSED_TO`), on which day, and their reference, which is sealed and may be empty."""
    if passed_on and passed_on > day_of(at):
        raise Refused("The day it was passed on cannot be still to come.", field="passed_on")
    passed = {"passed_to": passed_to, "passed_on": passed_on}
    return _end(report, "refer", rationale, by, at, version, note=note, passed=passed, reference=reference)


def void(report: Report, *, reason: str, by: Person, at: datetime, version: int) -> Report:
    """A second person confirms that a report is a test or empty; it is counted nowhere from then on."""
    with transaction.atomic():
        row = fresh(report)
        wanted = selectors.open_agreement(row)
        proposed = wanted is not None and wanted.kind == rules.SECOND
        facts = selectors.ground(row) | {"void_proposed": proposed, "second": proposed and wanted.asked_by != by}
        given = {"by": by, "at": at, "version": version, "standing": standing(by, row.dossier, at), "facts": facts}
        with counted_anew(row):
            voided = move(row, intake.REPORT, "void", **given, also={"decided_at": at})
        why = sealing.read_one(answered(voided, agreed=True, reason=reason, by=by, at=at))["words_sealed"]
        return finish(voided, why, by, at)


def _end(report: Report, name: str, rationale: str, by: Person, at: datetime, version: int, *, note: str,
         passed: dict | None = None, reference: str = "") -> Report:  # fmt: skip
    with transaction.atomic():
        row = fresh(report)
        facts = {**selectors.ground(row), **(passed or {})}
        decided = decide(row, name, rationale=rationale, by=by, at=at, version=version, also={"decided_at": at}, facts=facts)
        count(decided, at)
        return finish(decided, rationale, by, at, note=note, passed=passed, reference=reference)


def finish(row: Report, words: str, by: Person, at: datetime, *, note: str = "", passed: dict | None = None,
            reference: str = "") -> Report:  # fmt: skip
    """Keep how it ended, and tell its reporter with `note`, or the ready text."""
    outcome = Outcome(report=row, state=row.state, by=by, at=at, **(passed or {}))
    sealing.write(outcome, "words_sealed", words)
    sealing.write(outcome, "reference_sealed", reference)
    outcome.save()
    lapse(row, at=at)
    dossiers.close_dossier(row.dossier, open_=False)
    return care.finish(row, note=note, by=by, at=at)

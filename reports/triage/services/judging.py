"""What the triager writes down towards a decision: the rules, what makes it serious, how serious it is, the evidence."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.deadlines.selectors import running
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.evidence import services as evidence
from foundation.people.models import Person
from policy.models import Clause
from policy.rules import MODIFIERS, suggest_severity
from reports.intake import services as reports
from reports.intake.models import Report
from reports.triage import asked, rules, selectors
from reports.triage.models import Weighing

from .agreeing import lapse
from .stepping import fresh, step


def choose_clauses(report: Report, *, codes: Iterable[str], by: Person, at: datetime, version: int) -> Report:
    """Put these clauses in place of the ones before. The main one stays if it is among them, else it is the most serious, the first of
    equals. Raises Refused for a clause that does not bind anybody the report is about."""
    with transaction.atomic():
        row = fresh(report)
        offered = {clause.code: clause for clause in selectors.clauses_for(row, at)}
        codes = list(dict.fromkeys(codes))
        if unknown := [code for code in codes if code not in offered]:
            raise Refused(f"Rule {unknown[0][:12]} does not apply to the person this report is about.")
        chosen = [offered[code] for code in codes]
        _, main = selectors.chosen_clauses(row)
        main = main if main in chosen else max(chosen, key=lambda clause: clause.default_severity, default=None)
        return _classify(row, chosen, main, by, at, version)


def choose_main(report: Report, *, code: str, by: Person, at: datetime, version: int) -> Report:
    """Say which of the chosen clauses is the main one: the report is counted under its family."""
    with transaction.atomic():
        row = fresh(report)
        chosen, _ = selectors.chosen_clauses(row)
        main = next((clause for clause in chosen if clause.code == code), None)
        if main is None:
            raise Refused("Choose one of the rules you picked.")
        return _classify(row, chosen, main, by, at, version)


def weigh(report: Report, *, circumstances: Iterable[str], by: Person, at: datetime, version: int) -> Report:
    """Keep what makes it more or less serious (codes of `policy.rules.MODIFIERS`), and what severity follows from that (DOMAIN 2.1)."""
    with transaction.atomic():
        row = fresh(report)
        found = [code for code in MODIFIERS if code in set(circumstances)]
        chosen, _ = selectors.chosen_clauses(row)
        Weighing.objects.update_or_create(report=row, defaults={"circumstances": found})
        return step(
            row,
            "weigh",
            by=by,
            at=at,
            version=version,
            facts={"clauses": len(chosen)},
            ids={"circumstances": found},
            also={"severity_suggested": _suggested(chosen, found)},
        )


def answer_rules(report: Report, *, answers: Mapping[str, object], by: Person, at: datetime, version: int) -> Report:
    """Keep what the chosen rules ask: `answers` by question, `policies` (codes of `policy.rules.RELATED_POLICIES`), `protected` (yes, no,
    unsure), `source` (one of `rules.questions.SOURCES`). Raises Refused where one is missing, and for evidence nobody authorised."""
    with transaction.atomic():
        row, flags = fresh(report), asked.flags_of(report)
        rules.questions.check(flags, answers)
        kept = {name: answers[name] for name in rules.questions.asked(flags)}
        Weighing.objects.update_or_create(report=row, defaults=kept)
        chosen, _ = selectors.chosen_clauses(row)
        return step(row, "answer_rules", by=by, at=at, version=version, facts={"clauses": len(chosen)}, ids={"asked": sorted(kept)})


def rate(report: Report, *, severity: int, reason: str, by: Person, at: datetime, version: int) -> Report:
    """Say how serious it is (1 minor … 4 critical) and why; `reason` is sealed. The triage clock is judged anew from the submission."""
    if severity not in (1, 2, 3, 4) or len(reason) < rules.REASON_LEAST:
        raise Refused("Choose how serious it is, and give a reason.")
    with transaction.atomic():
        row = fresh(report)
        known = selectors.ground(row)
        rated = step(row, "rate", by=by, at=at, version=version, facts=known, also={"severity": severity}, ids={"severity": severity})
        _seal(rated, "severity_reason_sealed", reason)
        if any(running(rated.uuid, kind) for kind in rules.TRIAGE_CLOCKS):
            kind = rules.clock_for(severity, flagged=rules.is_flagged({"harm": rated.harm, "image": rated.image}))
            deadlines.rerate(rated.uuid, kind, at=at, by=by, reason="severity")
    return rated


def why_no_evidence(report: Report, *, reason: str, by: Person, at: datetime, version: int) -> Report:
    """Keep why no evidence can be captured; that meets the clock as a picture does (DOMAIN 9.1, finding 7)."""
    if len(reason) < rules.REASON_LEAST:
        raise Refused(f"Give a reason of at least {rules.REASON_LEAST} characters.", field="reason")
    with transaction.atomic():
        row = step(fresh(report), "capture", by=by, at=at, version=version, ids={"how": "reason"})
        _seal(row, "evidence_reason_sealed", reason)
        deadlines.meet(row.uuid, "evidence_capture", at=at, by=by)
    return row


def add_picture(
    report: Report,
    *,
    upload: UploadedFile,
    image_answer: str,
    how_seen: str,
    visibility: str,
    address: str,
    by: Person,
    at: datetime,
    version: int,
) -> Report:
    """Keep a screenshot the triager took. `image_answer`: their answer to whether any part could show a child undressed or in a sexual
    way; anything but "no" is refused before the file is read (DOMAIN 4.2)."""
    with transaction.atomic():
        row = step(fresh(report), "capture", by=by, at=at, version=version, ids={"how": "picture"})
        evidence.add_exhibit(
            dossier=row.dossier,
            upload=upload,
            by=by,
            at=at,
            how_seen=how_seen,
            visibility=visibility,
            image_answer=image_answer,
            address=address,
        )
        deadlines.meet(row.uuid, "evidence_capture", at=at, by=by)
    return row


def _classify(row: Report, chosen: list[Clause], main: Clause | None, by: Person, at: datetime, version: int) -> Report:
    suggested = _suggested(chosen, selectors.circumstances_of(row))
    row = step(row, "classify", by=by, at=at, version=version, also={"severity_suggested": suggested})
    lapse(row, at=at)
    reports.classify(row, clauses=chosen, primary=main, by=by, at=at)
    Weighing.objects.get_or_create(report=row)
    return row


def _suggested(chosen: Iterable[Clause], circumstances: Iterable[str]) -> int | None:
    severity, _ = suggest_severity([clause.default_severity for clause in chosen], circumstances)
    return severity or None


def _seal(row: Report, column: str, words: str) -> None:
    sealing.write(row, column, words)
    row.save(update_fields=[column])

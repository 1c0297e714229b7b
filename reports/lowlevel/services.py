"""Every write of low-level concerns: recorded out of a report, decided by the headteacher (DOMAIN 9.10)."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.rules import BARRING, RECUSED, REPORTER, RUNG_HEAD, STAFF, SUBJECT
from foundation.dossiers.selectors import standing
from foundation.people.models import Person
from foundation.people.rules import DSL, SYSTEM, TRUST_SG, Nobody
from foundation.people.selectors import setting
from foundation.people.services import change_setting
from reports.intake.models import Report

from . import rules
from .models import Decision, LowLevelConcern


def record(report: Report, person: Person, *, context: str, clauses: Iterable, by: Person, at: datetime) -> LowLevelConcern:
    """Keep what a report said about `person` as a low-level concern, in a dossier of its own: before the headteacher of their academy, or
    above them where it is about a headteacher; the trust's safeguarding lead reads it, the triager no longer. Whoever the report bars is
    barred here, and so is its reporter."""
    with transaction.atomic():
        clauses = list(clauses)
        dossier = dossiers.open_dossier(Dossier.Kind.CONCERN, academy=person.academy, at=at, by=by)
        _bar(dossier, report, person, at)
        dossiers.route(dossier, by=SYSTEM, at=at, minimum=RUNG_HEAD)
        dossiers.set_desk(dossier, TRUST_SG, None, by=SYSTEM, at=at, reason="concern")
        if setting(rules.LEADS_READ, False, person.academy):
            dossiers.set_desk(dossier, DSL, person.academy, by=SYSTEM, at=at, reason="concern")
        row = LowLevelConcern(reference=dossiers.reference("L"), dossier=dossier, report=report, person=person, recorded_at=at)
        row.state, row.state_since, row.clauses = rules.RECORDED, at, [one.code for one in clauses]
        row.about_children = any("safeguarding" in one.flags for one in clauses)
        sealing.write(row, "context_sealed", context)
        row.save()
        dossiers.record(dossier, action="concern.recorded", by=by, at=at, ids={"report": str(report.uuid)})
        deadlines.start(rules.REVIEW, dossier=dossier, about=row.uuid, reference=row.reference, path=path(row), at=at, by=by)
        return move(row, rules.LOW_LEVEL, "present", by=SYSTEM, at=at, standing={SYSTEM.token})


def decide(
    concern: LowLevelConcern, *, move_name: str, reason: str, spoken: str = "", by: Person, at: datetime, version: int,
    reopen: Callable[..., object] | None = None,
) -> LowLevelConcern:  # fmt: skip
    """Take one of the moves of `rules.LOW_LEVEL`, with its reason, which is sealed. `reopen(report, new=, by=, at=)` puts the report back
    into triage where the LADO has to be asked or a case is to be proposed. Raises Refused for anybody but whoever decides."""
    with transaction.atomic():
        dossiers.lock(concern.dossier)
        row = LowLevelConcern.objects.select_related("dossier", "report__dossier").get(pk=concern.pk)
        facts = {"reason": reason, "spoken": spoken}
        given = {"by": by, "at": at, "version": version, "standing": standing(by, row.dossier, at), "facts": facts}
        decided = move(row, rules.LOW_LEVEL, move_name, **given)
        kept = Decision(concern=decided, state=decided.state, by=by, at=at)
        sealing.write(kept, "words_sealed", reason)
        kept.save()
        dossiers.close_dossier(decided.dossier, open_=decided.state in rules.OPEN)
        if move_name in rules.BACK_TO_TRIAGE and reopen is not None:
            reopen(decided.report, new=f"{rules.LOW_LEVEL[rules.PATTERN_FLAG][move_name].label}. {reason}", by=by, at=at)
    return decided


def set_up(*, pattern: int | None, leads_read: bool | None, by: Person | Nobody, at: datetime) -> None:
    """Set how many within a year are a pattern, and whether an academy's safeguarding lead reads what is recorded from now on; what is None
    stays. Raises ValueError for a number that would name everything or nothing a pattern."""
    if pattern is not None:
        rules.check_pattern(pattern)
        change_setting(rules.PATTERN, pattern, by=by, at=at)
    if leads_read is not None:
        change_setting(rules.LEADS_READ, leads_read, by=by, at=at)


def _bar(dossier: Dossier, report: Report, person: Person, at: datetime) -> None:
    """The person, and everybody whom the report keeps out; its reporter by name of nothing, so that no page shows who it was."""
    dossiers.add_party(dossier, person, SUBJECT, by=SYSTEM, at=at, source="concern", kind=STAFF)
    rows = Party.objects.filter(dossier=report.dossier, until__isnull=True, person__isnull=False, part__in=BARRING)
    for row in rows.select_related("person").order_by("pk"):
        if row.person_id != person.pk:
            part = RECUSED if row.part == REPORTER else row.part
            dossiers.add_party(dossier, row.person, part, by=SYSTEM, at=at, source="concern", kind=row.kind)


def path(concern: LowLevelConcern) -> str:
    return f"/concerns/{concern.reference}/"

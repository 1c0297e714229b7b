"""Every write of low-level concerns: recorded out of a report, decided by the headteacher (DOMAIN 9.10)."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier
from foundation.dossiers.rules import RUNG_HEAD, STAFF, SUBJECT
from foundation.dossiers.selectors import standing
from foundation.people.models import Person
from foundation.people.rules import DSL, SYSTEM, TRUST_SG, Nobody
from foundation.people.selectors import setting
from foundation.people.services import change_setting
from reports.intake.models import Report

from . import rules
from .models import Decision, LowLevelConcern


def record(
    report: Report, person: Person, *, context: str, said_by: Person, clauses: Iterable, by: Person, at: datetime
) -> LowLevelConcern:
    """Keep what a report said about `person` as a low-level concern, in a dossier of its own: before the headteacher of their academy, or
    above them where it is about a headteacher or the report stood higher; the trust's safeguarding lead reads it, the triager no longer.
    Whoever the report bars is barred here, also who comes into conflict later. `context` are the words of `said_by`."""
    with transaction.atomic():
        clauses = list(clauses)
        dossier = dossiers.open_dossier(Dossier.Kind.CONCERN, academy=person.academy, at=at, by=by)
        dossiers.add_party(dossier, person, SUBJECT, by=SYSTEM, at=at, source="concern", kind=STAFF)
        dossiers.link(report.dossier, dossier, by=SYSTEM, at=at)
        dossiers.route(dossier, by=SYSTEM, at=at, minimum=max(RUNG_HEAD, report.dossier.tier))
        dossiers.set_desk(dossier, TRUST_SG, None, by=SYSTEM, at=at, reason="concern")
        if setting(rules.LEADS_READ, False, person.academy):
            dossiers.set_desk(dossier, DSL, person.academy, by=SYSTEM, at=at, reason="concern")
        row = LowLevelConcern(reference=dossiers.reference("L"), dossier=dossier, report=report, person=person, recorded_at=at,
                              said_by=said_by)  # fmt: skip
        row.state, row.state_since, row.clauses = rules.RECORDED, at, [one.code for one in clauses]
        row.about_children = any("safeguarding" in one.flags for one in clauses)
        sealing.write(row, "context_sealed", context)
        row.save()
        dossiers.record(dossier, action="concern.recorded", by=by, at=at, ids={"report": str(report.uuid)})
        deadlines.start(rules.REVIEW, dossier=dossier, about=row.uuid, reference=row.reference, path=path(row), at=at, by=by)
        return move(row, rules.LOW_LEVEL, "present", by=SYSTEM, at=at, standing={SYSTEM.token})


def decide(
    concern: LowLevelConcern, *, move_name: str, reason: str, spoken: str = "", by: Person, at: datetime, version: int,
    reopen: Callable[..., object],
) -> LowLevelConcern:  # fmt: skip
    """Take one of the moves of `rules.LOW_LEVEL`, with its reason, which is sealed. `reopen(report, new=, harm=, held=, by=, at=)` puts the
    report back into triage, where the LADO has to be asked (`harm`) or a case is to be proposed; `held` is what they decide here as,
    because the headteacher of another academy has no part in the report. Raises Refused for anybody but whoever decides."""
    with transaction.atomic():
        if move_name in rules.BACK_TO_TRIAGE:  # first the report, then what came of it: in the order in which opening it again locks them
            dossiers.lock(concern.report.dossier)
        dossiers.lock(concern.dossier)
        row = LowLevelConcern.objects.select_related("dossier", "report__dossier").get(pk=concern.pk)
        held = standing(by, row.dossier, at)
        given = {"by": by, "at": at, "version": version, "standing": held, "facts": {"reason": reason, "spoken": spoken}}
        decided = move(row, rules.LOW_LEVEL, move_name, **given)
        kept = Decision(concern=decided, state=decided.state, by=by, at=at)
        sealing.write(kept, "words_sealed", reason)
        kept.save()
        dossiers.close_dossier(decided.dossier, open_=decided.state in rules.OPEN)
        if move_name in rules.BACK_TO_TRIAGE:
            new = f"{rules.LOW_LEVEL[rules.PATTERN_FLAG][move_name].label}. {reason}"
            reopen(decided.report, new=new, harm=move_name == "consult", held=rules.DECIDES & held, by=by, at=at)
    return decided


def withdraw(report: Report, *, at: datetime) -> None:
    """The report is looked at again: what was kept of it counts no more, and nobody has to decide about it. What it became stays. Call it
    inside the transaction that opens the report, under its lock."""
    for row in report.low_level.filter(state__in=rules.WITHDRAWABLE).select_related("dossier").order_by("pk"):
        withdrawn = move(row, rules.LOW_LEVEL, "withdraw", by=SYSTEM, at=at, standing={SYSTEM.token})
        dossiers.close_dossier(withdrawn.dossier, open_=False)


def set_up(*, pattern: int | None, leads_read: bool | None, by: Person | Nobody, at: datetime) -> None:
    """Set how many within a year are a pattern, and whether an academy's safeguarding lead reads what is recorded from now on; what is None
    stays. Raises ValueError for a number that would name everything or nothing a pattern."""
    if pattern is not None:
        rules.check_pattern(pattern)
        change_setting(rules.PATTERN, pattern, by=by, at=at)
    if leads_read is not None:
        change_setting(rules.LEADS_READ, leads_read, by=by, at=at)


def path(concern: LowLevelConcern) -> str:
    return f"/concerns/{concern.reference}/"

"""A case is proposed, and HR's agreement where it is critical (DOMAIN 9.1); what every decision shares."""

from datetime import datetime

from django.db import transaction

from foundation.deadlines import selectors as clocks
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.dossiers.selectors import standing
from foundation.messages.services import cancel_unsent
from foundation.people.models import Person
from foundation.trail import services as trail
from reports.intake import rules as intake
from reports.intake.measures import month_of
from reports.intake.models import Report
from reports.intake.selectors import facts as facts_of
from reports.targets.services import look_after
from reports.triage import asked, measures, rules, selectors
from reports.triage.models import Timeliness

from .agreeing import lapse
from .stepping import fresh, tell
from .taking import bring_in_deciders


def propose(report: Report, *, rationale: str, by: Person, at: datetime, version: int) -> Report:
    """Propose a case. The report stays in triage until somebody opens it; the triage clock is met now.

    Raises Refused with the first reason why not; possible harm to a child names who comes first.
    """
    with transaction.atomic():
        row = fresh(report)
        if row.proposed_at:
            raise Refused("A case has been proposed already. It waits for whoever may open it.")
        proposed = decide(row, "propose", rationale=rationale, by=by, at=at, version=version, also={"proposed_at": at}, facts=facts_of(row))
        for kind in rules.TRIAGE_CLOCKS:
            deadlines.meet(proposed.uuid, kind, at=at, by=by)
        count(proposed, at)
        lapse(proposed, at=at)
        bring_in_deciders(proposed, by=by, at=at)
        look_after(proposed, by=by, at=at)
    return proposed


def agree(report: Report, *, by: Person, at: datetime, version: int) -> Report:
    """HR's agreement to a case about something critical, beside the headteacher's; whoever may open the case is told.

    Where all of HR is in conflict somebody more senior stands in, who is not the one that proposed it.
    """
    with transaction.atomic():
        row = fresh(report)
        if row.agreed_at or row.severity != intake.HEAVIEST:
            raise Refused("Nothing waits for your agreement here.")
        held = standing(by, row.dossier, at)
        agreed = move(
            row,
            intake.REPORT,
            "agree",
            by=by,
            at=at,
            version=version,
            standing=held,
            facts={**facts_of(row), "for_hr": rules.agrees_for_hr(held, hr_here=selectors.hr_is_here(row))},
            also={"agreed_at": at, "state_since": row.state_since},
        )
        cancel_unsent(agreed.uuid, at=at, codes=["report.agree_wanted"])
        tell(agreed, selectors.approvers(agreed, at), "report.agreed", f"{agreed.version}:", by=by, at=at)
    return agreed


def decide(row: Report, name: str, *, rationale: str, by: Person, at: datetime, version: int, also: dict, facts: dict) -> Report:
    """Take a move that decides, with its reasons, which are sealed. `row` comes from `fresh`; `facts` are what its guards ask."""
    if rules.questions.unanswered(asked.flags_of(row), asked.answers_of(row)):
        raise Refused(rules.questions.ASKED_FIRST)
    decided = move(
        row,
        intake.REPORT,
        name,
        by=by,
        at=at,
        version=version,
        standing=standing(by, row.dossier, at),
        facts={**facts, "rationale": len(rationale)},
        also={**also, "rationale_length": len(rationale)},
    )
    sealing.write(decided, "rationale_sealed", rationale)
    decided.save(update_fields=["rationale_sealed"])
    return decided


def count(row: Report, at: datetime) -> None:
    """Whether the first decision was in time: once a report, by the original date of the clock that was met (DOMAIN 8.1)."""
    clock = clocks.last(row.uuid, *rules.TRIAGE_CLOCKS)
    in_time = clocks.in_time(clock) if clock else None
    if in_time is None or selectors.is_counted(row):
        return
    counted = Timeliness.objects.create(report=row, month=month_of(at), tier=row.dossier.tier, in_time=in_time)
    measure, academy, month, category, tier, amount = measures.deltas_of(counted)
    trail.tally(measure, academy=academy, month=month, category=category, tier=tier, amount=amount)

"""An investigation runs: started, found, told of, handed in (DOMAIN 9.2)."""

from datetime import datetime

from django.db import transaction

from cases.casefile import rules as case_rules
from cases.casefile import selectors as cases
from cases.casefile.models import Allegation, Case
from cases.investigation import rules, selectors
from cases.investigation.models import Investigation
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import CASE_MANAGER, Refused
from foundation.people.models import Person
from foundation.people.rules import CEO, HR
from reports.mailbox import services as mailbox

from .telling import note_report, write

SAFEGUARDING, OTHER = "investigation_report_sg", "investigation_report"


def start(case: Case, *, by: Person, at: datetime, version: int, terms: str, later: str = "") -> Case:
    """Begin: SCOPING → INVESTIGATING. `later` is the reason why the person is told later, where they have not been told.

    The time runs longer where the conduct has nothing to do with a child (DOMAIN 8.3 investigation_report, investigation_report_sg).
    """
    with transaction.atomic():
        dossiers.lock(case.dossier)
        investigator = cases.investigator_of(case, at)
        moved = move(
            case,
            case_rules.CASE,
            "start",
            by=by,
            at=at,
            standing=cases.standing_in(case, by, at),
            version=version,
            facts={"investigator": investigator, "terms": terms, "told": case.told_at, "later": later, "harm": cases.harm_of(case)},
        )
        if later:
            sealing.write(moved, "later_sealed", later)
            moved.save(update_fields=["later_sealed"])
        investigation = Investigation(dossier=case.dossier, case=moved, started_at=at)
        sealing.write(investigation, "terms_sealed", terms)
        investigation.save()
        note_report(investigation, "Running", at)
        run_clocks(moved, by=by, at=at)
        write(moved, "case.started", [investigator], by=by, at=at)
    return moved


def find(allegation: Allegation, *, by: Person, at: datetime, version: int, finding: str, reason: str) -> Allegation:
    """What the evidence shows about one clause, on the balance of probabilities, with the reason."""
    with transaction.atomic():
        case = allegation.case
        dossiers.lock(case.dossier)
        move(
            case,
            case_rules.CASE,
            "find",
            by=by,
            at=at,
            standing=cases.standing_in(case, by, at),
            version=version,
            facts={"reason_length": len(reason)},
            ids={"allegation": str(allegation.uuid), "clause": allegation.clause.code},
        )
        if finding not in case_rules.FINDINGS:
            raise Refused("Choose what you find.", field="finding")
        allegation.finding, allegation.found_at = finding, at
        sealing.write(allegation, "finding_reason_sealed", reason)
        allegation.save(update_fields=["finding", "found_at", "finding_reason_sealed"])
    return allegation


def progress(case: Case, *, words: str, by: Person, at: datetime, version: int) -> Case:
    """Tell everybody who reported it how far it is, without a name and without what was found (DOMAIN 8.3 investigation_progress). The
    clock for the next time begins."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        given = {"by": by, "at": at, "version": version, "standing": cases.standing_in(case, by, at), "facts": {"words": words}}
        told = move(case, case_rules.CASE, "progress", **given, also={"state_since": case.state_since})
        for report in cases.reports_of(told):
            mailbox.progress(report, words=words, by=by, at=at)
        deadlines.meet(told.uuid, "investigation_progress", at=at, by=by)
    return told


def submit_report(case: Case, *, by: Person, at: datetime, version: int, heard: str, summary: str) -> Case:
    """Hand in: INVESTIGATING → DECISION_PENDING. HR is asked for advice, the case manager for a decision."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        moved = move(
            case,
            case_rules.CASE,
            "submit_report",
            by=by,
            at=at,
            standing=cases.standing_in(case, by, at),
            version=version,
            facts={"without_finding": cases.without_finding(case), "heard": heard in rules.HEARD, "summary": summary},
        )
        investigation = selectors.investigation_of(moved)
        investigation.heard, investigation.reported_at = heard, at
        sealing.write(investigation, "summary_sealed", summary)
        investigation.save(update_fields=["heard", "reported_at", "summary_sealed"])
        note_report(investigation, "Handed in", at)
        await_decision(moved, by=by, at=at)
    return moved


def run_clocks(case: Case, *, by: Person, at: datetime) -> None:
    """The report, which may not wait where it has to do with a child, and the next note to whoever reported it (DOMAIN 8.3)."""
    about = {"dossier": case.dossier, "about": case.uuid, "reference": case.reference, "path": cases.path(case)}
    deadlines.start_all((time_for(case), "investigation_progress"), **about, at=at, by=by)


def time_for(case: Case) -> str:
    """The clock of the report: what has to do with a child has its own."""
    return SAFEGUARDING if _about_children(case) else OTHER


def await_decision(case: Case, *, by: Person, at: datetime) -> None:
    """HR is asked for its advice, the case manager to decide."""
    about = {"dossier": case.dossier, "about": case.uuid, "reference": case.reference, "path": cases.path(case)}
    deadlines.start("case_decision", **about, at=at, by=by)
    write(case, "case.advice_wanted", _advisers(case, by, at), by=by, at=at)
    write(case, "case.decision_due", holders(case.dossier, CASE_MANAGER, at), by=by, at=at)


def _advisers(case: Case, by: Person, at: datetime) -> list[Person]:
    """Whom the advice is asked of. Where HR is in conflict and whoever is above manages the case, the rung above that comes in."""
    for symbol in (HR, CEO):
        if not cases.advisers(case, at):
            dossiers.escalate(case.dossier, symbol, by=by, at=at)
    return cases.advisers(case, at)


def _about_children(case: Case) -> bool:
    return any(report.child == "yes" for report in cases.reports_of(case)) or any(
        "safeguarding" in row.clause.flags for row in cases.allegations_of(case)
    )

"""An investigation is ended early, or its report is given back (DOMAIN 9.2). What had been found by then is kept as it stood."""

from datetime import datetime

from django.db import transaction

from cases.casefile import rules as case_rules
from cases.casefile import selectors as cases
from cases.casefile.models import Allegation, Case
from cases.casefile.services import look_for_another
from cases.investigation import rules, selectors
from cases.investigation.models import Investigation, Turn
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.messages import services as messages
from foundation.people.models import Person

from .running import OTHER, SAFEGUARDING, await_decision, run_clocks
from .telling import note_report, write

ASKED_TO_DECIDE = ("case.advice_wanted", "case.decision_due")


def discontinue(case: Case, *, reason: str, by: Person, at: datetime, version: int) -> Case:
    """INVESTIGATING → DECISION_PENDING without a report: nothing more can be found out, or need be. The clock of the report stops, as
    nobody has met it."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        for kind in (OTHER, SAFEGUARDING):
            deadlines.stop(case.uuid, kind, at=at, by=by, reason="discontinued")
        ended = _moved(case, "discontinue", by, at, version, reason)
        investigation = selectors.investigation_of(ended)
        _keep(investigation, rules.DISCONTINUED, reason, at)
        investigation.discontinued_at = at
        investigation.save(update_fields=["discontinued_at"])
        note_report(investigation, rules.TURNS[rules.DISCONTINUED], at)
        write(ended, "case.discontinued", _investigator(ended, at), by=by, at=at)
        await_decision(ended, by=by, at=at)
    return ended


def return_report(case: Case, *, reason: str, by: Person, at: datetime, version: int) -> Case:
    """DECISION_PENDING → INVESTIGATING: something is still to be found out. HR advises anew on what comes back; the clocks of an
    investigation begin anew, that of the decision stops."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        again = _moved(case, "return_report", by, at, version, reason, also={"advised_at": None})
        investigation = selectors.investigation_of(again)
        _keep(investigation, rules.RETURNED, reason, at)
        investigation.reported_at, investigation.discontinued_at, investigation.heard = None, None, ""
        investigation.save(update_fields=["reported_at", "discontinued_at", "heard"])
        again.hr_advice_sealed = None
        again.save(update_fields=["hr_advice_sealed"])
        note_report(investigation, "Running again", at)
        messages.cancel_unsent(again.uuid, at=at, codes=ASKED_TO_DECIDE)
        run_clocks(again, by=by, at=at)
        if not _investigator(again, at):
            look_for_another(again, by=by, at=at)
        write(again, "case.returned", _investigator(again, at), by=by, at=at)
    return again


def begin_again(case: Case, *, why: str, by: Person, at: datetime) -> Investigation:
    """A closed case is investigated again, because of `why`; where nobody investigated before, that is what is to be found out. Its clocks
    begin anew. Call it under the dossier's lock, once the case has moved."""
    investigation = selectors.investigation_of(case)
    if investigation is None:
        investigation = Investigation(dossier=case.dossier, case=case, started_at=at)
        sealing.write(investigation, "terms_sealed", why)
    else:
        _keep(investigation, rules.REOPENED, why, at)
        investigation.reported_at, investigation.discontinued_at, investigation.heard = None, None, ""
    investigation.save()
    note_report(investigation, "Running again", at)
    run_clocks(case, by=by, at=at)
    if not _investigator(case, at):
        look_for_another(case, by=by, at=at)
    return investigation


def _moved(case: Case, name: str, by: Person, at: datetime, version: int, reason: str, **more) -> Case:
    given = {"by": by, "at": at, "version": version, "standing": cases.standing_in(case, by, at)}
    return move(case, case_rules.CASE, name, facts={"reason_length": len(reason)}, **given, **more)


def _investigator(case: Case, at: datetime) -> list[Person]:
    person = cases.investigator_of(case, at)
    return [person] if person else []


def _keep(investigation: Investigation, kind: str, reason: str, at: datetime) -> None:
    case = investigation.case
    rows = cases.allegations_of(case)
    words = sealing.read([case, investigation, *rows])
    found = [_said(row, words[row.uuid]["finding_reason_sealed"]) for row in rows if row.finding]
    turn = Turn(dossier=investigation.dossier, investigation=investigation, kind=kind, at=at)
    sealing.write(turn, "reason_sealed", reason)
    sealing.write(turn, "summary_sealed", words[investigation.uuid]["summary_sealed"] if investigation.reported_at else "")
    sealing.write(turn, "findings_sealed", "\n\n".join(found))
    sealing.write(turn, "advice_sealed", words[case.uuid]["hr_advice_sealed"])
    turn.save()


def _said(row: Allegation, reason: str) -> str:
    return f"{row.clause.ref}: {case_rules.FINDINGS[row.finding]}\n{reason}"

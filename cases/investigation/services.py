"""Every write of an investigation: asking, answering, starting, finding, handing in (DOMAIN 9.2)."""

from datetime import datetime

from django.db import transaction

from cases.casefile import rules as case_rules
from cases.casefile import selectors as cases
from cases.casefile.models import Allegation, Case
from cases.casefile.services import declare, note_strand
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, Refused, Stale
from foundation.messages import services as messages
from foundation.people.models import Person
from foundation.people.rules import CEO, HR
from reports.mailbox import services as mailbox

from . import rules, selectors
from .models import Appointment, Investigation


def appoint(case: Case, person: Person, *, by: Person, at: datetime, version: int) -> Appointment:
    """Ask somebody to investigate. They see nothing of the case but whom it is about, until they have declared and accepted. Whoever was
    asked before and has not answered need not any more, and is told so.

    Raises Refused for somebody who has another part, manages the person concerned or is close to them.
    """
    with transaction.atomic():
        dossiers.lock(case.dossier)
        if person not in selectors.eligible(case, at):
            raise Refused("This person cannot investigate this case. Choose somebody else.", field="who")
        _make_room(case, person, by, at)
        appointment = Appointment(
            reference=dossiers.reference("A"), dossier=case.dossier, case=case, person=person, asked_by=by, asked_at=at
        )
        move(
            case,
            case_rules.CASE,
            "appoint",
            by=by,
            at=at,
            standing=cases.standing_in(case, by, at),
            version=version,
            facts={"asked": selectors.standing_appointment(case)},
            ids={"appointment": str(appointment.uuid)},
        )
        appointment.save()
        _note(appointment, at)
        dossiers.disclose(case.dossier, person, object_kind="appointment", object_uuid=appointment.uuid, by=by, at=at)
        _write(case, "case.appointed", [person], by, at, about=appointment, path=f"/cases/asked/{appointment.reference}/")
    return appointment


def answer(appointment: Appointment, *, by: Person, at: datetime, answer: str, conflict: str | None) -> Appointment:
    """Accept or decline. A conflict, or a no, takes the person off the case, and the case manager is told to ask somebody else."""
    with transaction.atomic():
        dossiers.lock(appointment.dossier)
        row = Appointment.objects.select_related("dossier", "case__dossier", "person").get(pk=appointment.pk)
        if row.answer != rules.ASKED:
            raise Stale
        yes = answer == rules.ACCEPTED and not conflict  # None, nothing declared, is refused by the move itself
        move(
            row.case,
            case_rules.CASE,
            "accept" if yes else "decline",
            by=by,
            at=at,
            standing=_asked(row, by),
            facts={"declared": conflict is not None},
        )
        row.answer, row.answered_at = (rules.ACCEPTED if yes else rules.DECLINED), at
        row.save(update_fields=["answer", "answered_at"])
        declare(row.dossier, by, INVESTIGATOR, words=conflict or "", at=at)
        if yes:
            dossiers.add_party(row.dossier, by, INVESTIGATOR, by=by, at=at, source="appointment")
        _note(row, at)
        messages.cancel_unsent(row.uuid, at=at)
        code = "case.accepted" if yes else "case.declined"
        _write(row.case, code, holders(row.dossier, CASE_MANAGER, at), by, at)
    return row


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
            facts={"investigator": investigator, "terms": terms, "told": case.told_at, "later": later, "harm": _harm(case)},
        )
        if later:
            sealing.write(moved, "later_sealed", later)
            moved.save(update_fields=["later_sealed"])
        investigation = Investigation(dossier=case.dossier, case=moved, started_at=at)
        sealing.write(investigation, "terms_sealed", terms)
        investigation.save()
        _note_report(investigation, "Running", at)
        kind = "investigation_report_sg" if _about_children(case) else "investigation_report"
        about = {"dossier": case.dossier, "about": case.uuid, "reference": case.reference, "path": cases.path(case)}
        deadlines.start_all((kind, "investigation_progress"), **about, at=at, by=by)
        _write(moved, "case.started", [investigator], by, at)
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
        _note_report(investigation, "Handed in", at)
        deadlines.start(
            "case_decision", dossier=case.dossier, about=case.uuid, reference=case.reference, path=cases.path(case), at=at, by=by
        )
        _write(moved, "case.advice_wanted", _advisers(moved, by, at), by, at)
        _write(moved, "case.decision_due", holders(case.dossier, CASE_MANAGER, at), by, at)
    return moved


def _make_room(case: Case, person: Person, by: Person, at: datetime) -> None:
    """Whoever accepted and has since stepped back makes room for the next, and so does whoever was asked and has not answered."""
    held = selectors.standing_appointment(case)
    if held is None or (held.answer == rules.ASKED and held.person_id == person.pk):
        return
    if held.answer == rules.ACCEPTED and cases.investigator_of(case, at) is None:
        held.answer = rules.STOOD_DOWN
    elif held.answer == rules.ASKED:
        held.answer, held.answered_at = rules.TAKEN_BACK, at
        dossiers.hide(case.dossier, held.person, object_uuid=held.uuid, by=by, at=at)
        messages.cancel_unsent(held.uuid, at=at)
        _write(case, "case.no_longer_asked", [held.person], by, at, about=held, path="/")
    held.save(update_fields=["answer", "answered_at"])
    _note(held, at)


def _advisers(case: Case, by: Person, at: datetime) -> list[Person]:
    """Whom the advice is asked of. Where HR is in conflict and whoever is above manages the case, the rung above that comes in."""
    for symbol in (HR, CEO):
        if not cases.advisers(case, at):
            dossiers.escalate(case.dossier, symbol, by=by, at=at)
    return cases.advisers(case, at)


def _asked(row: Appointment, by: Person) -> frozenset[str]:
    return frozenset({case_rules.APPOINTEE}) if row.person_id == by.pk else frozenset()


def _harm(case: Case) -> str:
    return "possible" if any(report.harm == "possible" for report in cases.reports_of(case)) else "no"


def _about_children(case: Case) -> bool:
    return any(report.child == "yes" for report in cases.reports_of(case)) or any(
        "safeguarding" in row.clause.flags for row in cases.allegations_of(case)
    )


def _note(row: Appointment, at: datetime) -> None:
    note_strand(
        row.case,
        kind=case_rules.APPOINTMENT,
        uuid=row.uuid,
        reference=row.reference,
        words=rules.ANSWERS[row.answer],
        settled=row.answer != rules.ASKED,
        at=at,
    )


def _note_report(row: Investigation, words: str, at: datetime) -> None:
    note_strand(
        row.case,
        kind=case_rules.INVESTIGATION,
        uuid=row.uuid,
        reference="",
        words=words,
        settled=row.reported_at is not None,
        at=at,
        path=f"/cases/{row.case.reference}/investigation/",
    )


def _write(
    case: Case, code: str, people: list[Person], by: Person, at: datetime, *, about: Appointment | None = None, path: str = ""
) -> None:
    for person in people:
        messages.queue(
            dossier=case.dossier,
            code=code,
            to=person,
            about=about.uuid if about else case.uuid,
            reference=about.reference if about else case.reference,
            path=path or cases.path(case),
            at=at,
            by=by,
        )

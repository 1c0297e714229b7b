"""A closed case is opened again, because something is new: whoever leads asks, HR agrees (DOMAIN 9.2). Two people, never one."""

from datetime import datetime

from django.db import transaction

from cases.casefile import rules as case_rules
from cases.casefile import selectors as cases
from cases.casefile.models import Case, Reopening
from cases.casefile.services import apart_from_support
from cases.closing import selectors
from cases.investigation.services import begin_again
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import Stale
from foundation.messages import services as messages
from foundation.people.models import Person
from foundation.people.rules import CEO, HR
from reports.intake import services as intake
from reports.triage import services as triage

CLOCK = "case_reopening"
# what was decided, and is decided anew
_CODES = ("decision", "intent", "protected", "outcome_word", "retention")
_DATES = ("told_at", "decided_at", "closed_at")
_WORDS = ("hr_advice", "consistency", "compared", "protected", "decision_reason", "learning")
_UNDONE = {**dict.fromkeys(_CODES, ""), **dict.fromkeys(_DATES, None), "advised_at": None, **{f"{one}_sealed": None for one in _WORDS}}


def ask_reopening(case: Case, *, new: str, by: Person, at: datetime, version: int) -> Reopening:
    """Ask to open the closed case again; `new` says what is new and why, and is sealed. Until HR has agreed it stays closed."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        case = cases.case_of(case.dossier)
        row = Reopening(dossier=case.dossier, case=case, asked_by=by, asked_at=at)
        facts = {
            "reopening": cases.reopening_of(case),
            "formal": case.decision == case_rules.FORMAL,
            "reason_length": len(new),
        }
        asked = _moved(case, "ask_reopen", facts, by=by, at=at, version=version, also={"state_since": case.state_since})
        sealing.write(row, "new_sealed", new)
        row.save()
        deadlines.start(CLOCK, **_about(asked), at=at, by=by)
        _tell(asked, "case.reopening_asked", _agreers(asked, by, at), by, at)
    return row


def answer_reopening(row: Reopening, *, yes: bool, words: str, by: Person, at: datetime) -> Reopening:
    """HR agrees (CLOSED → INVESTIGATING), or does not; `words`, which a refusal needs, are sealed. What had been decided is copied into the
    row and taken off the case, and its clocks begin anew: the person is told again, the reporters read that it goes on.

    Raises Refused for whoever asked, and for anybody but HR or whoever stands in for them."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        row = Reopening.objects.select_related("dossier", "asked_by").get(pk=row.pk)
        if row.answer != case_rules.ASKED:
            raise Stale
        case = cases.case_of(row.dossier)
        facts = {
            "reopening": row,
            "asked_by_me": row.asked_by_id == by.pk,
            "for_hr": by in cases.agreers(case, row.asked_by, at),
            "harm": cases.harm_of(case),
            "reason_length": len(words),
        }
        if yes:
            _keep(row, case)
        also = _UNDONE if yes else {"state_since": case.state_since}
        moved = _moved(case, "reopen" if yes else "not_reopen", facts, by=by, at=at, also=also)
        row.answer, row.answered_by, row.answered_at = (case_rules.AGREED if yes else case_rules.REFUSED), by, at
        sealing.write(row, "answer_sealed", words)
        row.save()
        if yes:
            _go_on(moved, row, by, at)
        else:
            deadlines.stop(moved.uuid, CLOCK, at=at, by=by, reason="refused")
            _tell(moved, "case.not_reopened", [row.asked_by], by, at)
    return row


def _moved(case: Case, name: str, facts: dict, *, by: Person, at: datetime, also: dict, version: int | None = None) -> Case:
    given = {"by": by, "at": at, "version": version, "standing": cases.standing_in(case, by, at)}
    return move(case, case_rules.CASE, name, facts=facts, also=also, read_under_lock=True, **given)


def _keep(row: Reopening, case: Case) -> None:
    """The decision as it stood, before the case loses it."""
    for column in (*_CODES, *_DATES):
        setattr(row, column, getattr(case, column))
    words = sealing.read_one(case)
    for one in _WORDS:
        sealing.write(row, f"{one}_sealed", words[f"{one}_sealed"])
    weighed = [f"{question}\n{answer}" for question, answer in selectors.weighing_of(case)]
    sealing.write(row, "weighing_sealed", "\n\n".join(weighed))


def _go_on(case: Case, row: Reopening, by: Person, at: datetime) -> None:
    dossiers.close_dossier(case.dossier, open_=True)
    deadlines.start("subject_notify", **_about(case), at=at, by=by)
    begin_again(case, why=sealing.read_one(row)["new_sealed"], by=by, at=at)
    apart_from_support(case, by=by, at=at)
    for report in cases.reports_of(case):
        if case.subject.person is not None:
            intake.found_open(report, of=case.subject.person, at=at)
        triage.go_on(report, by=by, at=at)
    people = {row.asked_by, cases.manager_of(case, at), cases.investigator_of(case, at)} - {None, by}
    _tell(case, "case.reopened", sorted(people, key=lambda one: one.pk), by, at)


def _agreers(case: Case, by: Person, at: datetime) -> list[Person]:
    """Whom the agreement is asked of. Where HR is in conflict and whoever is above asks themselves, the rung above that comes in."""
    for symbol in (HR, CEO):
        if not cases.agreers(case, by, at):
            dossiers.escalate(case.dossier, symbol, by=by, at=at)
    return cases.agreers(case, by, at)


def _about(case: Case) -> dict[str, object]:
    return {"dossier": case.dossier, "about": case.uuid, "reference": case.reference, "path": cases.path(case)}


def _tell(case: Case, code: str, people: list[Person], by: Person, at: datetime) -> None:
    for person in people:
        messages.queue(code=code, to=person, **_about(case), at=at, by=by)

"""HR's advice, the weighing, the decision, the end (DOMAIN 9.2)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from cases.casefile import rules as case_rules
from cases.casefile import selectors as cases
from cases.casefile.models import Case
from cases.casefile.services import take_back
from cases.closing import rules, selectors
from cases.closing.models import Proportionality
from cases.cooperation import services as cooperation
from cases.disciplinary import services as disciplinary
from cases.investigation.services import stand_down
from cases.removals import services as removals
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import Refused
from foundation.messages import services as messages
from foundation.people.models import Person
from foundation.people.rules import HR
from reports.care import services as care
from reports.intake import services as intake
from reports.targets.selectors import not_spoken_to

REMINDERS = ("deadline.", "case.waiting", "case.advice_wanted", "case.decision_due")


def advise(case: Case, *, by: Person, at: datetime, version: int, advice: str) -> Case:
    """HR's advice, before the decision; writing again replaces it."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        moved = move(
            case,
            case_rules.CASE,
            "advise",
            by=by,
            at=at,
            standing=cases.standing_in(case, by, at),
            version=version,
            facts={"for_hr": by in cases.advisers(case, at), "advice": advice, "investigated_by_me": cases.investigator_of(case, at) == by},
        )
        sealing.write(moved, "hr_advice_sealed", advice)
        moved.advised_at = at
        moved.save(update_fields=["hr_advice_sealed", "advised_at"])
        _write(moved, "case.advised", cases.manager_of(moved, at), by, at)
    return moved


def weigh(case: Case, *, by: Person, at: datetime, version: int, answers: Mapping[str, str]) -> Proportionality:
    """The answers to every question of `rules.PROPORTIONALITY`; writing again replaces them."""
    if missing := [question for name, question in rules.PROPORTIONALITY.items() if not answers.get(name)]:
        raise Refused(f"Answer: {missing[0][0].lower()}{missing[0][1:]}")
    with transaction.atomic():
        dossiers.lock(case.dossier)
        move(case, case_rules.CASE, "weigh", by=by, at=at, standing=cases.standing_in(case, by, at), version=version)
        row = Proportionality.objects.filter(case=case).first() or Proportionality(case=case, dossier=case.dossier)
        row.at = at
        for name in rules.PROPORTIONALITY:
            sealing.write(row, f"{name}_sealed", answers[name])
        row.save()
    return row


def not_needed(case: Case, *, reason: str, by: Person, at: datetime, version: int) -> Case:
    """SCOPING → NO_CASE: what is known already shows that nothing has to be investigated. Whoever was asked to is told that they need
    not; HR is told what was decided."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        facts = {"harm": cases.harm_of(case), "reason_length": len(reason)}
        given = {"by": by, "at": at, "standing": cases.standing_in(case, by, at), "version": version, "facts": facts}
        moved = move(case, case_rules.CASE, "not_needed", **given, also={"decided_at": at, "decision": case_rules.NO_CASE})
        sealing.write(moved, "decision_reason_sealed", reason)
        moved.save(update_fields=["decision_reason_sealed"])
        stand_down(moved, by=by, at=at)
        for person in holders(moved.dossier, HR, at):
            _write(moved, "case.decided", person, by, at)
    return moved


def decide(
    case: Case,
    *,
    by: Person,
    at: datetime,
    version: int,
    outcome: str,
    intent: str,
    reason: str,
    consistency: str,
    protected: str,
    protected_words: str = "",
    word: str = "",
) -> Case:
    """DECISION_PENDING → NO_CASE, INFORMAL_ACTION or FORMAL; a formal decision opens the disciplinary process.

    `outcome` is one of `rules.OUTCOMES`, `protected` one of `DISCLOSURES`, `word` what was agreed with the LADO where a child may have been
    harmed. The cases it was compared with are kept as they were found. Raises Refused with the first guard of DOMAIN 9.2 that is not met.
    """
    if outcome not in rules.OUTCOMES:
        raise Refused("Choose what you decide.", field="outcome")
    with transaction.atomic():
        dossiers.lock(case.dossier)
        said = {"intent": intent, "compared": consistency, "reason_length": len(reason), "protected": protected, "word": word}
        facts = said | {"protected_length": len(protected_words)} | _facts(case, by, at)
        given = {"by": by, "at": at, "standing": cases.standing_in(case, by, at), "version": version, "facts": facts}
        also = {"decided_at": at, "decision": rules.LEADS_TO[outcome]}
        alike = selectors.comparable(case, by, at)
        moved = move(case, case_rules.CASE, outcome, **given, also=also, ids={"compared": len(alike)})
        moved.intent, moved.protected, moved.outcome_word = intent, protected, word if facts["safeguarding"] else ""
        words = {"decision_reason": reason, "consistency": consistency, "protected": protected_words, "compared": _found(alike)}
        for column, text in words.items():
            sealing.write(moved, f"{column}_sealed", text)
        moved.save(update_fields=["intent", "protected", "outcome_word", *(f"{column}_sealed" for column in words)])
        _follow_up(moved, by, at)
    return moved


def _facts(case: Case, by: Person, at: datetime) -> dict[str, object]:
    """What a decision has to be checked against, beside what the decider says."""
    return {
        "investigated_by_me": cases.investigator_of(case, at) == by,
        "advised": case.advised_at,
        "weighing_needed": selectors.weighing_needed(case),
        "weighed": selectors.weighed(case),
        "subject_kind": case.subject.kind,
        "grounded": selectors.grounded(case),
        "reported": selectors.reported(case),
        "safeguarding": selectors.is_safeguarding(case),
        "agreed": selectors.agreed_word(case),
    }


def _found(alike: list[Case]) -> str:
    return "\n".join(rules.comparison(one.reference, one.decision, one.intent, one.decided_at) for one in alike)


def _follow_up(case: Case, by: Person, at: datetime) -> None:
    if case.state == case_rules.FORMAL:
        disciplinary.open_disciplinary(case, by=by, at=at)
    for person in holders(case.dossier, HR, at):
        _write(case, "case.decided", person, by, at)


def close(
    case: Case, *, by: Person, at: datetime, version: int, retention: str, learning: str, supported: bool = False, note: str = ""
) -> Case:
    """→ CLOSED. Its clocks stop and unsent reminders fall away; the reporters are told, by `note` or the ready text, that it is finished.

    Raises Refused naming what is still open. A verified removal counts as settled: its re-checks run on.
    """
    with transaction.atomic():
        dossiers.lock(case.dossier)
        facts = {
            "still_open": cases.still_open(case),
            "retention": retention,
            "fitting": rules.fitting(case.state, case.subject.kind, safeguarding=selectors.is_safeguarding(case)),
            "learning": learning,
            "supported": supported,
            "targeted": cases.is_targeted(case),
            "alone": not_spoken_to(cases.reports_of(case)),
        }
        founded = selectors.founded(case)
        given = {"by": by, "at": at, "standing": cases.standing_in(case, by, at), "version": version, "facts": facts}
        moved = move(case, case_rules.CASE, "close", **given, also={"closed_at": at})
        moved.retention = retention
        sealing.write(moved, "learning_sealed", learning)
        moved.save(update_fields=["retention", "learning_sealed"])
        deadlines.stop(moved.uuid, at=at, by=by, reason="closed")
        messages.cancel_unsent(moved.uuid, at=at, codes=REMINDERS)
        dossiers.close_dossier(moved.dossier, open_=False)
        take_back(moved, by=by, at=at)
        removals.end_showing(moved, by=by, at=at)
        cooperation.finish(moved, by=by, at=at)
        disciplinary.finish(moved, by=by, at=at)
        for report in cases.reports_of(moved) if founded else ():
            intake.found_so(report, moved.subject.person, at=at)
        for report in selectors.to_finish(moved):
            care.finish(report, note=note, by=by, at=at)
    return moved


def _write(case: Case, code: str, person: Person | None, by: Person, at: datetime) -> None:
    about = {"about": case.uuid, "reference": case.reference, "path": cases.path(case)}
    messages.queue_each([person], dossier=case.dossier, code=code, **about, at=at, by=by)

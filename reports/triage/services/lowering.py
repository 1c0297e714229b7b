"""A report ends as a low-level concern: whoever triages it says so, the headteacher agrees (DOMAIN 9.1, 9.10)."""

from datetime import datetime

from django.db import transaction

from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import STAFF, SUBJECT, TRIAGER, Refused
from foundation.dossiers.selectors import parties, standing
from foundation.people.models import Person
from foundation.people.rules import DEPUTY_DSL, DSL, SLT
from foundation.people.selectors import setting
from reports.intake import rules as intake
from reports.intake.models import Report
from reports.intake.selectors import facts as facts_of
from reports.lowlevel import services as lowlevel
from reports.lowlevel.rules import LEADS_READ
from reports.triage import asked, rules, selectors
from reports.triage.models import Agreement

from .agreeing import answered, bring_in_agreeing
from .deciding import count
from .ending import finish
from .stepping import counted_anew, fresh, step, tell


def propose_low(report: Report, *, rationale: str, by: Person, at: datetime, version: int) -> Report:
    """Say that a report is a low-level concern, and why; the headteacher is asked to agree, or whoever stands above. `rationale` is sealed.
    Raises Refused with the first reason why not: possible harm, nobody of the trust, no rule about safeguarding or conduct."""
    with transaction.atomic():
        row = fresh(report)
        if len(rationale) < intake.RATIONALE_LEAST:
            raise Refused(f"Explain the decision in at least {intake.RATIONALE_LEAST} characters.", field="rationale")
        if rules.questions.unanswered(asked.flags_of(row), asked.answers_of(row)):
            raise Refused(rules.questions.ASKED_FIRST)
        proposed = step(row, "propose_low", by=by, at=at, version=version, facts=_facts(row, at))
        wanted = Agreement(report=proposed, kind=rules.LOW, asked_by=by, asked_at=at)
        sealing.write(wanted, "words_sealed", rationale)
        wanted.save()
        bring_in_agreeing(proposed, by=by, at=at)
    return proposed


def low_level(report: Report, *, reason: str, note: str = "", by: Person, at: datetime, version: int) -> Report:
    """Agree that it is low-level: the report ends, and each person of the trust it is about gets a concern of their own, for few eyes."""
    with transaction.atomic():
        row = fresh(report)
        wanted = selectors.open_agreement(row)
        proposed = wanted is not None and wanted.kind == rules.LOW
        words = sealing.read_one(wanted)["words_sealed"] if proposed else ""
        facts = _facts(row, at) | {"low_proposed": proposed, "another": proposed and wanted.asked_by != by, "rationale": len(words)}
        given = {"by": by, "at": at, "version": version, "standing": standing(by, row.dossier, at), "facts": facts}
        with counted_anew(row):
            ended = move(row, intake.REPORT, "low_level", **given, also={"decided_at": at})
        answered(ended, agreed=True, reason=reason, by=by, at=at)
        count(ended, at)
        clauses, _ = selectors.chosen_clauses(ended)
        for party in parties(ended.dossier, SUBJECT, at).filter(person__isnull=False):
            lowlevel.record(ended, party.person, context=words, said_by=wanted.asked_by, clauses=clauses, by=by, at=at)
        finished = finish(ended, words, by, at, note=note)
        _for_few_eyes(finished, by=by, at=at)
        return finished


def not_low(report: Report, *, reason: str, by: Person, at: datetime, version: int) -> Report:
    """It is more than that, or less: the report stays with whoever triages it, who reads why."""
    with transaction.atomic():
        row = fresh(report)
        wanted = selectors.open_agreement(row)
        facts = {**selectors.ground(row), "second": bool(wanted and wanted.asked_by != by), "reason": reason}
        kept = step(row, "not_low", by=by, at=at, version=version, facts=facts)
        said = answered(kept, agreed=False, reason=reason, by=by, at=at)
        tell(kept, [said.asked_by], "report.agreement_answered", f"{said.uuid}:", by=by, at=at)
    return kept


def _for_few_eyes(row: Report, *, by: Person, at: datetime) -> None:
    """From now on the report is read by the headteacher, or whoever stands above, and the trust's safeguarding lead; by the academy's where
    the trust says so (DOMAIN 6.3 R14). Last of all, because until here whoever triaged it has a part in how it ends."""
    leads = () if setting(LEADS_READ, False, row.academy) else (DSL, DEPUTY_DSL)
    for role in (SLT, *leads):
        dossiers.clear_desk(row.dossier, role, by=by, at=at, reason="low_level")
    for party in parties(row.dossier, TRIAGER, at):
        dossiers.end_party(party, by=by, at=at, reason="low_level")


def _facts(row: Report, at: datetime) -> dict[str, object]:
    """What low-level asks beside what every decision does."""
    clauses, _ = selectors.chosen_clauses(row)
    about = list(parties(row.dossier, SUBJECT, at))
    return {
        **facts_of(row),
        **selectors.ground(row),
        "about_staff": bool(about) and all(party.kind == STAFF and party.person_id for party in about),
        "of_conduct": any("safeguarding" in one.flags or {"COC", "CP"} & set(one.related_policies) for one in clauses),
    }

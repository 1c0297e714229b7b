"""Which case another report can join, and what speaks against it."""

from datetime import datetime

from cases.casefile import rules
from cases.casefile.models import Case
from foundation.dossiers.models import Party
from foundation.dossiers.rules import BARRING, SEPARATE, WORKING, Refused, check
from foundation.people.models import Person
from foundation.people.selectors import current
from policy.selectors import version_on
from reports.intake.models import Report

from .door import cases_for, standing_in
from .opening import incident_day


def joining_facts(case: Case, report: Report, subject: Party, at: datetime) -> dict[str, object]:
    """What the rules ask before a report joins a case. Raises Refused where no policy was in force when it happened."""
    return {
        "same_person": subject.person_id is not None and subject.person_id == case.subject.person_id,
        "same_policy": version_on(incident_day(report)).pk == case.policy_version_id,
        "stage": case.stage,
        "above": report.dossier.tier > case.dossier.tier,
        "part_in_both": _has_part_in_both(case, report, at),
    }


def joinable(report: Report, subject: Party, person: Person, at: datetime) -> list[Case]:
    """The cases about the same person, open to `person`, that this report can be added to, newest first."""
    if subject.person_id is None:
        return []
    rows = cases_for(person, at).filter(subject__person=subject.person_id).exclude(state=rules.CLOSED).exclude(reports__report=report)
    rows = rows.select_related("dossier", "subject", "policy_version").order_by("-opened_at", "-pk")
    return [case for case in rows if _may(case, report, subject, person, at)]


def _may(case: Case, report: Report, subject: Party, person: Person, at: datetime) -> bool:
    try:
        facts = joining_facts(case, report, subject, at) | {"words": True}
        check(rules.CASE, case.state, "join", standing_in(case, person, at), facts)
    except Refused:
        return False
    return True


def _has_part_in_both(case: Case, report: Report, at: datetime) -> bool:
    """Whether somebody who works on the case has a part in the report, or in one about the same post, that theirs must be apart from:
    nobody works on what they have told of or seen, or investigates what they have triaged (DOMAIN 6.3)."""
    dossiers = [report.dossier_id, *report.same.values_list("dossier_id", flat=True)]
    there = Party.objects.filter(current(at), dossier__in=dossiers)
    working = Party.objects.filter(current(at), dossier=case.dossier_id, part__in=WORKING, link__isnull=True, person__isnull=False)
    return any(
        there.filter(person=person, part__in=SEPARATE.get(part, BARRING)).exists() for person, part in working.values_list("person", "part")
    )

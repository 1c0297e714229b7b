"""The door to cases, and what is asked about one (DESIGN 3)."""

from datetime import datetime

from django.db.models import QuerySet

from cases.casefile import rules
from cases.casefile.models import Allegation, Case
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.routing import conflicted_ids, holders
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, ROUTED, TARGET
from foundation.dossiers.selectors import dossiers_for, parties, standing
from foundation.people.models import Person
from foundation.people.rules import CEO, HR
from reports.intake.models import Report
from reports.intake.rules import POSSIBLE

FOUND = ("finding", "finding_reason_sealed", "found_at")
_BESIDE = ("dossier__academy", "academy", "subject__person__academy", "policy_version")


def cases_for(person: Person, at: datetime) -> QuerySet[Case]:
    """Cases the person may read: through the door, by a part or desk that carries "case.read"."""
    return Case.objects.filter(dossier__in=dossiers_for(person, at, "case.read"))


def case_for(person: Person, reference: str, at: datetime) -> Case | None:
    """One case through the door; None means that for this person it does not exist."""
    return cases_for(person, at).filter(reference=reference).select_related(*_BESIDE).first()


def case_of(dossier: Dossier) -> Case:
    """The case a dossier was opened for. Raises Case.DoesNotExist for any other dossier."""
    return Case.objects.select_related(*_BESIDE).get(dossier=dossier)


def path(case: Case) -> str:
    """The address of the case's page."""
    return f"/cases/{case.reference}/"


def standing_in(case: Case, person: Person, at: datetime) -> frozenset[str]:
    """The parts and roles the person holds in the case's dossier now."""
    return standing(person, case.dossier, at)


def manager_of(case: Case, at: datetime) -> Person | None:
    return next((party.person for party in parties(case.dossier, CASE_MANAGER, at)), None)


def investigator_of(case: Case, at: datetime) -> Person | None:
    return next((party.person for party in parties(case.dossier, INVESTIGATOR, at)), None)


def advisers(case: Case, at: datetime) -> list[Person]:
    """Who advises on the decision: HR; past a conflict of theirs, those above who neither manage nor investigate the case."""
    busy = {manager_of(case, at), investigator_of(case, at)}
    for symbols in ((HR,), (CEO, ROUTED)):
        if people := [one for symbol in symbols for one in holders(case.dossier, symbol, at) if one not in busy]:
            return list(dict.fromkeys(people))
    return []


def is_targeted(case: Case) -> bool:
    """Whether one of its reports names somebody the conduct was aimed at (copies of the reports' parties say so)."""
    return Party.objects.filter(dossier=case.dossier, part=TARGET).exists()


def reports_of(case: Case) -> list[Report]:
    """The reports the case is about, oldest first."""
    return list(Report.objects.filter(cases__case=case).select_related("dossier__academy", "platform", "academy").order_by("pk").distinct())


def harm_of(case: Case) -> str:
    """ "possible" while the LADO or the police have to go first in any of its reports (DOMAIN 3.1), else "no"."""
    return POSSIBLE if any(report.harm == POSSIBLE for report in reports_of(case)) else "no"


def allegations_of(case: Case) -> list[Allegation]:
    return list(case.allegations.select_related("clause", "case"))


def allegations_shown(case: Case, person: Person, at: datetime) -> list[Allegation]:
    """The allegations as this person may read them: what was found only once it is handed in, until then the investigator alone."""
    rows = case.allegations.select_related("clause", "case")
    if case.stage in rules.HANDED_IN or investigator_of(case, at) == person:
        return list(rows)
    return [_unfound(row) for row in rows.defer(*FOUND)]


def _unfound(row: Allegation) -> Allegation:
    row.finding, row.finding_reason_sealed, row.found_at = "", None, None
    return row


def without_finding(case: Case) -> list[str]:
    """The clauses (such as "7.3 b6") nobody has found anything about yet."""
    return [row.clause.ref for row in allegations_of(case) if not row.finding]


def free_of_conflict(people: list[Person], dossier: Dossier, at: datetime) -> list[Person]:
    """Those of `people` whom no conflict keeps out of the dossier."""
    out = conflicted_ids(dossier, at)
    return [person for person in people if person.pk not in out]

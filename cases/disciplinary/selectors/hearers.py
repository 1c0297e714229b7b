"""Who may hear it: those who have read nothing, have no part in it, and have the authority (DOMAIN 6.2, 6.3)."""

from datetime import datetime

from django.db.models import Q

from cases.casefile.models import Case
from cases.casefile.selectors import manager_of
from cases.disciplinary import rules
from cases.disciplinary.models import Disciplinary
from foundation.deadlines.rules.calendar import local_day
from foundation.dossiers.models import Disclosure, Dossier, Link, Party, Seen
from foundation.dossiers.routing import conflicted_ids
from foundation.dossiers.rules import CASE_MANAGER
from foundation.people.models import Person
from foundation.people.selectors import all_holders, roles_of, setting

from .processes import seats_of


def rank_of(case: Case, at: datetime) -> str:
    """The row of the matrix that the person of the case belongs to."""
    return rules.rank(roles_of(case.subject.person, at) if case.subject.person else ())


def authority_for(case: Case, worst: str, at: datetime) -> rules.Authority:
    """Who may hear about this person where `worst` is the most it could lead to, by the trust's scheme."""
    return rules.authority(rank_of(case, at), worst, setting(rules.SETTING, None))


def candidates(case: Case, worst: str, at: datetime) -> list[Person]:
    """Who may sit: those with a post the matrix names, who have read nothing of the case or of what hangs together with it, have no part
    in it, were shown or asked nothing about it, and are in no conflict (DOMAIN 6.3 R3, R4)."""
    roles, out = authority_for(case, worst, at).roles, _touched(case, at)
    people = {one.pk: one for (role, _), some in all_holders(at).items() if role in roles for one in some}
    return sorted((one for one in people.values() if one.pk not in out), key=lambda one: (one.name, one.pk))


def chairs(case: Case, worst: str, at: datetime) -> list[Person]:
    """Who may chair: the same, and the case manager up to a first warning where the trust allows it."""
    found, manager = candidates(case, worst, at), manager_of(case, at)
    may = rules.manager_may_hear(worst, allowed=setting(rules.MANAGER_HEARS, False) is True)
    return [*found, manager] if may and manager is not None and manager not in found else found


def may_hear(case: Case, worst: str, chair: Person, members: list[Person], at: datetime) -> bool:
    """Whether these people together have the authority for `worst`."""
    asked = authority_for(case, worst, at)
    return rules.suffices(asked, roles_of(chair, at), [roles_of(one, at) for one in members])


def read_before(row: Disciplinary) -> bool:
    """Whether somebody who hears it has read anything of it before the day they were named; a case manager may have."""
    cluster = cluster_of(row.dossier)
    managed = set(Party.objects.filter(dossier=row.dossier, part=CASE_MANAGER, link__isnull=True).values_list("person_id", flat=True))
    seats = [one for one in seats_of(row) if one.person_id not in managed]
    seen = Seen.objects.filter(dossier__in=cluster, person__in=[one.person_id for one in seats]).values_list("person_id", "day")
    since = {one.person_id: local_day(one.since) for one in seats}
    return any(day < since[person] for person, day in seen)


def cluster_of(dossier: Dossier) -> set[int]:
    """The ids of everything that hangs together with a case: its reports, their other cases, reports about the same thing."""
    found, edge = set(), {dossier.pk}
    while edge:
        found |= edge
        pairs = Link.objects.filter(Q(report__in=edge) | Q(case__in=edge)).values_list("report_id", "case_id")
        edge = {one for pair in pairs for one in pair} - found
    return found


def _touched(case: Case, at: datetime) -> set[int]:
    cluster = cluster_of(case.dossier)
    out = set(Seen.objects.filter(dossier__in=cluster).values_list("person_id", flat=True))
    out |= set(Party.objects.filter(dossier__in=cluster, person__isnull=False).values_list("person_id", flat=True))
    out |= set(Disclosure.objects.filter(dossier__in=cluster).values_list("person_id", flat=True))
    for dossier in Dossier.objects.filter(pk__in=cluster):
        out |= conflicted_ids(dossier, at)
    return out

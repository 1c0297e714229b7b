"""Every read of investigations: who may be asked, what I have been asked, what was found."""

from datetime import datetime

from django.db.models import Q, QuerySet

from cases.casefile import rules as case_rules
from cases.casefile.models import Case
from cases.casefile.selectors import free_of_conflict
from foundation.dossiers.models import Party
from foundation.dossiers.rules import INVESTIGATOR, ROUTED, SEPARATE, rung_of
from foundation.dossiers.selectors import disclosed_to, people_in
from foundation.people.models import Person, Placement
from foundation.people.rules import HEAD
from foundation.people.selectors import current, day_of, gone, has_left, placements_of, roles_of

from . import rules
from .models import Appointment, Investigation, Turn

_INVESTIGATING = frozenset().union(*(roles for roles, _ in case_rules.INVESTIGATES.values()))


def standing_appointment(case: Case) -> Appointment | None:
    """Who has been asked and has not said no, or has accepted."""
    return Appointment.objects.filter(case=case, answer__in=rules.STANDING).select_related("person", "dossier").first()


def asked_of(person: Person, at: datetime) -> QuerySet[Appointment]:
    """Requests to investigate that wait for this person's answer: what was disclosed to them, and no case."""
    shown = disclosed_to(person, at).filter(object_kind="appointment").values("object_uuid")
    rows = Appointment.objects.filter(person=person, answer=rules.ASKED, uuid__in=shown)
    return rows.select_related("dossier", "case__academy", "case__dossier", "case__subject__person__academy", "asked_by").order_by(
        "-asked_at", "-pk"
    )


def appointment_for(person: Person, reference: str, at: datetime) -> Appointment | None:
    return asked_of(person, at).filter(reference=reference).first()


def investigation_of(case: Case) -> Investigation | None:
    return Investigation.objects.filter(case=case).first()


def turns_of(investigation: Investigation) -> list[Turn]:
    """When it was ended early, or its report given back, oldest first."""
    return list(investigation.turns.all())


def eligible(case: Case, at: datetime) -> list[Person]:
    """Who may be asked to investigate this case, by name: free of conflict and of parts that must be another's (DOMAIN 6.2, 6.3 R3)."""
    on = day_of(at)
    subject = case.subject.person
    rung = rung_of(case.subject.kind, roles_of(subject, at) if subject else ())
    separate = Q(part__in=SEPARATE[INVESTIGATOR] | {INVESTIGATOR}, person__isnull=False)  # an outsider has no person
    taken = Party.objects.filter(current(at), separate, dossier=case.dossier).values("person")
    rows = Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on), placements__in=_able(at), user__isnull=False).exclude(
        pk__in=taken
    )
    if subject is not None and subject.line_manager_id:
        rows = rows.exclude(pk=subject.line_manager_id)
    declined = Appointment.objects.filter(case=case, answer__in=(rules.DECLINED, rules.STOOD_DOWN, rules.RELIEVED)).values("person")
    people = rows.exclude(pk__in=declined).select_related("academy").distinct().order_by("name", "pk")
    return [one for one in free_of_conflict(list(people), case.dossier, at) if _may(one, case, rung, at)]


def _able(at: datetime):
    return Placement.objects.filter(current(day_of(at)), role__in=_INVESTIGATING)


def _may(person: Person, case: Case, rung: int, at: datetime) -> bool:
    placed = placements_of(person, at)
    return case_rules.may_investigate(
        rung, {role for role, _ in placed}, same_place=person.academy_id == case.academy_id, leads_there=(HEAD, case.academy_id) in placed
    )


def is_gone(person: Person, at: datetime) -> bool:
    """Whether somebody can investigate nothing any more: they have left, or hold no role with which anybody does. Who only moves stays."""
    return _INVESTIGATING.isdisjoint(roles_of(person, at))


def leads_no_more(case: Case, person: Person, at: datetime) -> bool:
    """Whether whoever manages the case holds no role any more with which anybody leads one, and was not named for it by a part."""
    parts = people_in(case.dossier, at, ROUTED)
    return has_left(person, at) or not (case_rules.OPENS & roles_of(person, at) or person in parts)


def asked_of_somebody_gone(at: datetime) -> QuerySet:
    """Ids of the cases in which somebody is asked to investigate who has left, or a role of whom has ended."""
    return Appointment.objects.filter(gone(at, "person"), answer=rules.ASKED).values("case")

"""Processes, and who stands where in them. Three doors: the case's, that of those who hear it, and the person's own (disclosed)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from cases.casefile.models import Case
from cases.casefile.selectors import advisers
from cases.disciplinary import rules
from cases.disciplinary.models import Disciplinary, Hearing, Outcome, Seat
from foundation.dossiers.models import Dossier
from foundation.dossiers.rules import CASE_MANAGER, HEARING_CHAIR, INVESTIGATOR, PANEL, ROUTED, SUBJECT
from foundation.dossiers.selectors import disclosed_to, dossiers_for, standings
from foundation.dossiers.selectors import standing as standing_of
from foundation.letters.models import Letter
from foundation.letters.selectors import letters_about, letters_about_each
from foundation.people.models import Person
from foundation.people.rules import CEO, HR
from foundation.people.selectors import can_sign_in

_BESIDE = (
    "dossier__academy",
    "case__dossier__academy",
    "case__academy",
    "case__subject__person__academy",
    "case__subject__person__user",
    "withdraw_asked_by",
)
SHOWN = "disciplinary"  # what a disclosure of the process itself is called


def process_for(person: Person, reference: str, at: datetime) -> Disciplinary | None:
    """One process for those who read its case or hear it; None where it does not exist for this person."""
    return _rows().filter(_worked_by(person, at), reference=reference).first()


def mine_for(person: Person, reference: str, at: datetime) -> Disciplinary | None:
    """One process for the person it is about, from their invitation on: only what was disclosed to them (DOMAIN 6.3 R2)."""
    return _rows().filter(_shown_to(person, at), reference=reference).first()


def mine(person: Person, at: datetime) -> list[Disciplinary]:
    """The person's own processes, newest first."""
    return list(_rows().filter(_shown_to(person, at)))


def concerning(person: Person, at: datetime) -> list[Disciplinary]:
    """What may wait for this person: arranged or administered by them, heard by them, managed by them, or about them. Newest first."""
    arranged = Q(dossier__in=dossiers_for(person, at, "hearing.arrange"))
    heard = Q(dossier__in=dossiers_for(person, at, "hearing.read"))
    managed = Q(dossier__in=dossiers_for(person, at, "case.manage"), withdraw_asked_at__isnull=False)
    rows = _rows().filter(arranged | heard | managed | _shown_to(person, at)).exclude(state__in=rules.SETTLED)
    return _known_of(list(rows.prefetch_related("hearings", "seats", "outcomes")), person, at)


@dataclass(frozen=True)
class Known:
    """What a list has asked for all its rows at once: the person's standing in one, and the letters about its days and outcomes."""

    person: Person
    held: frozenset[str]
    letters: Mapping[UUID, list[Letter]]


def _known_of(rows: list[Disciplinary], person: Person, at: datetime) -> list[Disciplinary]:
    held = standings(person, [row.dossier_id for row in rows], at) if rows else {}
    letters = letters_about_each([thing.uuid for row in rows for thing in (*row.hearings.all(), *row.outcomes.all())])
    for row in rows:
        row.known = Known(person, held[row.dossier_id], letters)
    return rows


def letters_of(row: Disciplinary, about: UUID, code: str) -> list[Letter]:
    """Every version of one letter of the process, newest first."""
    known = getattr(row, "known", None)
    found = known.letters.get(about, []) if known else letters_about(row.dossier, about)
    return [one for one in found if one.template == code]


def of_case(dossier: Dossier) -> Disciplinary:
    """The process of a case, with its hearings, seats and outcomes."""
    return _rows().prefetch_related("hearings", "outcomes", Prefetch("seats", Seat.objects.select_related("person"))).get(dossier=dossier)


def standing(row: Disciplinary, person: Person, at: datetime) -> frozenset[str]:
    """The person's parts and roles in the dossier; HR writes down what somebody without a sign-in says."""
    known = getattr(row, "known", None)
    held = known.held if known and known.person == person else standing_of(person, row.dossier, at)
    if row.case.subject.person_id != person.pk:
        held -= {SUBJECT}
    if HR in held and not can_sign_in(row.case.subject.person):
        held |= {rules.ON_BEHALF}
    return frozenset(held)


def arrangers(row: Disciplinary, at: datetime) -> list[Person]:
    """HR; past a conflict of theirs, those above who neither manage nor investigated the case, nor hear it."""
    sitting = {seat.person_id for seat in seats_of(row)}
    return [one for one in advisers(row.case, at) if one.pk not in sitting]


def arranges(row: Disciplinary, person: Person, held: frozenset[str], at: datetime) -> bool:
    """Whether somebody with the standing `held` is one of `arrangers`: of HR that is known without a look at who else could be."""
    if held & {CASE_MANAGER, INVESTIGATOR, HEARING_CHAIR, PANEL}:
        return False
    return HR in held or (bool(held & {CEO, ROUTED}) and person in arrangers(row, at))


def hearing_of(row: Disciplinary) -> Hearing | None:
    """The day that holds now."""
    return next((one for one in row.hearings.all() if one.stage == rules.HEARING and one.postponed_at is None), None)


def hearings_of(row: Disciplinary) -> list[Hearing]:
    """Every day that was set, the first first."""
    return list(row.hearings.all())


def seats_of(row: Disciplinary) -> list[Seat]:
    """Who hears it now, the chair first."""
    return [one for one in row.seats.all() if one.stage == rules.HEARING and one.until is None]


def seat_of(row: Disciplinary, person: Person) -> Seat | None:
    return next((one for one in seats_of(row) if one.person_id == person.pk), None)


def vacancies(row: Disciplinary) -> tuple[bool, int]:
    """Whether nobody chairs it, and how many are missing beside the chair."""
    seats = seats_of(row)
    beside = sum(not one.chair for one in seats)
    return not any(one.chair for one in seats), max(row.members - beside, 0)


def outcome_of(row: Disciplinary) -> Outcome | None:
    """What holds now: the newest decision."""
    return max(row.outcomes.all(), key=lambda one: one.number, default=None)


def outcome_given(case: Case) -> bool:
    """Whether the person was given an outcome of a hearing in this case."""
    return Outcome.objects.filter(disciplinary__case=case, issued_at__isnull=False).exists()


def _worked_by(person: Person, at: datetime) -> Q:
    return Q(dossier__in=dossiers_for(person, at, "case.read")) | Q(dossier__in=dossiers_for(person, at, "hearing.read"))


def _shown_to(person: Person, at: datetime) -> Q:
    shown = disclosed_to(person, at).filter(object_kind=SHOWN).values("object_uuid")
    return Q(uuid__in=shown, case__subject__person=person)


def _rows() -> QuerySet[Disciplinary]:
    return Disciplinary.objects.select_related(*_BESIDE).order_by("-opened_at", "-pk")

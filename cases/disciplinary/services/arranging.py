"""HR arranges the hearing: the day, who hears it, which evidence; and postpones it (Acas; DOMAIN 3.3, 9.5)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cases.disciplinary import rules, selectors
from cases.disciplinary.models import Disciplinary, Hearing, Released, Seat
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import HEARING_CHAIR, PANEL
from foundation.evidence.models import Exhibit
from foundation.people.models import Person

from .telling import notify, take, under_lock


def schedule(
    row: Disciplinary,
    *,
    starts_at: datetime,
    place: str,
    worst: str,
    chair: Person,
    members: Iterable[Person] = (),
    evidence: Iterable[Exhibit] = (),
    reveals: str = "no",
    no_evidence: str = "",
    by: Person,
    at: datetime,
    version: int,
) -> Disciplinary:
    """OPENED → SCHEDULED. Who hears it has a part from now on, and reads it once they have declared; the person learns of nothing before
    `invite`."""
    with transaction.atomic():
        now, members, evidence = under_lock(row), list(members), list(evidence)
        facts = {
            **_day_facts(now, starts_at, place, at),
            **_evidence_facts(now, evidence, reveals, no_evidence),
            **(_seat_facts(now, worst, chair, members, at) if worst in rules.WORST else {}),
            "worst": worst,
            "notice": selectors.notice_given(now, starts_at, at),
            "least_notice": selectors.least_notice(now, worst) if worst in rules.WORST else 0,
        }
        moved = take(now, "schedule", by=by, at=at, version=version, facts=facts, also={"worst": worst, "members": len(members)})
        sealing.write(moved, "no_evidence_sealed", "" if evidence else no_evidence)
        moved.save(update_fields=["no_evidence_sealed"])
        Released.objects.bulk_create(Released(disciplinary=moved, exhibit=one, by=by, at=at) for one in evidence)
        _set(moved, 1, starts_at, place, by=by, at=at)
        _give_seats(moved, chair, members, by=by, at=at)
    return moved


def seat(
    row: Disciplinary, *, chair: Person | None = None, members: Iterable[Person] = (), by: Person, at: datetime, version: int
) -> Disciplinary:
    """Others hear it in place of those who stepped back; every empty seat is filled at once."""
    with transaction.atomic():
        now, members = under_lock(row), list(members)
        kept = [one.person for one in selectors.seats_of(now) if not one.chair]
        chairs = chair or next((one.person for one in selectors.seats_of(now) if one.chair), None)
        facts = _seat_facts(now, now.worst, chairs, [*kept, *members], at, new=[one for one in (chair, *members) if one])
        facts["apart"] = facts["apart"] and (bool(chair), len(members)) == selectors.vacancies(now)
        moved = take(now, "seat", by=by, at=at, version=version, facts=facts, stays=True)
        _give_seats(moved, chair, members, by=by, at=at)
    return moved


def postpone(
    row: Disciplinary, *, new_at: datetime, place: str, why: str, reason: str = "", by: Person, at: datetime, version: int
) -> Disciplinary:
    """Another day instead of the one that holds, which is kept with the reason; the person is invited anew."""
    with transaction.atomic():
        now = under_lock(row)
        old = selectors.hearing_of(now)
        facts = {**_day_facts(now, new_at, place, at), **moving_facts(now, why, new_at), "why": why, "reason_length": len(reason)}
        moved = take(now, "postpone", by=by, at=at, version=version, facts=facts, reason=why, stays=True)
        old.postponed_at, old.postponed_why = at, why
        old.answered_at = at if old.asked_at and not old.answered_at else old.answered_at
        sealing.write(old, "postponed_sealed", reason)
        old.save(update_fields=["postponed_at", "postponed_why", "postponed_sealed", "answered_at"])
        _set(moved, old.number + 1, new_at, place, by=by, at=at)
        notify(moved, "disciplinary.postponed", [one.person for one in selectors.seats_of(moved)], by=by, at=at)
    return moved


def keep_day(row: Disciplinary, *, reason: str, by: Person, at: datetime, version: int) -> Disciplinary:
    """The day stands; the person reads why. Not where they have a right to another one."""
    with transaction.atomic():
        now = under_lock(row)
        day = selectors.hearing_of(now)
        right = bool(day and day.wished and day.asked_why == rules.COMPANION)
        moved = take(now, "keep_day", by=by, at=at, version=version, facts={"reason_length": len(reason), "right_to_it": right}, stays=True)
        day.answered_at = at
        sealing.write(day, "answer_sealed", reason)
        day.save(update_fields=["answered_at", "answer_sealed"])
        notify(moved, "disciplinary.day_kept", [moved.case.subject.person], by=by, at=at)
    return moved


def moving_facts(row: Disciplinary, why: str, new_at: datetime | None) -> dict[str, object]:
    """What is asked of moving the day: by how much, and whether a companion was the reason once."""
    first = selectors.hearing_of(row)
    used = any(one.postponed_why == rules.COMPANION for one in selectors.hearings_of(row))
    return {
        "postponed_for_companion": used,
        "moved_by": selectors.working_days(row.dossier, first.starts_at, new_at) if first and new_at else 0,
        "most_moved": selectors.limit(row.dossier, "companion_postpone").amount,
        "works_then": bool(new_at and selectors.is_working(row.dossier, new_at)),
    }


def _day_facts(row: Disciplinary, starts_at: datetime, place: str, at: datetime) -> dict[str, object]:
    return {"day": starts_at, "place": place.strip(), "works_then": bool(starts_at and selectors.is_working(row.dossier, starts_at))}


def _evidence_facts(row: Disciplinary, evidence: list[Exhibit], reveals: str, no_evidence: str) -> dict[str, object]:
    wrong = {one.pk for one in evidence} - {one.pk for one in selectors.releasable(row.case)}
    return {
        "evidence": evidence, "not_evidence": bool(wrong), "no_evidence_length": len(no_evidence.strip()),
        "reveals": reveals if evidence else "no",
    }  # fmt: skip


def _seat_facts(
    row: Disciplinary, worst: str, chair: Person | None, members: list[Person], at: datetime, *, new: list[Person] | None = None
) -> dict[str, object]:
    """Whether those who are to sit may; `new`: those of them who did not before."""
    fresh = [one for one in (chair, *members) if one] if new is None else new
    may_chair = {one.pk for one in selectors.chairs(row.case, worst, at)}
    may_sit = {one.pk for one in selectors.candidates(row.case, worst, at)}
    before = {one.person_id for one in row.seats.all()}
    everybody = [one.pk for one in (chair, *members) if one]
    return {
        "fit": bool(fresh) and all(one.pk in (may_chair if one == chair else may_sit) for one in fresh),
        "apart": len(set(everybody)) == len(everybody) and not before & {one.pk for one in fresh},
        "authority": chair is not None and selectors.may_hear(row.case, worst, chair, members, at),
    }


def _set(row: Disciplinary, number: int, starts_at: datetime, place: str, *, by: Person, at: datetime) -> Hearing:
    day = Hearing(dossier=row.dossier, disciplinary=row, number=number, starts_at=starts_at, arranged_by=by, arranged_at=at)
    sealing.write(day, "place_sealed", place.strip())
    day.save()
    return day


def _give_seats(row: Disciplinary, chair: Person | None, members: list[Person], *, by: Person, at: datetime) -> None:
    """A dated part in the dossier for each, and a message to say so; they read more once they have declared."""
    for person, part in [(one, HEARING_CHAIR) for one in (chair,) if one] + [(one, PANEL) for one in members]:
        Seat.objects.create(disciplinary=row, person=person, chair=part == HEARING_CHAIR, since=at)
        dossiers.add_party(row.dossier, person, part, by=by, at=at, source="hearing")
        notify(row, "disciplinary.seated", [person], by=by, at=at)

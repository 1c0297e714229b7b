"""Whoever chairs writes down the hearing, and decides (DOMAIN 9.5)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cases.disciplinary import rules, selectors
from cases.disciplinary.models import Disciplinary, Outcome, Ruling
from foundation.deadlines import services as deadlines
from foundation.dossiers import sealing
from foundation.people.models import Person
from foundation.people.selectors import has_left

from .telling import notify, path, take, under_lock


def hear(
    row: Disciplinary, *, notes: str, present: str, came: str, absence: str = "", by: Person, at: datetime, version: int
) -> Disciplinary:
    """SCHEDULED → HEARD. `came`: "yes" or "no"; without the person `absence` says why it was held all the same."""
    with transaction.atomic():
        now = under_lock(row)
        facts = {
            "notes_length": len(notes), "present": present.strip(), "came": came, "absence_length": len(absence),
            "tainted": selectors.read_before(now),
        }  # fmt: skip
        moved = take(now, "hear", by=by, at=at, version=version, facts=facts)
        day = selectors.hearing_of(moved)
        day.heard_at, day.came = at, came
        for column, text in {"notes": notes, "present": present, "absence": absence if came == "no" else ""}.items():
            sealing.write(day, f"{column}_sealed", text)
        day.save(update_fields=["heard_at", "came", "notes_sealed", "present_sealed", "absence_sealed"])
        about = {"dossier": moved.dossier, "about": moved.uuid, "reference": moved.reference, "path": path(moved)}
        deadlines.start("outcome_letter", **about, at=at, by=by)
        notify(moved, "disciplinary.heard", selectors.arrangers(moved, at), by=by, at=at)
    return moved


def decide(
    row: Disciplinary,
    *,
    findings: Mapping[UUID, tuple[str, str]],
    mitigation: str,
    warnings: str,
    sanction: str,
    reason: str,
    reread: bool = False,
    by: Person,
    at: datetime,
    version: int,
) -> Disciplinary:
    """HEARD → DECIDED. `findings`: (finding, reason) by uuid of each allegation; `reread`: that the weighing was read again, where there
    is one. Nothing goes out before `issue`."""
    with transaction.atomic():
        now = under_lock(row)
        looked_into, weighed, person = selectors.allegations(now), selectors.weighed(now), now.case.subject.person
        facts = {
            "findings": {one.clause.ref: findings.get(one.uuid, ("", "")) for one in looked_into},
            "mitigation": mitigation.strip(), "warnings": warnings.strip(), "sanction": sanction, "reason_length": len(reason),
            "authority": sanction in rules.SANCTIONS and _has_authority(now, sanction, at),
            "left": person is not None and has_left(person, at), "weighed": weighed, "reread": reread or not weighed,
        }  # fmt: skip
        moved = take(now, "decide", by=by, at=at, version=version, facts=facts)
        outcome = Outcome(
            dossier=moved.dossier, disciplinary=moved, sanction=sanction, decided_by=by, decided_at=at, reread=reread and weighed
        )
        for column, text in {"mitigation": mitigation, "warnings": warnings, "reason": reason}.items():
            sealing.write(outcome, f"{column}_sealed", text)
        outcome.save()
        for one in looked_into:
            finding, said = findings[one.uuid]
            ruling = Ruling(dossier=moved.dossier, outcome=outcome, allegation=one, finding=finding)
            sealing.write(ruling, "reason_sealed", said)
            ruling.save()
        notify(moved, "disciplinary.decided", selectors.arrangers(moved, at), by=by, at=at)
    return moved


def _has_authority(row: Disciplinary, sanction: str, at: datetime) -> bool:
    seats = selectors.seats_of(row)
    chair = next((one.person for one in seats if one.chair), None)
    worth = sanction if rules.GRAVITY[sanction] >= rules.GRAVITY[rules.FIRST_WRITTEN] else rules.FIRST_WRITTEN
    return chair is not None and selectors.may_hear(row.case, worth, chair, [one.person for one in seats if not one.chair], at)

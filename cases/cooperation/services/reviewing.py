"""HR looks at a refusal, a part that is missing, a date that passed; somebody tells the person; the case manager may look into it."""

from datetime import datetime

from django.db import transaction

from cases.casefile.selectors import investigator_of, manager_of
from cases.casefile.services import look_into
from cases.cooperation import rules, selectors
from cases.cooperation.models import CooperationRequest
from cases.serving.services import end
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.messages import services as messages
from foundation.people.models import Person

from .telling import REVIEW_MATTER, notify, path, take

_ROUND = (
    "told_at", "reached_at", "acknowledged_at", "date_asked_at", "date_wished", "date_answered_at", "declined_at", "meets_at", "led_by",
    "note_taker", "stopped_at",
)  # fmt: skip
_SAID = ("date_reason_sealed", "date_answer_sealed", "place_sealed", "companion_sealed", "missed_sealed")


def review(
    row: CooperationRequest,
    *,
    outcome: str,
    reason: str,
    absence: str = "",
    by: Person,
    at: datetime,
    version: int,
    sure: bool = False,
) -> CooperationRequest:
    """`outcome`: one of `rules.REVIEWS`. `absence`: yes or no, whether they were away, unwell or could not know of it; asked first where
    nothing came. More time begins a round, which is told by a person again; the other two are told by a person before they are read."""
    if outcome not in rules.REVIEWS:
        raise Refused("Choose what you decide.", field="outcome")
    with transaction.atomic():
        facts = {"silent": row.state == rules.OVERDUE_REVIEW, "absence": absence, "reason_length": len(reason)}
        facts["reviewer"] = by in selectors.reviewers(row, at)
        also = {"reviewed_by": by, "reviewed_at": at, "absence": absence}
        moved = take(row, outcome, by=by, at=at, version=version, facts=facts, words=(reason,), sure=sure, also=also)
        sealing.write(moved, "review_sealed", reason)
        moved.save(update_fields=["review_sealed"])
        if outcome == "more_time":
            _again(moved, at)
        else:
            _hold_for_telling(moved, by, at)
        notify(moved, "coop.reviewed", [investigator_of(moved.case, at), manager_of(moved.case, at)], by=by, at=at)
    return moved


def tell_review(
    row: CooperationRequest, *, how: str, why_not: str = "", by: Person, at: datetime, version: int, sure: bool = False
) -> CooperationRequest:
    """Record how the person was told what HR decided; from now on they can read it."""
    with transaction.atomic():
        said = {"words": (why_not,), "sure": sure, "facts": {"how": how, "why_not": why_not}}
        also = {"review_told_at": at, "review_told_how": how}
        moved = take(row, "tell_review", by=by, at=at, version=version, reason=how, also=also, stays=True, **said)
        sealing.write(moved, "review_not_told_sealed", why_not)
        moved.save(update_fields=["review_not_told_sealed"])
        person = moved.target.person
        messages.spoken(
            dossier=moved.dossier, person=person, matter=REVIEW_MATTER, about=moved.uuid, by=by, at=at, how=how, why_not=why_not
        )
    return moved


def allege(row: CooperationRequest, *, by: Person, at: datetime, version: int) -> CooperationRequest:
    """The case looks into the refusal, too: the case manager's decision, never a machine's (DOMAIN 5.4)."""
    with transaction.atomic():
        clause = selectors.refusing(row.case)
        facts = {"clause": clause, "alleged": selectors.looked_into(row.case)}
        moved = take(row, "allege", by=by, at=at, version=version, facts=facts, stays=True)
        moved.allegation = look_into(moved.case, clause, by=by, at=at)
        moved.save(update_fields=["allegation"])
        notify(moved, "coop.alleged", [investigator_of(moved.case, at)], by=by, at=at)
    return moved


def _again(row: CooperationRequest, at: datetime) -> None:
    end(row.uuid, at=at)
    row.round += 1
    for column in _ROUND:
        setattr(row, column, None)
    row.reached_how = ""
    for column in _SAID:
        sealing.write(row, column, "")
    row.save(update_fields=[*_ROUND, "round", "reached_how", *_SAID])


def _hold_for_telling(row: CooperationRequest, by: Person, at: datetime) -> None:
    messages.queue(
        dossier=row.dossier, code="coop.decided", to=row.target.person, about=row.uuid, reference=row.reference, path=path(row), at=at,
        by=by, matter=REVIEW_MATTER, key=f"coop.decided:{row.uuid}",
    )  # fmt: skip

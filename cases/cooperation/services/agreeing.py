"""HR and data protection agree to a supervised session before anybody approves it: two people who do not investigate (DOMAIN 5.4)."""

from datetime import datetime

from django.db import transaction

from cases.casefile.models import Case
from cases.casefile.selectors import investigator_of, manager_of
from cases.cooperation import rules, selectors
from cases.cooperation.models import CooperationRequest, Scope
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import Refused
from foundation.people.models import Person
from foundation.people.rules import DPO

from .telling import notify, take

NOBODY = "Nobody in {side} is free of conflict here. Without them no supervised session can be asked for."
_COLUMN = {rules.HR_SIDE: "hr_agreed_by", rules.DPO_SIDE: "dpo_agreed_by"}
_OTHER = {rules.HR_SIDE: rules.DPO_SIDE, rules.DPO_SIDE: rules.HR_SIDE}


def agree(row: CooperationRequest, *, side: str, by: Person, at: datetime, version: int) -> CooperationRequest:
    """One side agrees that it is necessary, in proportion and narrow enough. Once both have, the case manager can approve it."""
    with transaction.atomic():
        facts = {"side_agreed": getattr(row, _COLUMN[side]), "agreed_for_other": getattr(row, _COLUMN[_OTHER[side]]) == by}
        facts["my_own"] = by in (row.drafted_by, investigator_of(row.case, at))
        moved = take(row, f"agree_{side}", by=by, at=at, version=version, facts=facts, also={_COLUMN[side]: by})
        settle_desk(moved.case, by=by, at=at)
        if moved.hr_agreed_by and moved.dpo_agreed_by:
            notify(moved, "coop.to_approve", [manager_of(moved.case, at)], by=by, at=at)
    return moved


def finds_too_far(
    row: CooperationRequest, *, reason: str, by: Person, at: datetime, version: int, sure: bool = False
) -> CooperationRequest:
    """It goes too far, or something less would do: whoever investigates changes it, and both sides look at it again."""
    with transaction.atomic():
        said = {"words": (reason,), "sure": sure, "facts": {"reason": reason}}
        also = {"returned_at": at, "hr_agreed_by": None, "dpo_agreed_by": None}
        moved = take(row, "object", by=by, at=at, version=version, also=also, **said)
        sealing.write(moved, "returned_sealed", reason)
        moved.save(update_fields=["returned_sealed"])
        settle_desk(moved.case, by=by, at=at)
        notify(moved, "coop.sent_back", [investigator_of(moved.case, at)], by=by, at=at)
    return moved


def put_before_both(row: CooperationRequest, *, by: Person, at: datetime) -> None:
    """HR and data protection are asked. Raises Refused where one of them has nobody apart from it."""
    settle_desk(row.case, by=by, at=at)
    for side, name in ((rules.HR_SIDE, "HR"), (rules.DPO_SIDE, "data protection")):
        people = selectors.who_agrees(row, side, at)
        if not people:
            raise Refused(NOBODY.format(side=name))
        notify(row, "coop.to_agree", people, by=by, at=at)


def settle_desk(case: Case, *, by: Person, at: datetime) -> None:
    """Data protection reads a session for as long as it waits for them, and nothing else of the case."""
    if selectors.waits_for_data_protection(case.dossier):
        dossiers.set_desk(case.dossier, DPO, None, by=by, at=at, reason="session")
    else:
        dossiers.clear_desk(case.dossier, DPO, by=by, at=at, reason="session")


def write_scope(row: CooperationRequest, scope: rules.Scope | None) -> None:
    """Keep what a session looks at; what was there before goes."""
    if scope is None:
        return
    kept = Scope.objects.filter(request=row).first() or Scope(dossier=row.dossier, request=row)
    kept.first_day, kept.last_day, kept.kinds = scope.first_day, scope.last_day, list(scope.kinds)
    for column in ("account", "counterpart", "necessity", "tried"):
        sealing.write(kept, f"{column}_sealed", getattr(scope, column))
    kept.save()

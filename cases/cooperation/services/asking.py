"""Asking: written by whoever investigates, approved by the case manager, told by a person first (DOMAIN 9.4, DESIGN 5)."""

from datetime import datetime

from django.db import transaction

from cases.casefile.models import Case
from cases.casefile.selectors import case_of, investigator_of, manager_of, standing_in
from cases.cooperation import rules, selectors
from cases.cooperation.models import CooperationRequest
from foundation.deadlines import services as deadlines
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import Refused
from foundation.messages import services as messages
from foundation.messages.rules import COULD_NOT
from foundation.people.models import Person
from foundation.people.rules import Nobody, symbols_with

from .agreeing import put_before_both, settle_desk, write_scope
from .telling import MATTER, common_facts, holds_credential, note, notify, path, take


def draft(
    case: Case,
    *,
    kind: str,
    what: str,
    why: str,
    scope: rules.Scope | None = None,
    trusts_own: bool = False,
    by: Person,
    at: datetime,
    sure: bool = False,
) -> CooperationRequest:
    """Put a request before the case manager, a supervised session (`scope`: what it looks at) before HR and data protection first; nothing
    goes out. `trusts_own`: what is asked back belongs to the trust. Raises Refused where `approve` would for what is written here."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        case = case_of(case.dossier)
        if not standing_in(case, by, at) & symbols_with("coop.draft"):
            raise Refused("This step belongs to somebody else.")
        now = {"state": rules.DRAFT, "state_since": at, "created_at": at}
        row = CooperationRequest(
            reference=dossiers.reference("Q"), dossier=case.dossier, case=case, target=case.subject, kind=kind, drafted_by=by,
            trusts_own=trusts_own, **now,
        )  # fmt: skip
        rules.check_request(common_facts(row) | _facts(what, why, sure, scope))
        _write(row, what, why)
        row.save()
        write_scope(row, scope)
        dossiers.record(case.dossier, action="coop.drafted", by=by, at=at, to_state=rules.DRAFT, ids={"cooperation": str(row.uuid)})
        note(row, at)
        _put_before(row, by, at)
    return row


def rewrite(
    row: CooperationRequest,
    *,
    what: str,
    why: str,
    scope: rules.Scope | None = None,
    by: Person,
    at: datetime,
    version: int,
    sure: bool = False,
) -> CooperationRequest:
    """Change a draft; it is before those who agree and approve again, and whoever has agreed looks at it anew."""
    with transaction.atomic():
        also = {"returned_at": None, "hr_agreed_by": None, "dpo_agreed_by": None}
        moved = take(row, "rewrite", by=by, at=at, version=version, facts=_facts(what, why, sure, scope), also=also)
        moved.drafted_by = by
        _write(moved, what, why)
        moved.save(update_fields=["drafted_by", "what_sealed", "why_sealed"])
        write_scope(moved, scope)
        _put_before(moved, by, at)
    return moved


def send_back(row: CooperationRequest, *, reason: str, by: Person, at: datetime, version: int, sure: bool = False) -> CooperationRequest:
    """Not like this: whoever investigates changes it, or withdraws it."""
    with transaction.atomic():
        said = {"words": (reason,), "sure": sure, "facts": {"reason": reason}}
        also = {"returned_at": at, "hr_agreed_by": None, "dpo_agreed_by": None}
        moved = take(row, "send_back", by=by, at=at, version=version, also=also, **said)
        sealing.write(moved, "returned_sealed", reason)
        moved.save(update_fields=["returned_sealed"])
        settle_desk(moved.case, by=by, at=at)
        notify(moved, "coop.sent_back", [investigator_of(moved.case, at)], by=by, at=at)
    return moved


def approve(row: CooperationRequest, *, by: Person, at: datetime, version: int) -> CooperationRequest:
    """DRAFT → ISSUED. The letter waits until the person has been told by somebody; no clock runs before they know."""
    with transaction.atomic():
        words = sealing.read_one(row)
        facts = _facts(words["what_sealed"], words["why_sealed"], True, selectors.scope_of(row))
        agreed = (row.hr_agreed_by, row.dpo_agreed_by)
        facts |= {"hr_agreed": agreed[0], "dpo_agreed": agreed[1], "agreed_by_me": by in agreed}
        facts["my_own"] = row.drafted_by == by or investigator_of(row.case, at) == by
        moved = take(row, "approve", by=by, at=at, version=version, facts=facts, also={"issued_at": at, "approved_by": by})
        _letter(moved, by, at)
        notify(moved, "coop.approved", [investigator_of(moved.case, at)], by=by, at=at)
    return moved


def tell(
    row: CooperationRequest,
    *,
    how: str,
    why_not: str = "",
    may_decline: bool = False,
    by: Person,
    at: datetime,
    version: int,
    sure: bool = False,
) -> CooperationRequest:
    """Record how the person was told, or why they could not be. Reached: the clocks run from now. Not reached: the mail goes, and they
    run from the moment the person answers, or is reached after all (DESIGN 5). `may_decline`: of a supervised session, that they were told
    that they may decline and what follows."""
    with transaction.atomic():
        said = {"words": (why_not,), "sure": sure, "facts": {"how": how, "why_not": why_not, "may_decline": may_decline}}
        moved = take(row, "tell", by=by, at=at, version=version, reason=how, **said)
        moved.told_at, moved.reached_how, moved.may_decline_said = at, how, may_decline
        moved.reached_at = None if how == COULD_NOT else at
        sealing.write(moved, "not_reached_sealed", why_not)
        moved.save(update_fields=["told_at", "reached_how", "may_decline_said", "reached_at", "not_reached_sealed"])
        person, about = moved.target.person, moved.uuid
        messages.spoken(dossier=moved.dossier, person=person, matter=MATTER, about=about, by=by, at=at, how=how, why_not=why_not)
        dossiers.disclose(moved.dossier, person, object_kind="cooperation", object_uuid=about, by=by, at=at)
        if moved.round > 1:
            _letter(moved, by, at)
        if moved.reached_at:
            run_clocks(moved, rules.KINDS[moved.kind].clocks, by=by, at=at)
    return moved


def withdraw(row: CooperationRequest, *, reason: str, by: Person, at: datetime, version: int, sure: bool = False) -> CooperationRequest:
    """Take a request back. Whoever was told of it is told that it is gone."""
    with transaction.atomic():
        said = {"words": (reason,), "sure": sure, "facts": {"reason": reason}}
        moved = take(row, "withdraw", by=by, at=at, version=version, **said)
        sealing.write(moved, "ended_sealed", reason)
        moved.save(update_fields=["ended_sealed"])
        messages.cancel_unsent(moved.uuid, at=at)
        settle_desk(moved.case, by=by, at=at)
        if moved.told_at:
            notify(moved, "coop.withdrawn", [moved.target.person], by=by, at=at)
    return moved


def run_clocks(
    row: CooperationRequest, kinds: tuple[str, ...], *, by: Person | Nobody, at: datetime, since: datetime | None = None
) -> None:
    """The clocks of a request begin, now or as from `since`: those that ask something of the person, and those that ask it of whoever
    investigates."""
    about = {"dossier": row.dossier, "about": row.uuid, "reference": row.reference, "path": path(row)}
    about |= {"at": at, "by": by, "trigger_at": since}
    deadlines.start_all([kind for kind in kinds if kind in rules.THEIRS], **about, owner=row.target.person)
    if others := [kind for kind in kinds if kind not in rules.THEIRS]:
        deadlines.start_all(others, **about)


def _write(row: CooperationRequest, what: str, why: str) -> None:
    sealing.write(row, "what_sealed", what)
    sealing.write(row, "why_sealed", why)


def _letter(row: CooperationRequest, by: Person, at: datetime) -> None:
    messages.queue(
        dossier=row.dossier, code="coop.asked", to=row.target.person, about=row.uuid, reference=row.reference, path=path(row), at=at, by=by,
        matter=MATTER, key=f"coop.asked:{row.uuid}:{row.round}",
    )  # fmt: skip


def _put_before(row: CooperationRequest, by: Person, at: datetime) -> None:
    if rules.KINDS[row.kind].session:
        put_before_both(row, by=by, at=at)
    else:
        notify(row, "coop.to_approve", [manager_of(row.case, at)], by=by, at=at)


def _facts(what: str, why: str, sure: bool, scope: rules.Scope | None) -> dict[str, object]:
    said = (what, why, *(scope.words if scope else ()))
    return {"what_length": len(what), "why_length": len(why), "scope": scope, "credential": holds_credential(said, sure)}

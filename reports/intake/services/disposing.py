"""Drafts that nobody sent: deleted when their reporter throws them away, or some time after their last change (DOMAIN 7).

What is left is a row without an answer in it and a chain of events without a person: it says that there was a draft, and nothing else.
"""

from datetime import datetime

from django.db import transaction

from foundation.deadlines.moves import move
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import Refused
from foundation.dossiers.selectors import standing
from foundation.evidence import services as evidence
from foundation.people.models import Person, Setting
from foundation.people.rules import SYSTEM, Nobody
from foundation.people.services import change_setting
from reports.intake import rules, selectors
from reports.intake.models import Report

_ANSWERS = ("behalf", "danger", "leader_involved", "live", "child", "image", "declaration")
_NOTHING = ("academy", "platform", "happened_on", "what_sealed", "platform_other_sealed", "when_sealed", "policy_version")


def discard(report: Report, *, by: Person | Nobody, at: datetime) -> Report:
    """Throw a draft away: it is disposed of at once, unless a legal hold or a picture that may show a child keeps it, unseen by anybody.
    What was sent is never thrown away. Raises Refused for anybody but its reporter."""
    with transaction.atomic():
        thrown = move(report, rules.REPORT, "discard", by=by, at=at, standing=standing(by, report.dossier, at))
        return _empty(thrown, by, at)


def expire_drafts(*, at: datetime) -> int:
    """Delete the drafts whose time is over, and those thrown away that nothing keeps any more; how many there were. Each in a
    transaction of its own: any number of workers at once, and one that is killed, delete each once."""
    expired = [_is_expired(draft, at) for draft in selectors.left_alone(at, selectors.draft_days())]
    emptied = [_empty_later(draft, at) for draft in selectors.thrown_away()]
    return sum(expired) + sum(emptied)


def expire(report: Report, *, by: Person | Nobody, at: datetime) -> Report:
    """Delete a draft whose time is over. Raises Refused for anybody but the system, and where it was sent, thrown away or gone on with
    since it was found, or something keeps it."""
    with transaction.atomic():
        dossiers.lock(report.dossier)  # an answer being saved now comes first, and then nothing is deleted
        held = {by.token} if isinstance(by, Nobody) else standing(by, report.dossier, at)
        still = selectors.left_alone(at, selectors.draft_days()).filter(pk=report.pk).exists()
        facts = {"left_alone": still, "disposable": selectors.is_disposable(report)}
        gone = move(report, rules.REPORT, "expire", by=by, at=at, standing=held, facts=facts)
        return _empty(gone, by, at)


def keep_drafts_for(days: int, *, by: Person | Nobody, at: datetime) -> Setting:
    """Set how many days a draft is kept after its last change; what was set before stays as history. Raises ValueError outside 7 to 365."""
    rules.check_draft_days(days)
    return change_setting(rules.DRAFT_DAYS, days, by=by, at=at)


def allow_anonymous(allowed: bool, *, by: Person | Nobody, at: datetime) -> Setting:
    """Whether somebody may begin to report without signing in. Who has begun goes on, and comes back to their answer."""
    return change_setting(rules.naming.ANONYMOUS_REPORTS, allowed, by=by, at=at)


def _is_expired(draft: Report, at: datetime) -> bool:
    try:
        return bool(expire(draft, by=SYSTEM, at=at))
    except Refused:
        return False


def _empty_later(draft: Report, at: datetime) -> bool:
    with transaction.atomic():
        dossiers.lock(draft.dossier)
        if not selectors.thrown_away().filter(pk=draft.pk).exists():
            return False
        _empty(draft, SYSTEM, at)
    return True


def _empty(draft: Report, by: Person | Nobody, at: datetime) -> Report:
    """Dispose of everything somebody wrote and of everybody's part in it. Call it under the dossier's lock."""
    dossiers.close_dossier(draft.dossier, open_=False)
    if not selectors.is_disposable(draft):
        return draft
    for rows in (draft.addresses, draft.clauses, draft.hints, draft.answered):
        rows.all().delete()
    for column in (*_ANSWERS, *_NOTHING):
        setattr(draft, column, "" if column in _ANSWERS else None)
    draft.save(update_fields=[*_ANSWERS, *_NOTHING])
    evidence.dispose(draft.dossier)
    dossiers.dispose(draft.dossier, reference=draft.reference, by=by, at=at)
    return draft

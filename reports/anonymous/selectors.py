"""What somebody who does not sign in may read: the one report whose passphrase they hold."""

from dataclasses import replace
from datetime import datetime

from foundation.dossiers import sealing
from foundation.people.rules import ANONYMOUS, Nobody
from reports.intake.rules import DISCARDED
from reports.intake.selectors import own_report, own_reports
from reports.journey.selectors import Draft

from . import rules

_BESIDE = ("dossier__academy", "academy", "platform", "policy_version", "acknowledged_by")


def holder(typed: str) -> Nobody:
    """Whoever holds this passphrase; for one that is none, somebody who holds nothing."""
    letters = rules.plain(typed)
    return replace(ANONYMOUS, proof=sealing.blind("passphrase", letters)) if len(letters) == rules.LENGTH else ANONYMOUS


def held_by(who: Nobody, at: datetime) -> Draft | None:
    """Their draft or report for its pages, None for somebody who holds nothing."""
    report = own_reports(who).exclude(state=DISCARDED).select_related(*_BESIDE).first()
    return Draft(report, None, at) if report else None


def found_by(who: Nobody, reference: str) -> bool:
    """Whether reference and passphrase are of one report that was sent: one query, whichever of them is wrong."""
    report = own_report(who, reference)
    return report is not None and report.submitted_at is not None

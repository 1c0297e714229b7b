"""Whoever would open the case, or agree to it, sends the proposal back (DOMAIN 9.1)."""

from datetime import datetime

from django.db import transaction

from foundation.messages.services import cancel_unsent
from foundation.people.models import Person
from reports.intake.models import Report
from reports.triage import rules, selectors

from .reopening import settle_holder, start_clock
from .stepping import fresh, keep_words, step

_WAITING = ["case.proposed", "report.agree_wanted", "report.agreed"]  # what told others that it was theirs


def send_back(report: Report, *, reason: str, by: Person, at: datetime, version: int) -> Report:
    """Take the proposal of a case back to whoever made it; `reason` says what is missing and is sealed. The report stays in triage, the
    clock of a decision begins anew, and the triager is told. Raises Refused without a proposal, and for whoever made it."""
    with transaction.atomic():
        row = fresh(report)
        facts = {"reason": reason, "own": selectors.triager_of(row, at) == by}
        back = step(row, "send_back", by=by, at=at, version=version, facts=facts, also={"proposed_at": None, "agreed_at": None})
        cancel_unsent(back.uuid, at=at, codes=_WAITING)
        keep_words(back, rules.SENT_BACK, reason, by=by, at=at)
        start_clock(back, by=by, at=at)
        return settle_holder(back, by=by, at=at, code="report.sent_back")

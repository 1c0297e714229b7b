"""Somebody is targeted: somebody else is asked to look after them, and learns nothing of the report (DOMAIN 2.1, 8.3 victim_support)."""

from datetime import datetime

from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier
from foundation.dossiers.rules import REPORTER, RUNG_VICE_CHAIR, SUPPORTER, TARGET
from foundation.dossiers.selectors import parties, people_in
from foundation.messages.services import queue
from foundation.people.models import Person
from foundation.people.rules import Nobody
from reports.intake.models import Report
from reports.targets import rules, selectors
from reports.targets.models import Support

from .ending import path, withdraw_doubled

CLOCK = "victim_support"


def look_after(report: Report, *, by: Person | Nobody, at: datetime) -> None:
    """For everybody targeted by what happened, in however many reports: one support, one giver, two working days to speak to them; and
    another giver where the one there is has come into conflict, or works on it now. Twice is once."""
    with transaction.atomic():
        dossiers.lock(report.dossier)
        reports = selectors.happening(report)
        withdraw_doubled(reports, by=by, at=at)
        for person in selectors.unsupported(reports, at):
            _begin(_of_whom(reports, person, at), reports, person, by, at)
        for support in selectors.running(reports):
            _join(support, reports, by, at)
        for support in selectors.unfit(reports, at):
            give_to(support, selectors.who_gives(reports, support.person, at, support=support), by=by, at=at, reason="conflict")


def _of_whom(reports: list[Report], person: Person, at: datetime) -> Report:
    return next(report for report in reports if person in people_in(report.dossier, at, TARGET))


def _begin(report: Report, reports: list[Report], person: Person, by: Person | Nobody, at: datetime) -> Support:
    """In a dossier of its own. The report's bars are copied there: whoever may not read the report may not read this. Where the reporter is
    hidden no page opens before somebody has spoken to them."""
    giver, hidden = selectors.who_gives(reports, person, at), selectors.hides_reporter(reports)
    dossier = dossiers.open_dossier(Dossier.Kind.SUPPORT, academy=person.academy, at=at, by=by, tier=report.dossier.tier)
    support = Support.objects.create(
        dossier=dossier, report=report, person=person, began_at=at, reference=dossiers.reference("W"), state=rules.OPEN, state_since=at
    )
    dossiers.add_party(dossier, person, TARGET, by=by, at=at, source="report")
    _join(support, reports, by, at)
    dossiers.record(dossier, action="support.began", by=by, at=at, to_state=rules.OPEN)
    if not hidden and person in people_in(report.dossier, at, REPORTER):  # who tells of themselves knows
        show(support, by=by, at=at)
    deadlines.start(
        CLOCK, dossier=dossier, about=support.uuid, reference=support.reference, path=path(support), at=at, by=by, owner=SUPPORTER
    )
    give_to(support, giver, by=by, at=at, reason="began")
    return support


def _join(support: Support, reports: list[Report], by: Person | Nobody, at: datetime) -> None:
    """It hangs on every report of what happened and on its cases: who is in conflict there, or works on it, is kept out from then on.
    Where a reporter is hidden, what is late goes past the line, as what is asked does."""
    for dossier in selectors.not_joined(support, reports):
        dossiers.link(dossier, support.dossier, by=by, at=at)
    if selectors.hides_reporter(reports):
        Dossier.objects.filter(pk=support.dossier_id).update(tier=RUNG_VICE_CHAIR)


def give_to(support: Support, giver: Person | None, *, by: Person | Nobody, at: datetime, reason: str) -> None:
    """`giver` looks after them from now on, and is told by a mail without a name. Where nobody is left, the clock goes up the rungs."""
    for party in parties(support.dossier, SUPPORTER, at):
        dossiers.end_party(party, by=by, at=at, reason=reason)
    if giver is None:
        return
    dossiers.add_party(support.dossier, giver, SUPPORTER, by=by, at=at, source=reason)
    queue(
        dossier=support.dossier, code="support.asked", to=giver, about=support.uuid, reference=support.reference, path=path(support),
        at=at, by=by, key=f"support.asked:{support.uuid}:{giver.pk}",
    )  # fmt: skip


def show(support: Support, *, by: Person | Nobody, at: datetime) -> None:
    """The person has a page of their own from now on."""
    dossiers.disclose(support.dossier, support.person, object_kind=rules.KIND, object_uuid=support.uuid, by=by, at=at)
    if support.told_at is None:
        support.told_at = at
        support.save(update_fields=["told_at"])

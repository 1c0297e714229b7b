"""What every step of triage shares: one row read anew under the dossier's lock, and people told without a word of content."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers.selectors import standing
from foundation.dossiers.services import lock
from foundation.messages.services import Notice, queue_many
from foundation.people.models import Person
from foundation.people.rules import Nobody
from foundation.trail import services as trail
from reports.intake import measures
from reports.intake.models import Report
from reports.intake.services.sending import working_path
from reports.triage import measures as triaged
from reports.triage import rules
from reports.triage.models import Remark


def fresh(report: Report) -> Report:
    """The report as it is now, its dossier locked until the transaction ends."""
    lock(report.dossier)
    return Report.objects.select_related("dossier__academy", "academy", "policy_version").get(pk=report.pk)


def step(
    row: Report,
    name: str,
    *,
    by: Person,
    at: datetime,
    version: int,
    facts: Mapping | None = None,
    also: Mapping | None = None,
    ids: Mapping | None = None,
) -> Report:
    """A step that leaves the report where it is (`rules.STEPS`): checked, recorded and versioned like a move. `row` comes from `fresh`."""
    known = {"proposed": row.proposed_at is not None, **(facts or {})}
    return move(
        row,
        rules.STEPS,
        name,
        by=by,
        at=at,
        version=version,
        standing=standing(by, row.dossier, at),
        facts=known,
        ids=dict(ids or {}),
        also={"state_since": row.state_since, **(also or {})},
    )


def tell(
    report: Report,
    people: Iterable[Person],
    code: str,
    key: str = "",
    *,
    by: Person | Nobody,
    at: datetime,
    path: str = "",
    due_at: datetime | None = None,
) -> None:
    """Queue one message a person, once per `key`; whoever acts is not told about it."""
    notices = [
        Notice(
            dossier=report.dossier,
            code=code,
            to=person,
            about=report.uuid,
            reference=report.reference,
            path=path or working_path(report),
            due_at=due_at,
            key=f"{code}:{report.uuid}:{key}{person.pk}",
        )
        for person in people
        if person != by
    ]
    if notices:
        queue_many(notices, at=at, by=by)


@contextmanager
def counted_anew(row: Report) -> Iterator[None]:
    """What happens inside can change how a report is counted: it is taken out of the totals as it was, and put in as it is then."""
    before = _counted(row)
    yield
    after = _counted(row)
    for sign, steps in ((-1, before), (1, after)) if before != after else ():
        for measure, academy, month, category, tier, amount in steps:
            trail.tally(measure, academy=academy, month=month, category=category, tier=tier, amount=sign * amount)


def _counted(row: Report) -> list:
    return [*measures.deltas([row.dossier]), *triaged.deltas([row.dossier])]


def keep_words(row: Report, kind: str, words: str, *, by: Person, at: datetime) -> None:
    """A remark beside the report; no words, no remark."""
    if words:
        remark = Remark(report=row, kind=kind, by=by, at=at)
        sealing.write(remark, "words_sealed", words)
        remark.save()

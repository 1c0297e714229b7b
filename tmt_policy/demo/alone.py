"""Removals of the demo's trust that stand on a report alone: settled once it was gone, still open, and an account nobody knows."""

from cases.removals import services as removals
from cases.removals.grounds import addresses, under
from foundation.dossiers.rules import SUBJECT
from foundation.dossiers.selectors import parties
from foundation.evidence.selectors import exhibits_of
from foundation.people.models import Person
from policy.selectors import platform_at
from reports.intake.models import Report

from . import triaging
from .clock import Story
from .working import acknowledged, claimed, looked_again, told, verified

OPEN, SETTLED, NOBODY, WAITS = "open", "settled", "nobody", "waits"


def asked(stories, report: Report, days: float, *, upto: str, by: str, checks: str) -> Story:
    """Judged, and asked to be removed before anybody thinks of a case. `upto`: "open" (acknowledged), "settled" (gone, and the report ended
    informally), "nobody" (of an account nobody knows: filed with the platform), "waits" (a child may have been harmed after all)."""
    leader, checker = stories.people[by], stories.people[checks]
    at = yield stories.days.ago(days - 1, 9)
    triaging.screen(report, by=leader, at=at, harm="no", breach="no")
    if upto != NOBODY:
        triaging.assess(report, by=leader, at=at, severity=1)
    at = yield stories.days.ago(days - 1, 10)
    row = _drafted(report, leader, checker, at)
    if upto == NOBODY:
        host = addresses(under(report))[0][1].split("/")[2].removeprefix("www.")
        said = {"platform": platform_at(host), "filer": "trust", "filed_at": at, "reference": "IM-20114"}
        removals.file(row, **said, by=leader, at=at, version=row.version)
        return
    if upto == WAITS:
        at = yield stories.days.ago(days - 1, 11)
        triaging.screen(report, by=leader, at=at, harm="yes", breach="no")
        removals.wait(row, by=leader, at=at, version=row.version)
        return
    row = removals.issue(row, by=leader, at=at, version=row.version)
    at = yield stories.days.ago(days - 1, 11)
    told(row, by=leader, at=at)
    at = yield stories.days.ago(days - 1, 13)
    acknowledged(row, at=at)
    if upto == SETTLED:
        at = yield stories.days.ago(days - 1, 15)
        claimed(row, at=at)
        at = yield stories.days.ago(days - 2, 9)
        verified(row, by=checker, at=at)
        at = yield stories.days.ago(days - 2, 11)
        triaging.settle(report, by=leader, at=at)
        for after in (1, 7, 30):
            at = yield stories.days.ago(days - 2 - after, 12, 30)
            looked_again(row, by=checker, at=at)


def _drafted(report: Report, by: Person, checks: Person, at):
    report = triaging.fresh(report)
    exhibit, clause = next(iter(exhibits_of(report.dossier)), None), report.clauses.select_related("clause").first()
    return removals.draft(
        report,
        target=parties(report.dossier, SUBJECT, at).first(),
        address=addresses(under(report))[0][1],
        clause=clause.clause if clause else None,
        action="delete",
        why="It can be read by anybody, and it is about somebody who has not agreed to it.",
        exhibit=exhibit,
        reveals="no",
        evidence_reason="" if exhibit else "It was seen on a colleague's phone and could not be captured.",
        verifier=checks,
        by=by,
        at=at,
    )

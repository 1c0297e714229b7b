"""What happened to reports of the demo's trust after whoever triaged them had decided: confirmed as void, opened again, made one."""

from reports.intake.models import Report
from reports.triage import services as triage

from . import reporting
from .clock import Story
from .reporting import Told
from .triaging import fresh


def voided(s, report: Report, days: float, *, by: str) -> Story:
    """A second person confirms that it was a test."""
    at = yield s.days.ago(days - 2, 10)
    report = fresh(report)
    triage.void(report, reason="I was in the room: it was shown to new staff.", by=s.people[by], at=at, version=report.version)


def reopened(s, report: Report, days: float, *, by: str) -> Story:
    """A head learns something new about it."""
    at = yield s.days.ago(days - 3, 10)
    report = fresh(report)
    triage.reopen(report, new="A parent has sent the thread as it was before words were taken out of it.", by=s.people[by], at=at,
                  version=report.version)


def made_one(s, report: Report, days: float, *, with_: Told, by: str) -> Story:
    """Somebody else tells of the same thing on the day after, and the two become one."""
    at = yield s.days.ago(days - 1, 10)
    other = reporting.send(with_, at=at)
    at = yield s.days.ago(days - 1, 15)
    report = fresh(report)
    triage.merge(report, [fresh(other)], by=s.people[by], at=at, version=report.version)

"""A data breach as far as a test needs it, through the services."""

from datetime import timedelta

from reports.concerns import services
from reports.concerns.models import BreachRecord
from tests.triage import scene

HOUR = timedelta(hours=1)
WORDS = "Weissdorn: the list was open to a group for an hour."


def suspected(by, about, triager, *, at):
    report = scene.sent(by, about, at=at)
    scene.ready(report, triager, at=at, breach="yes")
    return BreachRecord.objects.select_related("report__dossier").get(report=report)


def step(name, record, by, *, at, **given):
    """One step on the record as it is now."""
    return getattr(services, name)(BreachRecord.objects.select_related("dossier").get(pk=record.pk), by=by, at=at, **given)


def reportable(record, by, *, at, outcome="reportable"):
    return step("assess", record, by, at=at, outcome=outcome, reason=scene.REASON)


def notified(record, by, *, at):
    return step("notify", reportable(record, by, at=at), by, at=at, reference="IC-1", told_at=at, late="")


def weighed(record, by, *, at, high=True):
    return step("weigh_risk", record, by, at=at, high=high, reason=scene.REASON)


def told(record, by, *, at, when=None, who="Parents of 7B"):
    return step("tell_people", record, by, at=at, who=who, how="letter", what=WORDS, told_at=when or at)


def described(record, by, *, at):
    return step("describe_breach", record, by, at=at, facts=WORDS, effects=WORDS, actions=WORDS)


def closed(record, by, *, at):
    return step("close_breach", described(weighed(notified(record, by, at=at), by, at=at, high=False), by, at=at), by, at=at)

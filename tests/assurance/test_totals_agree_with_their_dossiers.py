import datetime

from assurance.recount import differences
from foundation.trail.services import compact, tally
from reports.triage import services as triage
from tmt_policy.demo import reporting, triaging, working
from tmt_policy.demo.reporting import Told


def a_case(cast, at):
    hour = datetime.timedelta(hours=1)
    report = reporting.send(Told(by=cast["teo"], about=(cast["tam"],), what="A post.", clauses=("C7.3c",)), at=at)
    triaging.claim(report, by=cast["sasha"], at=at + hour)
    triaging.screen(report, by=cast["sasha"], at=at + hour, harm="no", breach="no")
    triaging.assess(report, by=cast["sasha"], at=at + hour, severity=2)
    triaging.propose(report, by=cast["sasha"], at=at + hour)
    return working.open_case(report, by=cast["hana"], at=at + 2 * hour)


def test_after_a_report_became_a_case(cast, at):
    a_case(cast, at)
    assert differences() == []


def test_after_the_totals_were_compacted(cast, at):
    a_case(cast, at)
    compact(at=at)
    assert differences() == []


def test_a_total_that_was_tampered_with_is_named(cast, at):
    a_case(cast, at)
    tally("reports", academy="alder", month=at.date(), category="contact", tier=1, amount=1)
    assert differences() == ["reports alder 2026-11 contact rung 1: kept 1, counted 0"]


def test_after_somebody_stepped_back_and_the_report_moved_up(cast, at):
    report = reporting.send(Told(by=cast["teo"], about=(cast["tam"],), what="A post.", clauses=("C7.3c",)), at=at)
    triaging.claim(report, by=cast["sasha"], at=at)
    triage.step_back(report, words="", by=cast["sasha"], at=at)
    assert differences() == []

"""From the queue to a decision: what each step keeps, what it sets off, and what a decision waits for."""

from datetime import timedelta

import pytest

from foundation.deadlines.selectors import last, running
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused, Stale
from foundation.messages.models import Message
from foundation.trail.selectors import totals
from reports.intake import rules as intake
from reports.triage import services
from reports.triage.measures import deltas
from tests.told import told_once
from tests.triage import scene

DAY = timedelta(days=1)


@told_once
def report(teo, tam, at):
    return scene.sent(teo, tam, at=at)


def messages(report, code):
    return {m.to.name.split()[0].lower() for m in Message.objects.filter(about=report.uuid, code=code).select_related("to")}


def test_whoever_takes_it_on_is_named_to_the_reporter(report, sasha, at):
    taken = scene.taken(report, sasha, at=at)
    assert (taken.state, taken.acknowledged_by) == (intake.IN_TRIAGE, sasha)
    assert messages(report, "report.acknowledged") == {"teo"}
    assert last(report.uuid, "report_human_ack").state == "met"


def test_a_case_is_proposed_to_the_head(report, sasha, at):
    proposed = scene.proposed(report, sasha, at=at)
    assert (proposed.state, proposed.proposed_at) == (intake.IN_TRIAGE, at)
    assert messages(report, "case.proposed") == {"hana"}
    assert last(report.uuid, "triage_normal").state == "met"
    assert sealing.read_one(proposed)["rationale_sealed"] == scene.REASON


def test_no_breach_finishes_it_for_the_reporter(report, sasha, at):
    scene.ready(report, sasha, at=at, codes=())
    decided = scene.step("no_breach", report, sasha, at=at, rationale=scene.REASON)
    assert (decided.state, decided.finished_at) == (intake.NO_BREACH, at)
    assert messages(report, "report.finished") == {"teo"}
    assert not fresh_dossier(report).open


def fresh_dossier(report):
    return scene.fresh(report).dossier


def test_a_head_who_triaged_tells_nobody_but_herself(report, hana, at):
    scene.proposed(report, hana, at=at)
    assert messages(report, "case.proposed") == set()


@pytest.mark.parametrize("days, category", [(0, "in_time"), (9, "late")])
def test_a_first_decision_is_counted_once(report, sasha, hana, at, days, category):
    before = totals("triage_in_time")
    scene.proposed(report, sasha, at=at + days * DAY)
    scene.step("hand_back", report, sasha, at=at + 10 * DAY)
    scene.proposed(report, hana, at=at + 11 * DAY)
    added = {key: n - before.get(key, 0) for key, n in totals("triage_in_time").items() if n != before.get(key, 0)}
    assert [(key[0], key[2], n) for key, n in added.items()] == [("alder", category, 1)]
    assert [row[3:] for row in deltas([report.dossier])] == [(category, 1, 1)]


@pytest.mark.parametrize("severity, kind", [(1, "triage_normal"), (2, "triage_normal"), (3, "triage_high"), (4, "triage_critical")])
def test_severity_judges_the_clock_anew_from_the_submission(report, sasha, at, severity, kind):
    scene.taken(report, sasha, at=at + DAY / 24)
    scene.step("choose_clauses", report, sasha, at=at + DAY / 24, codes=[])
    scene.step("rate", report, sasha, at=at + DAY / 24, severity=severity, reason=scene.REASON)
    assert running(report.uuid, kind).started_at == at


def test_a_flag_keeps_the_shortest_clock(teo, tam, sasha, at):
    report = scene.sent(teo, tam, at=at, image="unsure")
    scene.taken(report, sasha, at=at)
    scene.step("choose_clauses", report, sasha, at=at, codes=[])
    scene.step("rate", report, sasha, at=at, severity=1, reason=scene.REASON)
    assert running(report.uuid, "triage_critical")


def test_the_suggestion_follows_rules_and_circumstances(report, sasha, at):
    scene.taken(report, sasha, at=at)
    assert scene.step("choose_clauses", report, sasha, at=at, codes=[scene.BRAND]).severity_suggested == 1
    assert scene.step("weigh", report, sasha, at=at, circumstances=["spreading"]).severity_suggested == 2
    assert scene.step("choose_clauses", report, sasha, at=at, codes=["C6b2a"]).severity_suggested == 4
    assert scene.step("choose_clauses", report, sasha, at=at, codes=[]).severity_suggested is None


def test_the_main_rule_is_the_gravest_until_somebody_says_otherwise(report, sasha, at):
    scene.taken(report, sasha, at=at)
    scene.step("choose_clauses", report, sasha, at=at, codes=[scene.BRAND, "C7.3a"])
    assert report.clauses.get(primary=True).clause.code == "C7.3a"
    scene.step("choose_main", report, sasha, at=at, code=scene.BRAND)
    scene.step("choose_clauses", report, sasha, at=at, codes=[scene.BRAND, "C7.3a", "C7.3j"])
    assert report.clauses.get(primary=True).clause.code == scene.BRAND


def test_only_rules_that_bind_the_person(report, sasha, at):
    scene.taken(report, sasha, at=at)
    with pytest.raises(Refused, match="does not apply"):
        scene.step("choose_clauses", report, sasha, at=at, codes=["C6.1P-a"])


def test_evidence_or_a_reason_meets_its_clock(report, sasha, at):
    scene.taken(report, sasha, at=at)
    assert running(report.uuid, "evidence_capture")
    scene.step("why_no_evidence", report, sasha, at=at, reason="It was gone when I looked.")
    assert last(report.uuid, "evidence_capture").state == "met"


def test_what_is_proposed_stands_as_it_was(report, sasha, at):
    scene.proposed(report, sasha, at=at)
    with pytest.raises(Refused, match="hand the report back"):
        scene.step("rate", report, sasha, at=at, severity=4, reason=scene.REASON)
    back = scene.step("hand_back", report, sasha, at=at)
    assert (back.state, back.proposed_at) == (intake.SUBMITTED, None)
    assert running(report.uuid, "triage_normal")


def test_handing_back_tells_those_who_may_take_it(report, sasha, hana, at):
    scene.taken(report, sasha, at=at)
    scene.step("hand_back", report, sasha, at=at)
    waiting = Message.objects.filter(about=report.uuid, code="report.waiting", state="queued")
    assert {message.to for message in waiting} == {hana}
    assert scene.taken(report, hana, at=at).state == intake.IN_TRIAGE


def test_a_page_that_was_overtaken_says_so(report, sasha, at):
    old = scene.taken(report, sasha, at=at).version
    scene.screened(report, sasha, at=at)
    with pytest.raises(Stale):
        services.rate(scene.fresh(report), severity=2, reason=scene.REASON, by=sasha, at=at, version=old)


def test_the_second_leader_is_told_who_was_first(report, sasha, hana, at):
    version = scene.fresh(report).version
    scene.taken(report, sasha, at=at)
    with pytest.raises(Refused, match="Sasha Reid has just taken"):
        services.claim(scene.fresh(report), conflict="", by=hana, at=at, version=version)


def test_the_second_leader_is_told_so_though_she_pressed_first(report, sasha, hana, at):
    """She waited for the lock while the first, who pressed a moment after her, had it."""
    version = scene.fresh(report).version
    scene.taken(report, sasha, at=at + timedelta(milliseconds=5))
    with pytest.raises(Refused) as refused:
        services.claim(scene.fresh(report), conflict="", by=hana, at=at, version=version)
    assert "Sasha Reid has just taken this report on" in refused.value.sentence


def test_nobody_takes_it_on_without_a_word_on_conflict(report, sasha, at):
    with pytest.raises(Refused, match="conflict of interest"):
        services.claim(scene.fresh(report), conflict=None, by=sasha, at=at, version=report.version)

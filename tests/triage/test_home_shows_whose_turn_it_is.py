"""What triage offers the first page: to each the reports that wait for them, and to nobody else."""

from datetime import timedelta

import pytest

from reports.concerns.models import SafeguardingRecord
from reports.concerns.services import review
from reports.triage import offers
from tests.told import told_once
from tests.triage import scene


@told_once
def report(teo, tam, at):
    return scene.sent(teo, tam, at=at)


def turns(cast, at):
    """First name → the next move they are shown."""
    found = {name: [row.title for row in offers.tasks(person, at).needs_me] for name, person in cast.items()}
    return {name: moves[0] for name, moves in found.items() if moves}


def test_a_new_report_waits_for_its_leaders(report, cast, at):
    assert turns(cast, at) == dict.fromkeys(("sasha", "hana"), "Take it on")


def test_a_report_in_triage_waits_for_its_triager(report, cast, sasha, at):
    scene.taken(report, sasha, at=at)
    assert turns(cast, at) == {"sasha": "Answer what is open and decide"}


def test_a_flag_waits_for_the_safeguarding_leads(report, cast, sasha, at):
    scene.ready(report, sasha, at=at, risk="yes")
    assert turns(cast, at) == dict.fromkeys(("dee", "dot"), "Look at it and say whether a child is at risk")
    assert [row.reference for row in offers.tasks(sasha, at).waiting] == [report.reference]


def test_a_flag_waits_for_them_also_after_the_report_was_handed_back(report, cast, sasha, at):
    scene.taken(report, sasha, at=at)
    scene.screened(report, sasha, at=at, risk="yes")
    scene.step("hand_back", report, sasha, at=at)
    assert turns(cast, at)["dee"] == "Look at it and say whether a child is at risk"


def test_the_lado_waits_for_the_triager(report, cast, sasha, dee, at):
    scene.ready(report, sasha, at=at, risk="yes")
    review(SafeguardingRecord.objects.get(report=report), outcome="consult", reason=scene.REASON, by=dee, at=at)
    assert turns(cast, at) == {"sasha": "Ask the LADO, and write down what they say"}


def test_a_proposal_waits_for_the_head(report, cast, sasha, at):
    scene.proposed(report, sasha, at=at)
    assert turns(cast, at) == {"hana": "Open a case"}
    assert [row.holder for row in offers.tasks(sasha, at).waiting] == ["whoever may open a case"]


def test_a_critical_one_waits_for_hr_first(report, cast, sasha, rhys, at):
    scene.proposed(report, sasha, at=at, severity=4)
    assert turns(cast, at) == {"rhys": "Agree to a case, or send the proposal back"}
    scene.step("agree", report, rhys, at=at)
    assert turns(cast, at) == {"hana": "Open a case"}


def test_suspected_data_waits_for_the_data_protection_officer_too(report, cast, sasha, at):
    scene.taken(report, sasha, at=at)
    scene.screened(report, sasha, at=at, breach="unsure")
    assert turns(cast, at)["priya"] == "Assess whether personal data got out"


def test_what_is_decided_waits_for_nobody(report, cast, sasha, at):
    scene.ready(report, sasha, at=at)
    scene.step("no_breach", report, sasha, at=at, rationale=scene.REASON)
    assert turns(cast, at) == {}


@pytest.mark.parametrize("first, finds", [("sasha", True), ("hana", True), ("tam", False), ("olu", False), ("gail", False), ("dee", False)])
def test_the_search_goes_through_the_door(report, cast, at, first, finds):
    assert bool(offers.search(cast[first], report.reference, at)) is finds


def test_what_is_due_first_stands_on_top(teo, tam, sasha, at):
    sent = {days: scene.sent(teo, tam, at=at - timedelta(days=days)).reference for days in (0, 3, 1)}
    assert [row.reference for row in offers.tasks(sasha, at).needs_me] == [sent[3], sent[1], sent[0]]


def test_offers_take_few_queries_however_many_reports(teo, tam, sasha, at, django_assert_max_num_queries):
    for _ in range(3):
        scene.proposed(scene.sent(teo, tam, at=at), sasha, at=at)
    with django_assert_max_num_queries(5):
        offers.tasks(sasha, at)

"""A line of a list counts down for whoever's turn it is, whatever else runs beside it (DOMAIN 8.3)."""

from datetime import timedelta

from foundation.deadlines.models import Deadline
from reports.concerns.models import SafeguardingRecord
from reports.concerns.services import review
from reports.triage import offers, rules, selectors
from tests.told import told_once
from tests.triage import scene


@told_once
def report(teo, tam, at):
    return scene.sent(teo, tam, at=at)


def shown(person, at):
    """What the queue counts down to: kinds of the running clocks due at that moment."""
    return kinds(selectors.queue(person, at).rows[0].due_at)


def kinds(due_at):
    return {clock.kind for clock in Deadline.objects.filter(state="running", due_at=due_at)}


def test_taking_it_on_comes_before_the_decision(report, sasha, at):
    assert shown(sasha, at) <= {*rules.TAKE_ON.clocks}


def test_the_triager_sees_the_clock_of_the_decision(teo, tam, sasha, at):
    report = scene.sent(teo, tam, at=at, image="yes")
    scene.taken(report, sasha, at=at)
    scene.screened(report, sasha, at=at, breach="yes")
    assert shown(sasha, at) == {"triage_critical"}


def test_a_flag_counts_down_for_the_safeguarding_lead(report, sasha, dee, at):
    at += timedelta(minutes=1)
    scene.ready(report, sasha, at=at, risk="yes")
    assert [kinds(row.due_at) for row in offers.tasks(dee, at).needs_me] == [{"dsl_review"}]
    assert shown(sasha, at) == {"dsl_review"}


def test_the_lado_counts_down_for_the_triager(report, sasha, dee, at):
    scene.ready(report, sasha, at=at, risk="yes")
    review(SafeguardingRecord.objects.get(report=report), outcome="consult", reason=scene.REASON, by=dee, at=at)
    assert shown(sasha, at) == {"lado_referral"}


def test_the_data_protection_officer_sees_their_own_clock(report, sasha, priya, at):
    scene.taken(report, sasha, at=at)
    scene.screened(report, sasha, at=at, breach="unsure")
    assert [kinds(row.due_at) for row in offers.tasks(priya, at).needs_me] == [{"dpo_assess"}]


def test_a_proposal_does_not_count_down_for_the_data_protection_officer(report, sasha, hana, at):
    scene.proposed(report, sasha, at=at, breach="unsure")
    assert [row.due_text for row in offers.tasks(hana, at).needs_me] == [""]


def test_every_turn_of_the_rules_is_known_to_the_lists():
    turns = {turn for turn in vars(rules.turns).values() if isinstance(turn, rules.Turn)}
    assert turns - {rules.DONE, rules.READ} == set(selectors._OF_TURN)
    assert rules.READ.clocks == rules.DECIDE.clocks  # the same rows and the same clock in other words

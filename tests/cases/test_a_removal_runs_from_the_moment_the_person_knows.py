"""Told first; the clock from then on; the real sweep reminds and tells the issuer; objections, rounds, people who cannot be made to."""

from datetime import timedelta

import pytest

from cases.removals import services
from cases.removals.models import RemovalRequest
from cases.removals.selectors import mine, to_check
from foundation.deadlines import services as deadlines
from foundation.deadlines.selectors import current, last
from foundation.dossiers.rules import PARENT, Refused, Stale
from foundation.evidence.models import Exhibit
from foundation.evidence.selectors import exhibits_for
from foundation.messages.models import Message, Spoken
from foundation.trail.selectors import totals
from reports.intake.rules import Named
from tests.cases.story import BRAND, LOOKED, about_tam, drafted, issued, later, opened, proposed, sent, told
from tests.told import told_once

HOUR = timedelta(hours=1)


@told_once
def case(cast, at):
    return about_tam(cast, at)


@told_once
def row(case, cast, at):
    return told(case, cast, at)


def test_only_evidence_of_the_case_itself_can_be_named(case, cast, at):
    [report] = Exhibit.objects.filter(dossier__kind="report")
    with pytest.raises(ValueError, match="another dossier"):
        drafted(case, cast, at, exhibit=report)


def letters(row, code="removal.asked"):
    return list(Message.objects.filter(about=row.uuid, code=code).order_by("pk").values_list("to__name", "state"))


def claimed(row, cast, at):
    return services.claim(row, by=cast["tam"], at=at, version=row.version, method="deleted")


def test_until_somebody_has_told_them_nothing_goes_out_and_nothing_runs(case, cast, tam, at):
    row = issued(case, cast, at)
    assert letters(row) == [("Tam Ellis", "held")]
    assert (current([row.uuid]), list(mine(tam, at))) == ({}, [])


@pytest.mark.parametrize("signs,hours", [((), 24), (("child",), 4), (("special",), 4), (("spreading", "child"), 4)])
def test_told_the_clock_runs_from_that_moment(case, cast, tam, at, signs, hours):
    row = told(case, cast, later(at), signs=signs)
    assert current([row.uuid])[row.uuid].due_at == later(at) + hours * HOUR
    assert (letters(row), list(mine(tam, later(at)))) == ([("Tam Ellis", "queued")], [row])
    assert Spoken.objects.get(about=row.uuid).how == "in_person"


def test_not_reached_the_mail_goes_and_the_clock_waits_for_the_acknowledgement(case, cast, tam, at):
    row = told(case, cast, at, how="could_not")
    assert (letters(row), current([row.uuid])) == ([("Tam Ellis", "queued")], {})
    services.acknowledge(row, by=tam, at=at + 3 * HOUR, version=row.version)
    assert current([row.uuid])[row.uuid].due_at == at + 27 * HOUR


def test_the_ladder_reminds_the_person_and_then_tells_the_issuer(row, at):
    for hours in (12.5, 22.5, 24, 25, 25):
        deadlines.sweep(at=at + hours * HOUR)
    sent_out = Message.objects.filter(about=row.uuid, code__endswith=".removal_standard").order_by("pk").values_list("to__name", "code")
    mine, hers = ("Tam Ellis", "deadline.removal_standard"), ("Hana Okafor", "overdue.removal_standard")
    assert list(sent_out) == [mine, mine, mine, hers]


def test_nobody_is_reminded_of_what_was_said_to_be_done(case, cast, at):
    claimed(told(case, cast, at), cast, later(at))
    Message.objects.all().delete()
    deadlines.sweep(at=at + 3 * HOUR)
    assert not Message.objects.filter(to=cast["tam"]).exists()


def test_late_is_counted_late(case, cast, at):
    row = claimed(told(case, cast, at), cast, at + 25 * HOUR)
    services.verify(row, by=cast["sasha"], at=at + 26 * HOUR, version=row.version, outcome="verify", **LOOKED)
    assert totals("removals", by=("category",)) == {("late",): 1}


def test_said_to_be_done_before_anybody_was_reached_is_in_time(case, cast, at):
    row = claimed(told(case, cast, at, how="could_not"), cast, at + HOUR)
    row = services.verify(row, by=cast["sasha"], at=at + 2 * HOUR, version=row.version, outcome="verify", **LOOKED)
    assert (row.in_time, row.reached_at) == (True, at + HOUR)


def test_the_checker_has_a_working_day_and_sees_it_only_now(row, cast, sasha, at):
    assert list(to_check(sasha, at)) == []
    row = claimed(row, cast, at)
    assert list(to_check(sasha, at)) == [row]
    clock = current([row.uuid])[row.uuid]
    assert (clock.kind, clock.owner_person) == ("removal_verify", sasha)


def test_verified_it_is_looked_at_again_after_1_7_and_30_days(case, cast, at):
    row = claimed(told(case, cast, at), cast, at)
    services.verify(row, by=cast["sasha"], at=at, version=row.version, outcome="verify", **LOOKED)
    clock = current([row.uuid])[row.uuid]
    assert (clock.kind, (clock.due_at.date() - at.date()).days) == ("removal_recheck", 1)


def test_still_there_begins_a_round_that_is_told_again(case, cast, tam, at):
    row = claimed(told(case, cast, at), cast, at)
    row = services.verify(row, by=cast["sasha"], at=later(at), version=row.version, outcome="still_there", **LOOKED)
    assert (row.state, row.round, current([row.uuid])) == ("ISSUED", 2, {})
    row = services.tell(row, by=cast["hana"], at=later(at, 2), version=row.version, how="phone")
    assert current([row.uuid])[row.uuid].due_at == later(at, 2) + 24 * HOUR
    assert letters(row) == [("Tam Ellis", "queued")] * 2


def test_an_objection_stops_the_clock_and_an_independent_answer_starts_it_again(row, tam, cleo, at):
    row = services.contest(row, by=tam, at=at + HOUR, version=row.version, reason="It is mine.")
    assert (row.judge, last(row.uuid, "removal_standard").state) == (cleo, "paused")
    row = services.judge(row, by=cleo, at=at + 3 * HOUR, version=row.version, outcome="uphold", reason="The logo is not.")
    assert (row.state, current([row.uuid])[row.uuid].due_at) == ("ISSUED", at + 26 * HOUR)


def test_an_objection_that_is_right_ends_it(row, tam, cleo, at):
    row = services.contest(row, by=tam, at=at, version=row.version, reason="It is mine.")
    row = services.judge(row, by=cleo, at=at, version=row.version, outcome="give_way", reason="So it is.")
    assert (row.state, current([row.uuid])) == ("WITHDRAWN", {})
    assert letters(row, "removal.withdrawn") == [("Tam Ellis", "queued"), ("Hana Okafor", "queued")]


def test_withdrawn_before_telling_nobody_ever_hears_of_it(case, cast, at):
    row = issued(case, cast, at)
    services.withdraw(row, by=cast["hana"], at=at, version=row.version, reason="It is gone already.")
    assert [state for _, state in letters(row)] == ["cancelled"]
    assert letters(row, "removal.withdrawn") == []


def test_for_somebody_without_a_sign_in_the_issuer_writes_down_what_they_say(cast, sam, at):
    case = opened(proposed(sent(cast["teo"], sam, at=at), cast["sasha"], at=at), cast["hana"], at=at)
    row = told(case, cast, at)
    row = services.claim(row, by=cast["hana"], at=later(at), version=row.version, method="deleted")
    assert row.state == "CLAIMED_REMOVED"
    row = services.verify(row, by=cast["sasha"], at=later(at), version=row.version, outcome="verify", **LOOKED)
    assert row.in_time is True


def test_a_parent_is_asked_and_nothing_counts_down(cast, hana, at):
    report = sent(cast["teo"], at=at, outsiders=[Named(PARENT, name="Pat Lane")])
    case = opened(proposed(report, hana, at=at, codes=("C6.1P-d",)), hana, at=at, codes=("C6.1P-d",))
    row = told(case, cast, at)
    assert (current([row.uuid]), Message.objects.filter(about=row.uuid).count()) == ({}, 0)
    row = services.claim(row, by=hana, at=at, version=row.version, method="deleted")
    row = services.verify(row, by=cast["sasha"], at=at, version=row.version, outcome="verify", **LOOKED)
    assert (row.in_time, totals("removals")) == (None, {})


@pytest.mark.parametrize(
    "wrong,sentence",
    [
        ({"exhibit": None}, "Capture the evidence"),
        ({"why": "Bad"}, "one sentence"),
        ({"address": ""}, "web address"),
        ({"clause": None}, "clause"),
        ({"verifier": None}, "Name who will check"),
    ],
)
def test_it_is_refused_before_anything_is_written(case, cast, at, wrong, sentence):
    with pytest.raises(Refused, match=sentence):
        drafted(case, cast, at, **wrong)
    assert not RemovalRequest.objects.exists()


def test_what_may_show_a_child_is_never_asked_for_here(cast, at):
    case = about_tam(cast, at, image="unsure")
    with pytest.raises(Refused, match="safeguarding lead"):
        drafted(case, cast, at, exhibit=None, evidence_reason="Not to be looked at")


def test_the_clause_is_one_of_the_case_s_version(case, cast, at):
    assert drafted(case, cast, at).clause.version == case.policy_version
    assert drafted(case, cast, at).clause.code == BRAND


def verified(case, cast, at):
    row = claimed(told(case, cast, at), cast, at)
    return services.verify(row, by=cast["sasha"], at=at, version=row.version, outcome="verify", **LOOKED)


def looked_again(row, cast, at, outcome="still_gone"):
    return services.verify(row, by=cast["sasha"], at=at, version=row.version, outcome=outcome, **LOOKED)


def test_three_looks_and_it_is_closed(case, cast, at):
    row = verified(case, cast, at)
    for days, state in ((1, "VERIFIED"), (7, "VERIFIED"), (30, "CLOSED")):
        row = looked_again(row, cast, at + timedelta(days=days))
        assert row.state == state
    assert (current([row.uuid]), totals("removals", by=("category",))) == ({}, {("in_time",): 1})


def test_what_reappears_begins_a_round_and_is_not_counted_as_removed(case, cast, at):
    row = looked_again(verified(case, cast, at), cast, at + timedelta(days=1), "reappeared")
    assert (row.state, row.round, row.in_time, totals("removals")) == ("ISSUED", 2, None, {})


def test_an_answer_to_another_question_is_stale(case, cast, at):
    with pytest.raises(Stale):
        looked_again(claimed(told(case, cast, at), cast, at), cast, at)


def test_somebody_else_can_be_named_to_check(case, cast, sasha, cleo, at):
    row = claimed(told(case, cast, at), cast, at)
    row = services.name_checker(row, cleo, by=cast["hana"], at=at, version=row.version)
    assert (list(to_check(sasha, at)), list(to_check(cleo, at))) == ([], [row])
    assert not exhibits_for(sasha, at).filter(dossier=case.dossier).exists()
    assert current([row.uuid])[row.uuid].owner_person == cleo

"""start, moved, meet, stop: what runs, pauses, is met and ends."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from foundation.deadlines import selectors, services
from foundation.deadlines.models import ClockEvent, Deadline
from foundation.people.rules import SYSTEM
from foundation.people.services import change_setting
from tests.deadlines.calendars import london
from tests.deadlines.conftest import THING

DAY = timedelta(days=1)


def moved(to, at):
    services.moved(THING, to, at=at, by=SYSTEM)


def test_a_clock_starts_with_its_ledger(begin, at):
    row = begin("triage_normal")
    assert (row.state, row.due_at, row.original_due, row.revision) == ("running", london("2026-11-26 17:00"), london("2026-11-26 17:00"), 1)
    assert row.next_rung_at == london("2026-11-24 07:30")
    entry = row.ledger.get()
    assert (entry.event, entry.trigger_at, entry.new_due, entry.terms.amount) == ("start", at, row.due_at, 3)


def test_starting_twice_is_starting_once(begin):
    assert begin("triage_normal") == begin("triage_normal")
    assert ClockEvent.objects.count() == 1


def test_the_database_allows_one_live_clock_of_a_kind(begin):
    row = begin("triage_normal")
    row.pk, row.uuid = None, THING
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_several_clocks_start_in_few_queries(report, at, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        services.start_all(["report_human_ack", "triage_normal", "evidence_capture", "dsl_review"], dossier=report, about=THING,
                           reference="R-4F7K-9QXT", path="/triage/R-4F7K-9QXT/", at=at, by=SYSTEM)
    assert Deadline.objects.count() == 4


def test_a_trusts_own_terms_hold_for_what_starts_later(begin, report, at, ada):
    change_setting("clock.triage_normal", {"amount": 5}, by=ada, at=at)
    assert begin("triage_normal").due_at == london("2026-11-30 17:00")


def test_an_unknown_kind_is_an_error(begin):
    with pytest.raises(KeyError):
        begin("hearing_notice")


def test_a_pause_by_state_ends_with_the_state(begin, at, as_now):
    row = begin("triage_normal")
    moved("IN_TRIAGE", at)
    moved("INFO_REQUESTED", at + DAY)
    assert (as_now(row).state, as_now(row).next_rung_at) == ("paused", None)
    moved("IN_TRIAGE", at + 3 * DAY)
    assert (as_now(row).state, as_now(row).due_at) == ("running", london("2026-11-30 17:00"))


def test_an_outcome_meets_the_triage_clock_and_ends_the_rest(begin, at, as_now):
    triage, evidence = begin("triage_normal"), begin("evidence_capture")
    moved("NO_BREACH", at + DAY)
    assert (as_now(triage).state, as_now(triage).ended_at, as_now(evidence).state) == ("met", at + DAY, "stopped")
    assert selectors.in_time(as_now(triage)) is True


def test_what_nobody_may_drop_runs_through_every_state(begin, at, as_now):
    row = begin("lado_referral")
    moved("NO_BREACH", at + DAY)
    assert as_now(row).state == "running"


def test_a_reopened_thing_starts_anew(begin, at):
    first = begin("triage_normal")
    moved("NO_BREACH", at)
    assert begin("triage_normal", at=at + DAY).pk != first.pk


def test_meeting_what_does_not_run_is_nothing(at, db):
    assert services.meet(THING, "triage_normal", at=at, by=SYSTEM) is None


def test_a_recheck_comes_three_times(begin, at, as_now):
    row = begin("removal_recheck")
    for day in (1, 7):
        services.meet(THING, "removal_recheck", at=at + day * DAY, by=SYSTEM)
    assert (as_now(row).state, as_now(row).due_at) == ("running", london("2026-12-23 17:00"))
    services.meet(THING, "removal_recheck", at=at + 30 * DAY, by=SYSTEM)
    assert as_now(row).state == "met"


def test_stopping_ends_all_of_a_thing(begin, at, as_now):
    rows = begin("triage_normal"), begin("report_human_ack")
    services.stop(THING, at=at, by=SYSTEM, reason="void")
    assert [as_now(row).state for row in rows] == ["stopped", "stopped"]


def test_nothing_is_overdue_but_what_is_due(begin, at):
    late = at + 400 * DAY
    assert selectors.overdue(begin("triage_normal"), late)
    assert not selectors.overdue(begin("removal_recheck"), late)


def test_the_first_to_fall_due_is_shown(begin):
    begin("triage_normal")
    soon = begin("evidence_capture")
    assert selectors.current([THING]) == {THING: soon}


def test_every_row_follows_from_its_ledger(begin, at):
    begin("triage_normal"), begin("dpo_assess")
    moved("INFO_REQUESTED", at + DAY)
    assert services.days.check_all() == []
    Deadline.objects.filter(kind="dpo_assess").update(due_at=at)
    assert "dpo_assess: due_at is" in services.days.check_all()[0]

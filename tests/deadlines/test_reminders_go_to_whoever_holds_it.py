"""The sweep: who is told, in what words, and what it leaves alone."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from foundation.deadlines import selectors, services
from foundation.deadlines.models import Deadline
from foundation.dossiers import rules as parts
from foundation.dossiers import services as dossiers
from foundation.messages.models import Message
from foundation.messages.services import send_due
from foundation.people.rules import SYSTEM
from tests.deadlines.calendars import london
from tests.deadlines.conftest import THING

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def told():
    return sorted((message.to.name.split()[0].lower(), message.code) for message in Message.objects.select_related("to"))


def test_an_unclaimed_report_reminds_its_queue(begin, at):
    begin("triage_normal")
    assert services.sweep(at=london("2026-11-24 07:31")) == 1
    assert told() == [("sasha", "deadline.triage_normal")]


def test_a_claimed_report_reminds_its_triager(begin, report, hana, at):
    dossiers.add_party(report, hana, parts.TRIAGER, by=hana, at=at, source="claim")
    begin("triage_normal")
    services.sweep(at=london("2026-11-24 07:31"))
    assert told() == [("hana", "deadline.triage_normal")]


def test_the_same_rung_is_told_once(begin, at):
    begin("triage_normal")
    assert [services.sweep(at=london("2026-11-24 07:31")) for _ in range(5)] == [1, 0, 0, 0, 0]


def test_the_row_waits_for_its_next_rung(begin, as_now):
    row = begin("triage_normal")
    services.sweep(at=london("2026-11-24 07:31"))
    assert (as_now(row).last_rung_at, as_now(row).next_rung_at) == (london("2026-11-24 07:30"), london("2026-11-25 07:30"))
    assert services.days.check_all() == []


def test_it_escalates_when_late(begin, at):
    begin("triage_normal")
    services.sweep(at=london("2026-11-26 12:00"))
    Message.objects.all().delete()
    services.sweep(at=london("2026-12-01 08:00"))
    assert told() == [("hana", "overdue.triage_normal"), ("sasha", "deadline.triage_normal")]


def test_who_is_late_is_not_who_steps_in(begin, report, hana, at):
    dossiers.add_party(report, hana, parts.TRIAGER, by=hana, at=at, source="claim")
    begin("evidence_capture")
    services.sweep(at=at + 3 * HOUR)
    assert ("cleo", "overdue.evidence_capture") in told()
    assert report.desks.filter(role="CEO", reason="escalation", until__isnull=True).exists()


def test_a_head_is_not_told_of_what_is_above_a_head(alder, cleo, at, begin):
    about_cleo = dossiers.open_dossier("report", academy=alder, at=at, by=SYSTEM)
    dossiers.add_party(about_cleo, cleo, parts.SUBJECT, by=SYSTEM, at=at, source="form", kind=parts.STAFF)
    dossiers.route(about_cleo, by=SYSTEM, at=at)
    begin("evidence_capture", dossier=about_cleo)
    services.sweep(at=at + 3 * HOUR)
    assert {name for name, _ in told()} == {"chidi", "vera"}


def test_a_conflicted_dsl_is_passed_over(begin, report, dee, alder, at):
    dossiers.add_party(report, dee, parts.WITNESS, by=SYSTEM, at=at, source="form")
    dossiers.set_desk(report, "DSL", alder, by=SYSTEM, at=at, reason="safeguarding")
    begin("dsl_review")
    services.sweep(at=at + 2 * HOUR)
    assert told() == [("dot", "deadline.dsl_review")]


def test_the_person_concerned_hears_of_what_was_shown_to_them_only(begin, report, tam, at):
    begin("removal_standard")
    services.sweep(at=at + timedelta(minutes=1))
    assert told() == []
    dossiers.disclose(report, tam, object_kind="removal", object_uuid=THING, by=SYSTEM, at=at)
    services.sweep(at=at + 13 * HOUR)
    assert told() == [("tam", "deadline.removal_standard")]


def test_a_named_owner_is_the_one_told(begin, report, tam, sam, at):
    dossiers.add_party(report, sam, parts.SUBJECT, by=SYSTEM, at=at, source="form", kind=parts.STAFF)
    for person in (tam, sam):
        dossiers.disclose(report, person, object_kind="removal", object_uuid=THING, by=SYSTEM, at=at)
        begin("removal_standard", owner=tam)
        services.sweep(at=at + 13 * HOUR)
    assert told() == [("tam", "deadline.removal_standard")]


@pytest.mark.beats(1)
def test_nine_days_off_are_one_message_each(begin):
    for kind in ("triage_normal", "report_human_ack"):
        begin(kind)
    back = london("2026-12-02 09:00")
    services.sweep(at=back)
    assert told() == [("hana", "overdue.report_human_ack"), ("hana", "overdue.triage_normal"),
                      ("sasha", "deadline.report_human_ack"), ("sasha", "deadline.triage_normal")]
    assert services.sweep(at=back) == 0


@pytest.mark.beats(1)
def test_a_late_mail_counts_the_days_when_it_leaves(begin, mailoutbox):
    begin("investigation_report")
    services.sweep(at=london("2026-12-07 07:31"))
    send_due(at=london("2026-12-16 09:00"))
    assert [mail.subject for mail in mailoutbox] == ["Reminder: R-4F7K-9QXT, 5 days left"]
    assert "Due: 21 December 2026, 5pm (5 days left)" in mailoutbox[0].body


@pytest.mark.beats(4)
@pytest.mark.parametrize("end", ["LINKED_TO_CASE", "VOID"])
def test_what_is_closed_between_queueing_and_sending_does_not_go(begin, end, as_now):
    row = begin("triage_normal")
    services.sweep(at=london("2026-11-24 07:31"))
    services.moved(THING, end, at=london("2026-11-24 07:45"), by=SYSTEM)
    assert [message.state for message in Message.objects.all()] == ["cancelled"]
    assert services.sweep(at=london("2026-12-24 07:45")) == 0
    assert as_now(row).next_rung_at is None


def test_ending_one_clock_keeps_the_others_reminder(begin):
    begin("triage_normal"), begin("report_human_ack")
    services.sweep(at=london("2026-11-24 07:31"))
    services.meet(THING, "report_human_ack", at=london("2026-11-24 07:45"), by=SYSTEM)
    assert {message.code: message.state for message in Message.objects.all()} == {
        "deadline.triage_normal": "queued", "deadline.report_human_ack": "cancelled"}


@pytest.mark.beats(17)
def test_reopening_sends_none_of_the_past(begin, at):
    begin("triage_normal")
    services.moved(THING, "NO_BREACH", at=at + HOUR, by=SYSTEM)
    year_later = london("2027-11-23 12:00")
    begin("triage_normal", at=year_later)
    assert services.sweep(at=year_later) == 0


def test_a_paused_clock_is_silent(begin, at):
    begin("triage_normal")
    services.moved(THING, "INFO_REQUESTED", at=at, by=SYSTEM)
    assert services.sweep(at=at + 30 * DAY) == 0


def test_a_sweep_says_that_it_ran(db, at):
    assert selectors.heartbeat() is None
    services.sweep(at=at)
    assert selectors.heartbeat() == at


def test_a_batch_asks_no_more_for_more(begin, report, at, django_assert_max_num_queries):
    for number in range(60):
        begin("triage_normal", about=THING.__class__(int=number + 1))
    with django_assert_max_num_queries(18):  # one of them asks who is away
        assert services.sweep(at=london("2026-11-24 07:31")) == 60


def test_batches_leave_nothing_behind(begin, at):
    for number in range(7):
        begin("triage_normal", about=THING.__class__(int=number + 1))
    assert services.sweep(at=london("2026-11-24 07:31"), batch=3) == 7
    assert not Deadline.objects.filter(next_rung_at__lte=london("2026-11-24 07:31")).exists()


def test_the_dry_run_says_what_and_why_and_changes_nothing(begin, at, capsys, time_machine):
    begin("triage_normal")
    time_machine.move_to(london("2026-11-26 12:00"))
    call_command("send_due_reminders", dry_run=True)
    said = capsys.readouterr().out
    assert "R-4F7K-9QXT triage_normal rung T (since 26 November 2026, 9am, due 26 November 2026, 5pm, with 2 missed rungs): owner" in said
    assert not Message.objects.exists()
    assert not any(name in said.lower() for name in ("sasha", "tam", "teo"))


def test_the_dry_run_opens_no_desk(begin, report, hana, at):
    dossiers.add_party(report, hana, parts.TRIAGER, by=hana, at=at, source="claim")
    begin("evidence_capture")
    assert "cleo" in {one.person.name.split()[0].lower() for one in services.preview(at=at + 3 * HOUR)}
    assert not report.desks.filter(role="CEO").exists()

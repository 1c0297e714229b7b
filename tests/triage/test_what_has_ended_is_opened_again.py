"""A report that has ended is opened again because something is new: its clock begins anew, nothing of the past is sent, and it goes to
whoever may read it now (DOMAIN 9.1, BEATS 17)."""

from datetime import timedelta

import pytest

from assurance.recount import differences
from foundation.deadlines.models import Deadline
from foundation.deadlines.services import sweep
from foundation.dossiers.rules import SUBJECT, Refused
from foundation.dossiers.selectors import people_in
from foundation.dossiers.services import add_party
from foundation.messages.models import Message
from reports.intake.selectors import report_for, status_words
from tests.told import told_once
from tests.triage import scene

DAY = timedelta(days=1)
NEW = "Another colleague has come forward with a picture of the same page."


@told_once
def report(teo, tam, sasha, at):
    sent = scene.sent(teo, tam, at=at)
    scene.ready(sent, sasha, at=at)
    scene.step("no_breach", sent, sasha, at=at, rationale=scene.REASON)
    return sent


def reopened(report, by, *, at):
    return scene.step("reopen", report, by, at=at, new=NEW)


def test_by_a_headteacher_with_what_is_new(report, hana, sasha, at):
    again = reopened(report, hana, at=at + DAY)
    assert (again.state, status_words(again), again.decided_at, again.finished_at) == ("IN_TRIAGE", "Being looked at", None, None)
    assert scene.fresh(report).dossier.open
    assert (scene.told(report, "report.reopened"), scene.told(report, "report.open_again")) == ({"teo"}, {"sasha"})


def test_not_by_a_senior_leader_and_not_for_nothing(report, hana, sasha, at):
    with pytest.raises(Refused, match="somebody else"):
        reopened(report, sasha, at=at)
    with pytest.raises(Refused, match="what is new"):
        scene.step("reopen", report, hana, at=at, new="Hm.")


@pytest.mark.beats(17)
def test_nothing_of_the_past_is_sent(report, hana, at):
    later = at + 100 * DAY
    reopened(report, hana, at=later)
    running = Deadline.objects.get(about=report.uuid, state="running")
    assert (running.kind, running.started_at) == ("triage_normal", later)
    before = set(Message.objects.values_list("pk", flat=True))
    sweep(at=later)
    assert not Message.objects.exclude(pk__in=before).filter(about=report.uuid).exists()


def test_it_can_be_decided_anew_and_both_decisions_stay(report, hana, sasha, at):
    reopened(report, hana, at=at + DAY)
    scene.step("settle", report, sasha, at=at + DAY, rationale=scene.REASON)
    assert list(report.outcomes.values_list("state", flat=True)) == ["NO_BREACH", "INFORMAL_RESOLVED"]
    assert Message.objects.filter(about=report.uuid, code="report.finished").count() == 2


def test_past_whoever_is_in_conflict_now(report, cast, sasha, hana, at):
    add_party(report.dossier, sasha, SUBJECT, by=hana, at=at + DAY, source="named", kind="staff")
    again = reopened(report, hana, at=at + DAY)
    assert (again.state, again.dossier.tier, people_in(again.dossier, at + DAY, "triager")) == ("SUBMITTED", 2, [])
    assert report_for(sasha, report.reference, at + DAY) is None
    assert "hana" not in scene.told(report, "report.open_again")


def test_a_void_one_is_counted_again(teo, tam, sasha, hana, at):
    report = scene.sent(teo, tam, at=at)
    scene.taken(report, sasha, at=at)
    scene.step("propose_void", report, sasha, at=at, reason=scene.REASON)
    scene.step("void", report, hana, at=at, reason=scene.REASON)
    reopened(report, hana, at=at + DAY)
    assert differences() == []

"""Whoever would open a case can say that something is missing: the report goes back to whoever proposed it, with their words and a new
clock."""

import pytest

from foundation.deadlines.models import Deadline
from foundation.dossiers.rules import Refused
from foundation.messages.models import Message
from tests.told import told_once
from tests.triage import scene

pytestmark = pytest.mark.django_db
WHY = "Which of the two posts is meant? Both are on one page."


@told_once
def report(teo, tam, sasha, at):
    return scene.proposed(scene.sent(teo, tam, at=at), sasha, at=at)


def test_it_is_with_whoever_proposed_it_again(report, hana, sasha, at, client_of):
    back = scene.step("send_back", report, hana, at=at, reason=WHY)
    assert (back.state, back.proposed_at, scene.told(back, "report.sent_back")) == ("IN_TRIAGE", None, {"sasha"})
    assert WHY in client_of(sasha).get(f"/triage/{back.reference}/").content.decode()
    assert client_of(sasha).get(f"/triage/{back.reference}/propose/").status_code == 200


def test_a_new_clock_runs_and_nobody_else_is_reminded_of_the_proposal(report, hana, at):
    scene.step("send_back", report, hana, at=at, reason=WHY)
    assert Deadline.objects.filter(about=report.uuid, kind="triage_normal").order_by("pk").last().state == "running"
    assert not Message.objects.filter(code="case.proposed", state__in=("queued", "held")).exists()


def test_hr_sends_back_what_is_critical(teo, tam, sasha, rhys, at):
    report = scene.proposed(scene.sent(teo, tam, at=at), sasha, at=at, severity=4)
    assert scene.step("send_back", report, rhys, at=at, reason=WHY).agreed_at is None


def test_nobody_sends_back_their_own(teo, tam, hana, at):
    report = scene.proposed(scene.sent(teo, tam, at=at), hana, at=at)
    with pytest.raises(Refused, match="proposed it yourself"):
        scene.step("send_back", report, hana, at=at, reason=WHY)


def test_not_without_a_proposal_nor_without_a_word(report, hana, teo, tam, sasha, at):
    with pytest.raises(Refused, match="what is missing"):
        scene.step("send_back", report, hana, at=at, reason="No.")
    other = scene.ready(scene.sent(teo, tam, at=at), sasha, at=at)
    with pytest.raises(Refused, match="No case has been proposed"):
        scene.step("send_back", other, hana, at=at, reason=WHY)


def test_the_page_sends_it_back(report, hana, client_of):
    answer = client_of(hana).post(f"/triage/{report.reference}/send-back/", {"reason": WHY, "version": report.version}, follow=True)
    assert "The proposal has gone back" in answer.content.decode()

"""Three working days without an answer, and the report is its triager's again: once, whoever sweeps (DOMAIN 9.1)."""

from datetime import timedelta

import pytest

from foundation.deadlines.selectors import last
from foundation.deadlines.services import sweep
from foundation.trail.selectors import events_of
from reports.mailbox.services import return_unanswered
from reports.triage import offers
from tests.mailbox import scene
from tests.triage.scene import fresh, step, told

DAY = timedelta(days=1)


@pytest.fixture
def late(at):
    """Thursday evening: the question was asked on Monday at noon."""
    return at + 3 * DAY + timedelta(hours=6)


def returned(report):
    return [row.actor for row in events_of(report.dossier.uuid).filter(action="report.no_answer")]


def test_before_its_time_it_waits(asked, at):
    assert return_unanswered(at=at + 3 * DAY) == 0
    assert fresh(asked).state == "INFO_REQUESTED"


def test_then_the_system_gives_it_back(asked, sasha, late):
    assert return_unanswered(at=late) == 1
    assert fresh(asked).state == "IN_TRIAGE"
    assert returned(asked) == ["system"]
    assert told(asked, "report.unanswered") == {"sasha"}
    assert [row.reference for row in offers.tasks(sasha, late).needs_me] == [asked.reference]


def test_the_clock_was_not_met(asked, late):
    return_unanswered(at=late)
    assert last(asked.uuid, "info_request").state == "stopped"
    assert not last(asked.uuid, "triage_normal").paused


def test_twice_is_once(asked, late):
    assert [return_unanswered(at=late), return_unanswered(at=late)] == [1, 0]
    assert len(returned(asked)) == 1
    assert asked.dossier.messages.filter(code="report.unanswered").count() == 1


def test_nobody_is_reminded_of_it_afterwards(asked, late):
    return_unanswered(at=late)
    sweep(at=late + 7 * DAY)
    assert not asked.dossier.messages.filter(code__endswith=".info_request", created_at__gt=late).exists()


def test_the_reporter_is_reminded_before(asked, at):
    sweep(at=at + 3 * DAY)
    assert told(asked, "deadline.info_request") == {"teo"}


def test_an_answer_that_comes_later_is_kept(asked, teo, late):
    return_unanswered(at=late)
    scene.write_back(asked, teo, at=late)
    assert scene.letters(asked)[-1] == ("from", "free")
    assert told(asked, "report.added") == {"sasha"}


def test_the_triager_need_not_wait_so_long(asked, sasha, at):
    assert scene.go_on(asked, sasha, at=at).state == "IN_TRIAGE"
    assert last(asked.uuid, "info_request").state == "stopped"
    assert return_unanswered(at=at + 30 * DAY) == 0


def test_handing_it_back_takes_the_question_back(asked, sasha, at):
    assert step("hand_back", asked, sasha, at=at).state == "SUBMITTED"
    assert return_unanswered(at=at + 30 * DAY) == 0
    assert offers.tasks(sasha, at).needs_me[0].title == "Take it on"

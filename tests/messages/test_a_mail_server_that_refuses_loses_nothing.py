"""Refusals, dropped lines and a server that is away, through a real one: each mail once, or on a list people see (ADR 0005)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from foundation.messages import rules, selectors, services
from foundation.people.rules import SYSTEM

pytestmark = pytest.mark.usefixtures("wordings")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def three(tell, sasha, hana):
    return [tell(sasha), tell(hana), tell(sasha, about=uuid4())]


def test_a_batch_goes_over_one_connection(server, three, at):
    assert services.send_due(at=at) == 3
    assert (server.connections, len(server.taken)) == (1, 3)
    assert selectors.sent_log() == three[::-1]


@pytest.mark.parametrize("answer", ["451 try again later", "450 4.2.0 Greylisted", "drop"])
def test_what_is_put_off_is_tried_again_with_the_same_id(server, tell, sasha, at, as_now, answer):
    message = tell(sasha)
    server.answers = [answer]
    assert services.send_due(at=at) == 0
    assert (as_now(message).state, as_now(message).tries, as_now(message).not_before) == ("queued", 1, at + MINUTE)
    assert services.send_due(at=at + MINUTE) == 1
    assert [sent["Message-ID"] for sent in server.taken] == [message.message_id]


@pytest.mark.parametrize("answer", ["451 try again later", "452 4.2.2 mailbox full", "drop", "550 no such person"])
def test_one_refusal_keeps_nobody_else_waiting(server, three, at, as_now, answer):
    server.answers = [None, answer]
    assert services.send_due(at=at) == 2
    assert [as_now(message).state for message in three] == ["sent", "failed" if answer[:3] == "550" else "queued", "sent"]


def test_nobody_there_is_given_up_at_once_and_seen(server, tell, sasha, at, as_now, caplog):
    message = tell(sasha)
    server.answers = ["550 sasha@northgate.example is unknown here"]
    services.send_due(at=at)
    assert (as_now(message).state, as_now(message).reason) == ("failed", "refused")
    assert list(selectors.failed()) == [message]
    assert "northgate" not in caplog.text


def test_what_never_leaves_is_given_up_and_seen(server, tell, sasha, at, as_now):
    message, moment = tell(sasha, urgency="urgent"), at
    server.answers = ["451 later"] * 20
    for _ in range(len(rules.BACK_OFF) + 1):
        assert as_now(message).state == "queued"
        services.send_due(at=moment)
        moment = as_now(message).not_before
    assert (as_now(message).state, as_now(message).reason) == ("failed", "gave_up")
    assert len(server.answers) == 20 - len(rules.BACK_OFF) - 1


def test_what_was_given_up_can_be_taken_back(server, tell, sasha, ada, at, as_now):
    message = tell(sasha)
    server.answers = ["550 no such person"]
    services.send_due(at=at)
    services.try_again(as_now(message), by=ada, at=at)
    assert services.send_due(at=at) == 1
    assert services.try_again(as_now(message), by=ada, at=at).state == "sent"


def test_a_server_that_is_away_says_nothing_about_a_message(server, three, at, as_now, settings):
    settings.EMAIL_PORT = 1
    for minute in range(20):
        assert services.send_due(at=at + minute * MINUTE) == 0
    assert {(as_now(message).state, as_now(message).tries) for message in three} == {("queued", 0)}


def test_it_all_goes_when_the_server_is_back(server, three, at, settings):
    settings.EMAIL_PORT, port = 1, settings.EMAIL_PORT
    services.send_due(at=at)
    settings.EMAIL_PORT = port
    assert services.send_due(at=at + MINUTE) == 3


def test_a_digest_that_was_put_off_is_the_same_digest(server, tell, sasha, at):
    for _ in range(3):
        tell(sasha, urgency="digest", about=uuid4())
    morning = at + timedelta(hours=20)
    server.answers = ["451 later"]
    assert services.send_due(at=morning) == 0
    tell(sasha, about=uuid4(), urgency="digest", at=morning, not_before=morning)
    assert services.send_due(at=morning + MINUTE) == 4
    assert sorted(sent["Subject"].split()[0] for sent in server.taken) == ["3", "A"]


def test_a_worker_that_died_keeps_nothing(server, tell, sasha, at):
    message = tell(sasha)
    services.claim(at=at, limit=10)
    assert services.send_due(at=at + 9 * MINUTE) == 0
    assert services.send_due(at=at + 11 * MINUTE) == 1
    assert server.taken[0]["Message-ID"] == message.message_id


def test_a_worker_that_died_while_its_clock_was_a_day_ahead_keeps_nothing(server, tell, sasha, at):
    tell(sasha)
    services.claim(at=at + timedelta(days=1), limit=10)
    assert services.send_due(at=at) == 1


def test_a_clock_a_little_behind_takes_nothing_from_who_works(server, tell, sasha, at):
    tell(sasha, at=at - 9 * MINUTE)
    services.claim(at=at, limit=10)
    assert services.send_due(at=at - 9 * MINUTE) == 0


def test_a_worker_that_was_thought_dead_sends_nothing_twice(server, tell, sasha, at):
    tell(sasha)
    slow = services.claim(at=at, limit=10)
    assert services.send_due(at=at + 11 * MINUTE) == 1
    assert services.deliver(slow, at=at + 12 * MINUTE) == 0
    assert len(server.taken) == 1


@pytest.mark.beats(2)
def test_five_deliveries_of_one_task_are_one_mail(server, tell, sasha, at):
    tell(sasha)
    batches = [services.claim(at=at, limit=50) for _ in range(5)]
    assert [services.deliver(batch, at=at) for batch in reversed(batches)] == [0, 0, 0, 0, 1]
    assert [services.send_due(at=at) for _ in range(5)] == [0] * 5
    assert len(server.taken) == 1


@pytest.mark.beats(1)
def test_a_reminder_swept_twice_is_one_mail(server, report, sasha, at):
    reminder = services.Notice(dossier=report, code="test.waiting", to=sasha, about=uuid4(), reference="", path="/", key="d1:r0:due:sasha")
    for days in (0, 9):
        services.queue_many([reminder], at=at + timedelta(days=days), by=SYSTEM)
        services.send_due(at=at + timedelta(days=days))
    assert len(server.taken) == 1

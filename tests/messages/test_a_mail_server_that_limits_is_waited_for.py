"""A real mail server that takes so many a minute: everything leaves, none is given up, and what is urgent goes first (ADR 0051)."""

import smtplib
from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest

from foundation.messages import answers, delivery, operating, rules, services
from foundation.messages.models import Message, Pace
from tmt_policy.system import pages

pytestmark = pytest.mark.usefixtures("wordings")
MINUTE, ROUND = timedelta(minutes=1), timedelta(seconds=10)
FULL = ["451 4.7.0 Too many messages", "421 4.4.2 Message submission rate for this client has exceeded the configured limit",
        "450 4.7.28 rate limited", "452 Too many recipients received this hour", "550 5.4.5 Daily user sending limit exceeded"]


@pytest.fixture
def many(tell, sasha):
    return [tell(sasha, about=uuid4()) for _ in range(30)]


def states():
    return Counter(Message.objects.values_list("state", flat=True))


def minutes(server, since, number, each):
    """Beat's rounds for so many minutes; the server takes `each` in every one."""
    for minute in range(number):
        server.room = each
        for part in range(6):
            services.send_due(at=since + minute * MINUTE + part * ROUND)


@pytest.mark.parametrize("full", FULL)
def test_the_first_no_ends_the_round_and_is_no_try(server, many, at, full):
    server.room, server.full = 5, full
    assert services.send_due(at=at) == 5
    assert services.send_due(at=at + ROUND) == 0
    assert (server.refused, states()) == (1, {"sent": 5, "queued": 25})
    assert not Message.objects.filter(tries__gt=0).exists()


@pytest.mark.parametrize("full", [*FULL[:1], "450 not now"])
def test_everything_leaves_in_the_end(server, many, at, full):
    server.full = full
    minutes(server, at, 20, 4)
    assert states() == {"sent": 30}
    assert server.refused <= 10 * 10


@pytest.mark.parametrize("answer", ["450 4.2.0 Greylisted", "451 4.7.1 Try again later", "452 4.2.2 mailbox full", "451 local error"])
def test_what_is_said_of_one_mail_holds_no_other(server, many, at, answer):
    server.answers = [answer]
    assert services.send_due(at=at) == 29
    assert Message.objects.get(state="queued").tries == 1


def test_what_is_urgent_waits_for_no_limit(server, many, tell, hana, at, settings):
    settings.MAILS_PER_MINUTE = 5
    assert services.send_due(at=at) == 5
    urgent = [tell(hana, urgency="urgent", about=uuid4()) for _ in range(7)]
    assert services.send_due(at=at + ROUND) == 7
    assert {one.message_id for one in urgent} == {sent["Message-ID"] for sent in server.taken[5:]}


def test_what_is_urgent_is_tried_while_the_rest_is_held(server, many, tell, hana, at):
    server.room = 0
    services.send_due(at=at)
    urgent = tell(hana, urgency="urgent")
    assert services.send_due(at=at + ROUND) == 0
    server.room = 1
    assert services.send_due(at=at + ROUND + MINUTE) == 1
    assert server.taken[0]["Message-ID"] == urgent.message_id


def test_what_is_urgent_overtakes_within_one_batch(server, many, tell, hana, at):
    urgent = tell(hana, urgency="urgent")
    assert services.claim(at=at, limit=5)[0] == urgent


def test_a_reminder_and_a_digest_do_not_wait_behind_many_without_a_date(server, many, tell, hana, at, settings):
    settings.MAILS_PER_MINUTE = 5
    reminder = tell(hana, about=uuid4(), due_at=at + timedelta(days=1))
    digest = tell(hana, about=uuid4(), urgency="digest", not_before=at)
    services.send_due(at=at)
    assert [sent["Message-ID"] for sent in server.taken[:2]] == [reminder.message_id, Message.objects.get(pk=digest.pk).message_id]


def test_a_run_ends_soon(server, many, at, monkeypatch):
    monkeypatch.setattr(delivery, "_LONGEST", -1)
    assert services.send_due(at=at) == delivery._BATCH


def test_so_many_a_minute_and_no_more(server, many, at, settings):
    settings.MAILS_PER_MINUTE = 8
    assert [services.send_due(at=at + part * ROUND) for part in range(13)] == [8, 0, 0, 0, 0, 0] * 2 + [8]


def test_what_was_sent_urgently_counts(server, many, tell, hana, at, settings):
    settings.MAILS_PER_MINUTE = 8
    for _ in range(3):
        tell(hana, urgency="urgent", about=uuid4())
    assert services.send_due(at=at) == 8


def test_it_waits_longer_each_time_and_never_long(server, many, at):
    server.room, moment, waits = 0, at, []
    for _ in range(5):
        services.send_due(at=moment)
        waits.append(Pace.objects.get().until - moment)
        moment = Pace.objects.get().until
    assert [rules.HOLDS[min(number, 2)] <= wait <= rules.HOLDS[min(number, 2)] * 1.25 for number, wait in enumerate(waits)] == [True] * 5
    assert len(set(waits)) == 5


def test_what_it_never_takes_is_given_up_after_three_days(server, tell, sasha, at, as_now):
    message, server.room = tell(sasha), 0
    for hours in (0, 1, 71):
        services.send_due(at=at + timedelta(hours=hours))
        assert as_now(message).state == "queued"
    services.send_due(at=at + timedelta(hours=74))
    assert (as_now(message).state, as_now(message).reason) == ("failed", "gave_up")


def test_a_server_that_answers_nobody_for_now_is_waited_for(many, at, server, monkeypatch):
    monkeypatch.setattr(smtplib.SMTP, "connect", lambda *_, **__: (421, b"4.7.0 too many connections"))
    assert services.send_due(at=at) == 0
    assert (states(), Pace.objects.get().holds) == ({"queued": 30}, 1)


def test_a_clock_that_was_ahead_holds_nothing(server, many, at):
    Pace.objects.create(pk=1, since=at, until=at + timedelta(days=1))
    assert services.send_due(at=at) == 30


def test_the_administrator_is_told_that_it_is_slow(server, many, at):
    server.room = 5
    services.send_due(at=at)
    [line] = [line for line in pages.index(at + MINUTE)["items"] if line.title == "Mail"]
    assert line.status == "Slowed"
    assert "25 mails wait for it" in line.hint
    server.room = None
    services.send_due(at=at + 2 * MINUTE)
    assert operating.flow(at + 2 * MINUTE).slow_since is None


@pytest.mark.parametrize("trouble", [smtplib.SMTPServerDisconnected("gone"), TimeoutError(), None])
def test_a_broken_line_says_nothing_of_a_limit(trouble):
    assert answers.meaning(trouble) == answers.LATER

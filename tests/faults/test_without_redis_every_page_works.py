"""Redis only wakes the sender. Killed, frozen or replaced by something that never answers, it costs a moment and no mail (DESIGN 5)."""

import os
import signal
import socket
import time
from collections import Counter
from contextlib import contextmanager

import pytest

from tests.faults.server import until
from tests.faults.visitor import walk

pytestmark = pytest.mark.postgres
PEOPLE = ("tam", "sasha", "hana", "gail", "ada")


@contextmanager
def killed(site):
    site.kill("redis")
    try:
        yield
    finally:
        site.start_redis()


@contextmanager
def frozen(site):
    """Open connections stay open, new ones are taken, nothing is ever answered."""
    redis = site.children["redis"].pid
    os.kill(redis, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(redis, signal.SIGCONT)


@contextmanager
def silent(site):
    """Something else listens there and never says a word."""
    with killed(site), socket.create_server(("127.0.0.1", site.redis_port)):
        yield


OUTAGES = pytest.mark.parametrize("outage", [killed, frozen, silent], ids=lambda one: one.__name__)


@pytest.fixture(scope="module")
def usual(visitor, draft, send):
    """How every address answers that anybody of these can reach, on a good day: tam has a draft and has sent a report."""
    send(draft(by="tam", about="teo"), by="tam")
    draft(by="tam", about="teo")
    return {first: walk(visitor(first).get) for first in PEOPLE}


@OUTAGES
def test_every_page_answers_as_before(site, visitor, usual, outage):
    assert len(usual["tam"]) > 25
    with outage(site):
        assert {first: {path: visitor(first).get(path).status for path in answers} for first, answers in usual.items()} == usual


@OUTAGES
def test_a_report_is_written_and_sent(site, database, draft, send, outage):
    with outage(site):
        reference = draft()
        answer = send(reference)
        assert {state for state, _ in mails_about(database, reference)} == {"queued"}
    assert (answer.status, answer.location) == (302, f"/reports/{reference}/received/")
    assert answer.seconds < 5


@OUTAGES
def test_readiness_says_so(site, visitor, outage):
    with outage(site):
        assert '"broker": "not ok"' in visitor("tam").get("/readyz").text
        assert visitor("tam").get("/healthz").status == 200
    assert '"broker": "ok"' in visitor("tam").get("/readyz").text


@pytest.fixture(scope="module")
def worker(site, database):
    """A worker that has begun to work, and lives through every outage from here on."""
    site.start_worker()
    until(lambda: database.rows("SELECT 1 FROM deadlines_heartbeat"), "the worker")
    yield
    site.kill("worker")


@OUTAGES
@pytest.mark.beats(2)
@pytest.mark.usefixtures("worker")
def test_the_mail_goes_when_it_is_back_and_once(site, database, draft, send, mails, outage):
    reference = draft(danger={"danger": "yes"})  # urgent, so that nothing waits for the morning whatever the hour of this run
    with outage(site):
        send(reference)
        time.sleep(1.5)
        assert {state for state, _ in mails_about(database, reference)} == {"queued"}
    until(lambda: {state for state, _ in mails_about(database, reference)} == {"sent"}, "the mail")
    rows = Counter(message_id for _, message_id in mails_about(database, reference))
    assert Counter(mail["Message-ID"] for mail in mails.taken if mail["Message-ID"] in rows) == rows
    assert len(rows) > 1
    assert set(rows.values()) == {1}


def mails_about(database, reference):
    """(state, Message-ID) of what has to reach somebody about the report; the reporter's own receipt may wait for the morning."""
    return database.rows("SELECT state, message_id FROM outbox_message WHERE reference = %s AND code <> 'report.received'", reference)

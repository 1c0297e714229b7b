"""Real processes against PostgreSQL and a real mail server. SQLite has one writer at a time and nothing to prove here."""

import multiprocessing
import time
from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections

from foundation.messages import services
from foundation.messages.models import Message
from tests.messages.conftest import THING

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("wordings")]


def at_once(*works):
    """Run every work in a process of its own, all starting at the same instant; each must end well."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(len(works))

    def run(work):
        start.wait(20)
        work()

    processes = [fork.Process(target=run, args=(work,)) for work in works]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * len(works)


@pytest.mark.beats(2)
def test_the_same_task_five_times_in_parallel(server, tell, sasha, hana, at):
    for _ in range(60):
        tell(sasha, about=uuid4())
        tell(hana, about=uuid4())
    at_once(*[lambda: services.send_due(at=at)] * 5)
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert Counter(sent["Message-ID"] for sent in server.taken) == Counter(Message.objects.values_list("message_id", flat=True))


@pytest.mark.beats(2)
def test_one_digest_a_person_however_many_workers(server, tell, sasha, hana, at):
    for _ in range(40):
        tell(sasha, urgency="digest", about=uuid4())
        tell(hana, urgency="digest", about=uuid4())
    at_once(*[lambda: services.send_due(at=at + timedelta(hours=20))] * 5)
    assert [sent["Subject"] for sent in server.taken] == ["40 things are waiting for you"] * 2


@pytest.mark.beats(4)
def test_cancelled_while_five_workers_send(server, tell, sasha, at):
    for _ in range(60):
        tell(sasha)
    at_once(*[lambda: services.send_due(at=at)] * 5, lambda: services.cancel_unsent(THING, at=at))
    states = Counter(Message.objects.values_list("state", flat=True))
    assert states["sent"] == len(server.taken) == len({sent["Message-ID"] for sent in server.taken})
    assert set(states) <= {"sent", "cancelled"}


def test_a_worker_killed_in_the_middle_loses_nothing(server, tell, sasha, at):
    for _ in range(120):
        tell(sasha, about=uuid4())
    connections.close_all()
    worker = multiprocessing.get_context("fork").Process(target=services.send_due, kwargs={"at": at})
    worker.start()
    while len(server.taken) < 10:
        time.sleep(0.005)
    worker.kill()
    worker.join()
    assert Message.objects.filter(state="claimed").exists()
    services.send_due(at=at + timedelta(minutes=11))
    sent = Counter(one["Message-ID"] for one in server.taken)
    assert set(sent) == set(Message.objects.filter(state="sent").values_list("message_id", flat=True))
    assert (len(sent), sum(sent.values())) in {(120, 120), (120, 121)}  # the one that had left and was not written down yet


def test_one_key_queued_by_five_at_once_is_one_row(tell, sasha):
    at_once(*[lambda: tell(sasha, key="a")] * 5)
    assert Message.objects.count() == 1


def test_a_word_and_a_message_about_it_at_the_same_instant_leave_nothing_held(report, tell, tam, hana, at):
    for _ in range(10):
        thing = uuid4()
        at_once(lambda thing=thing: tell(tam, about=thing, matter="removal"),
                lambda thing=thing: services.spoken(dossier=report, person=tam, matter="removal", about=thing, by=hana, at=at, how="phone"))
    assert set(Message.objects.values_list("state", flat=True)) == {"queued"}

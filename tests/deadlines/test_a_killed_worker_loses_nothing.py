"""A real Celery worker on PostgreSQL and Redis, killed with -9 in the middle of a sweep; several sweeps at once."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from celery import current_app
from django.db import connection, connections, transaction

from foundation.deadlines import services
from foundation.deadlines.models import ClockEvent, Deadline
from foundation.dossiers.services import lock
from foundation.messages.models import Message
from foundation.messages.services import queue
from foundation.people.rules import SYSTEM
from tests.deadlines.conftest import THING

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MANY = 2200  # more than two batches


@pytest.fixture
def at(now):
    """The worker goes by the real time."""
    return now - timedelta(minutes=65)


@pytest.fixture
def many(begin):
    """Many clocks of two hours, halfway through, of which sasha is to be reminded."""
    first = begin("evidence_capture")
    entry = first.ledger.get()
    rows = [Deadline(**{**_columns(first), "uuid": uuid4(), "about": UUID(int=number)}) for number in range(1, MANY)]
    Deadline.objects.bulk_create(rows)
    ClockEvent.objects.bulk_create([ClockEvent(**{**_columns(entry), "deadline_id": row.pk}) for row in rows])
    return [first, *rows]


def _columns(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


@pytest.fixture
def worker():
    """worker(): a Celery worker of this test's database and of a queue of its own; all are ended after the test."""
    started, name = [], f"test-{uuid4().hex}"  # no other worker of this machine takes its tasks
    database = connection.settings_dict
    address = f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"

    def start():
        command = [sys.executable, "-m", "celery", "-A", "tmt_policy", "worker", "--pool", "solo", "-Q", name, "--without-mingle"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": address}, **quiet)
        started.append(process)
        current_app.send_task("deadlines.sweep", queue=name)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def until(what, seconds=40):
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def somebody_waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # or the first answer stays the answer for all of a transaction
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone()[0]


def told_once_each():
    assert Message.objects.count() == MANY
    assert set(Message.objects.values_list("about", flat=True)) == set(Deadline.objects.values_list("about", flat=True))
    assert services.days.check_all() == []


def test_killed_in_the_middle_of_a_sweep(many, worker, report, sasha, now):
    key = f"deadline:{many[-1].uuid}:1:50%:{sasha.uuid}"
    with transaction.atomic():  # a row of the second batch under the same key, not saved yet: the worker has to wait for it
        queue(dossier=report, code="test.waiting", to=sasha, about=THING, reference="R", path="/", at=now, by=SYSTEM, key=key)
        doomed = worker()
        until(somebody_waits_for_a_lock)
        os.kill(doomed.pid, signal.SIGKILL)
        doomed.wait()
        transaction.set_rollback(True)
    assert 0 < Message.objects.count() < MANY
    worker()
    until(lambda: not Deadline.objects.filter(last_rung_at=None).exists())
    told_once_each()


def swept(at):
    try:
        return services.sweep(at=at)
    finally:
        connection.close()


def test_what_somebody_is_changing_is_left_to_the_next_sweep(many, report, now):
    with transaction.atomic(), ThreadPoolExecutor(max_workers=1) as another:
        lock(report)
        assert another.submit(swept, now).result(60) == 0
    assert services.sweep(at=now) == MANY
    told_once_each()


@pytest.mark.beats(2)
def test_five_sweeps_at_once(many, now):
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    sweeps = [fork.Process(target=services.sweep, kwargs={"at": now, "batch": 90}) for _ in range(5)]
    for process in sweeps:
        process.start()
    for process in sweeps:
        process.join(60)
    services.sweep(at=now)
    assert [process.exitcode for process in sweeps] == [0] * 5
    told_once_each()

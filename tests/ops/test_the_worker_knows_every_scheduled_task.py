"""A schedule that names a task nobody registered fails silently in the worker's log."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from celery.beat import Scheduler
from django.conf import settings

from tmt_policy.celery import app


def scheduled():
    return {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


def test_every_scheduled_task_is_registered():
    app.loader.import_default_modules()
    assert scheduled() - set(app.tasks) == set()


def test_every_registered_task_is_scheduled_or_told():
    """Work that nothing starts is dead code; what a service announces by name says so here."""
    app.loader.import_default_modules()
    assert {name for name in app.tasks if not name.startswith("celery.")} - scheduled() == set()


def test_nothing_is_left_in_the_broker_by_time():
    """The database is the only clock (DESIGN 5): no ETA, no countdown, no retry by the worker."""
    assert settings.CELERY_TASK_IGNORE_RESULT


def test_a_worker_owes_the_broker_nothing():
    """So that nothing has to be handed back over a connection that was lost, which ends the worker."""
    assert not app.conf.task_acks_late
    assert [queue.name for queue in app.conf.task_queues if not queue.no_ack] == []
    assert app.conf.task_default_queue in {queue.name for queue in app.conf.task_queues}


@pytest.mark.parametrize("name", settings.CELERY_BEAT_SCHEDULE)
def test_a_beat_that_starts_anew_every_twenty_minutes_starves_nothing(name):
    """Containers forget when what ran last; each start counts from itself."""
    entry, noon, ran = settings.CELERY_BEAT_SCHEDULE[name], datetime(2026, 11, 23, 12, tzinfo=UTC), False
    for start in range(3 * 24):
        begun = noon + start * timedelta(minutes=20)
        with time_machine.travel(begun, tick=False):
            scheduler = Scheduler(app, lazy=True)
            fresh = scheduler.Entry(name=name, app=app, **entry)
        with time_machine.travel(begun + timedelta(minutes=19, seconds=59), tick=False):
            ran = ran or fresh.is_due().is_due
    assert ran

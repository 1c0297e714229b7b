"""Many reminders due among many deadlines: the sweep and the raw loop by turns over the same rows, put back in between."""

import json
import os
import subprocess
import sys
import time
from datetime import datetime, timedelta
from datetime import time as clock

from celery import current_app
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from benchmarks.machine import machine
from benchmarks.sweep import raw, results
from foundation.deadlines.services.sweeping import BATCH
from foundation.face import when
from tmt_policy.demo import cast
from tmt_policy.demo.basics import load_basics
from tmt_policy.demo.volume.making import make

DATABASE = "tmt_bench_sweep"
REPORTS, CLOCKS, DUE = (int(os.environ.get(name, usual)) for name, usual in (
    ("BENCH_REPORTS", 20_000), ("BENCH_CLOCKS", 1_000_000), ("BENCH_DUE", 100_000)))
DAYS, ROUNDS = 20, 3
KEPT = "CREATE TABLE due_before AS SELECT id, last_rung_at, next_rung_at FROM deadlines_deadline WHERE next_rung_at <= %s"
BACK = """UPDATE deadlines_deadline d SET last_rung_at = b.last_rung_at, next_rung_at = b.next_rung_at
          FROM due_before b WHERE b.id = d.id"""


def a_working_morning() -> datetime:
    """The last Tuesday at eleven: what is due then may also leave then, so that the sender is woken through the broker."""
    day = timezone.localdate() - timedelta(days=1)
    while day.weekday() != 1:
        day -= timedelta(days=1)
    return when.at(day, clock(11))


def fill(at: datetime) -> int:
    """Gives of how many deadlines a reminder is due."""
    began = time.monotonic()
    load_basics(at=at - timedelta(days=500))
    cast.load(at=at - timedelta(days=500), password="nobody signs in here")
    made = make(reports=REPORTS, clocks=CLOCKS, due=DUE, days=DAYS, now=at)
    took = time.monotonic() - began
    print(f"{made.reports:,} reports with {made.clocks:,} deadlines, {made.due:,} due: made in {took:.0f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [at])
    return made.due


def put_back() -> None:
    """Every row as it was before anybody was reminded, and no dead ones left behind for the next one to step over."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM outbox_message WHERE code LIKE 'deadline.%%' OR code LIKE 'overdue.%%'")
        cursor.execute(BACK)
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


def sweep_once(at: datetime, due: int) -> dict:
    set_to = connection.settings_dict
    address = f"postgres://{set_to['USER']}:{set_to['PASSWORD']}@{set_to['HOST']}:{set_to['PORT']}/{DATABASE}"
    alone = "import django; django.setup(); from benchmarks.sweep import once; once.main()"
    command = [sys.executable, "-c", alone, at.isoformat(), str(due // 10)]
    done = subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def measured(at: datetime, due: int) -> results.Figures:
    rounds, sweeps = [], []
    for _ in range(ROUNDS):  # by turns, so that a busy neighbour slows both
        put_back()
        rows, seconds = raw.loop(at=at, batch=BATCH)
        assert rows == due, f"the raw loop claimed {rows} rows"
        put_back()
        sweeps.append(sweep_once(at, due))
        rounds.append((rows / seconds, due / sweeps[-1]["seconds"]))
        print("raw {:,.0f} rows/s, sweep {:,.0f}".format(*rounds[-1]), sweeps[-1], flush=True)
    last = sweeps[-1]
    return results.Figures(machine=machine(), deadlines=CLOCKS, due=due, batch=BATCH, rounds=rounds, messages=last["messages"],
                           memory=last["memory"], idle=[one["idle"] for one in sweeps])


def main() -> bool:
    if connection.vendor != "postgresql":
        raise CommandError("This is measured on PostgreSQL: set DATABASE_URL.")
    connection.settings_dict["TEST"]["NAME"] = DATABASE
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        call_command("createcachetable", verbosity=0)
        at = a_working_morning()
        figures = measured(at, fill(at))
    finally:
        with current_app.connection_for_write() as broker:
            broker.default_channel.queue_purge("bench-sweep")  # the calls for the sender that nobody answered
        connection.creation.destroy_test_db(before, verbosity=0)
    results.write(figures)
    return figures.held

"""The smallest of what `make faults` does, so that it goes on working: real workers, a Redis and a mail server of their own."""

from random import Random

import pytest
from django.db import connection

from benchmarks.faults import killed, twice
from benchmarks.faults.scene import scene
from tests.faults.server import Sql

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cast")]


@pytest.fixture
def here():
    to = connection.settings_dict
    database = Sql(f"postgres://{to['USER']}:{to['PASSWORD']}@{to['HOST']}:{to['PORT']}/{to['NAME']}")
    with scene(database) as here:
        yield here
    database.close()


def test_a_worker_killed_twice_in_a_sweep(here):
    row = killed.in_a_sweep(here, seed=1, due=2_200, kills=2)
    assert row.held, row
    assert row.there == 2_200


@pytest.mark.beats(2)
def test_every_task_delivered_three_times_out_of_order(here):
    rows = list(twice.thrice(here, chance=Random(1), due=20))
    assert all(row.held for row in rows), rows
    assert [row.there for row in rows] == [20, 20]

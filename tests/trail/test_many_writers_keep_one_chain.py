"""Real processes against PostgreSQL. SQLite has one writer at a time and nothing to prove here."""

import multiprocessing
from uuid import UUID

import pytest
from django.db import connections, transaction

from foundation.trail import selectors, services
from foundation.trail.models import Event, Seal, Tally
from tests.trail.scene import ALDER, NINE

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]
WRITERS, EACH = 6, 25


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


def write():
    for number in range(EACH):
        with transaction.atomic():
            services.record(ALDER, action="report.noted", actor="system", at=NINE, ids={"n": number})
            services.tally("reports", month=NINE.date())
            if number % 5 == 4:
                transaction.set_rollback(True)


def seal():
    for _ in range(20):
        services.seal(at=NINE)


def compact():
    for _ in range(20):
        services.compact(at=NINE)


@pytest.mark.beats(9)
def test_writers_and_sealers_at_once():
    at_once(*[write] * WRITERS, seal, seal)
    services.seal(at=NINE)
    assert Event.objects.count() == WRITERS * EACH * 4 // 5
    assert selectors.verify(selectors.export_seals()) == []
    assert Seal.objects.last().heads[str(ALDER)][0] == Event.objects.count()


def test_first_writers_of_many_chains_at_once():
    def first():
        for number in range(20):
            services.record(UUID(int=number), action="report.noted", actor="system", at=NINE)

    at_once(*[first] * WRITERS)
    assert selectors.size()[:2] == (20 * WRITERS, 20)
    assert selectors.verify() == []


def test_writers_and_compactors_lose_no_step():
    at_once(*[write] * WRITERS, compact, compact)
    assert selectors.totals("reports", by=()) == {(): WRITERS * EACH * 4 // 5}
    services.compact(at=NINE)
    assert Tally.objects.count() == 1


def test_verifying_while_others_write_accuses_nobody():
    def verify():
        for _ in range(15):
            assert selectors.verify() == []

    at_once(*[write] * 3, seal, verify)

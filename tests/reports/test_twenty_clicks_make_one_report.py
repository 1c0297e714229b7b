"""Real processes against PostgreSQL: one draft sent by twenty clicks at one instant, and twenty equal receipts."""

import multiprocessing

import pytest
from django.db import connections
from django.urls import reverse

from foundation.messages.models import Message
from foundation.trail.models import Event, Tally
from reports.intake.models import Report
from tests.reports.journey_steps import about, begin, fill, send

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]
CLICKS = 20


def at_once(work):
    """`work` in twenty processes that start at the same instant; gives what each of them said."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    start, said = fork.Barrier(CLICKS), fork.SimpleQueue()

    def run():
        start.wait(60)
        try:
            answer = work()
        except Exception as error:
            answer = repr(error)
        said.put(answer)

    processes = [fork.Process(target=run) for _ in range(CLICKS)]
    for process in processes:
        process.start()
    answers = [said.get() for _ in processes]
    for process in processes:
        process.join(60)
    return answers


def test_sent_by_twenty_clicks(client_of, cast):
    client = client_of(cast["teo"])
    reference = begin(client)
    fill(client, reference, conduct=about(cast["tam"]))
    answers = at_once(lambda: send(client, reference).url)
    assert set(answers) == {reverse("reports:received", args=[reference])}
    row = Report.objects.get(reference=reference)
    assert Event.objects.filter(chain=row.dossier.uuid, action="report.submit").count() == 1
    assert Message.objects.filter(about=row.uuid).count() == 3
    assert Tally.objects.filter(measure="reports").count() == 1


def test_begun_by_twenty_clicks(client_of, cast):
    client = client_of(cast["teo"])
    answers = at_once(lambda: begin(client, once="0b0e8a56-32d9-4c35-a9a4-9f0a5c40f77e"))
    assert len(set(answers)) == 1
    assert Report.objects.count() == 1

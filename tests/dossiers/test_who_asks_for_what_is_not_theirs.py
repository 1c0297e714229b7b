"""Refused attempts are events (DESIGN 4), and neither the answer nor what it costs says whether there was anything."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.dossiers.models import Attempt
from foundation.dossiers.services import settle_attempts
from foundation.trail.models import Event
from tests.told import told_once
from tests.triage.scene import sent

pytestmark = pytest.mark.django_db
NOTHING = "/triage/R-2222-2222/"


@told_once
def report(teo, tam, at):
    return sent(teo, tam, at=at)


def refusals(dossier):
    return Event.objects.filter(chain=dossier.uuid, action="access.refused").count()


def test_the_person_concerned_who_asks_leaves_an_event(client_of, report, tam, now):
    client_of(tam).get(f"/triage/{report.reference}/")
    assert settle_attempts(at=now) == 1
    assert refusals(report.dossier) == 1


def test_asking_all_day_is_one_event(client_of, report, olu, now):
    for _ in range(3):
        client_of(olu).get(f"/triage/{report.reference}/")
        settle_attempts(at=now)
    assert refusals(report.dossier) == 1


def test_searching_for_it_is_asking(client_of, report, olu, now):
    client_of(olu).post("/search/", {"reference": report.reference.lower()}, follow=True)
    assert settle_attempts(at=now) == 1


def test_what_does_not_exist_is_noted_alike_and_comes_to_nothing(client_of, report, olu, now):
    asked, visitor = [], client_of(olu)
    for path in (f"/triage/{report.reference}/", NOTHING):
        with CaptureQueriesContext(connection) as queries:
            visitor.get(path)
        asked.append([one["sql"].split()[:3] for one in queries])
    assert asked[0] == asked[1]
    assert (Attempt.objects.count(), settle_attempts(at=now)) == (2, 1)


def test_who_may_see_it_and_who_reported_it_attempt_nothing(client_of, report, sasha, teo, now):
    client_of(sasha).get(f"/triage/{report.reference}/nothing-like-this/")
    client_of(teo).get(f"/triage/{report.reference}/")
    assert settle_attempts(at=now) == 0


def test_a_word_that_is_no_reference_is_not_kept(client_of, olu):
    client_of(olu).post("/search/", {"reference": "Tam Ellis"}, follow=True)
    assert not Attempt.objects.exists()


def test_rows_go_after_a_day(client_of, report, olu, now):
    client_of(olu).get(f"/triage/{report.reference}/")
    settle_attempts(at=now)
    settle_attempts(at=now + timedelta(days=2))
    assert not Attempt.objects.exists()


def test_it_is_read_on_the_report_and_by_nobody_else(client_of, report, tam, sasha, now):
    client_of(tam).get(f"/triage/{report.reference}/")
    settle_attempts(at=now)
    assert "Somebody who may not see it asked for it" in client_of(sasha).get(f"/triage/{report.reference}/").content.decode()

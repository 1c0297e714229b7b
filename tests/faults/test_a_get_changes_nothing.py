"""Opening a page resets no reminder and moves no state: a GET leaves every row as it was, but for the record that something was read."""

from datetime import timedelta

import pytest
from django.db import connection

from foundation.trail.models import Event
from tests.cases import story
from tests.faults.visitor import Answer, walk
from tests.reports.journey_steps import about, begin, fill
from tests.triage import scene
from tmt_policy.demo import working

PEOPLE = ("teo", "tam", "sasha", "hana", "iona", "rhys", "gail", "cleo")
READING = {"dossiers_seen"}
TAKEN = {"evidence.viewed", "evidence.downloaded", "letter.downloaded", "letter.taken_as_text"}
TAKING = {"trail_event", "trail_chainhead", "people_alias"}  # a picture that was looked at or taken away is an event (DOMAIN 4.2)

IN_USE = {"people_session"}  # a session says at most once a minute that it is in use: on a slow machine it does here


@pytest.fixture
def trust(cast, client_of, now):
    """Something in every state that has pages: a draft, reports at each step of triage, a case with a request, a finished one."""
    at = now - timedelta(hours=1)
    teo, tam, sasha = cast["teo"], cast["tam"], cast["sasha"]
    fill(client_of(teo), begin(client_of(teo)), conduct=about(tam))
    story.sent(teo, tam, at=at)
    scene.ready(scene.sent(teo, tam, at=at), sasha, at=at)
    scene.proposed(scene.sent(teo, tam, at=at), sasha, at=at)
    working.lettered(story.told(story.about_tam(cast, at), cast, at), by=cast["hana"], at=at)
    case = story.investigated(story.about_tam(cast, at), cast, at)
    story.closed(story.decided(story.found(case, cast, at), cast, at), cast, at)
    return cast


def tables():
    """Table → everything in it."""
    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            found[name] = sorted(repr([bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]) for row in cursor.fetchall())
    return found


def read(client):
    """Path → status of everything a client can open."""

    def get(path):
        answer = client.get(path)
        text = answer.content.decode() if answer["Content-Type"].startswith("text/html") else ""
        return Answer(answer.status_code, answer.headers.get("Location", ""), text, 0)

    return walk(get)


@pytest.mark.beats(3)
def test_reading_everything_there_is_to_read(trust, client_of):
    signed_in = {first: client_of(trust[first]) for first in PEOPLE}
    before, events = tables(), set(Event.objects.values_list("pk", flat=True))
    opened = {first: read(client) for first, client in signed_in.items()}
    after = tables()
    assert {name for name in after if after[name] != before[name]} - IN_USE == READING | TAKING
    assert set(Event.objects.exclude(pk__in=events).values_list("action", flat=True)) == TAKEN
    assert len({path for answers in opened.values() for path in answers}) > 50
    assert [(first, path) for first, answers in opened.items() for path, status in answers.items() if status not in (200, 302)] == []

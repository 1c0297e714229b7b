"""Nobody who had a part in a report asks its reporter, and nobody in line above it learns who they are (DOMAIN 9.1; DESIGN 3)."""

from datetime import timedelta

import pytest

from foundation.deadlines.services import sweep
from foundation.dossiers.rules import WITNESS
from foundation.dossiers.selectors import dossiers_for
from foundation.dossiers.services import add_party
from foundation.messages.models import Message
from foundation.people.models import Person
from foundation.people.rules import SYSTEM
from tests.care import scene

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def told_of(report):
    return set(Message.objects.filter(dossier=scene.care_of(report).dossier).values_list("to__email", flat=True))


@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_whoever_is_late_the_chief_executive_is_told_nothing(teo, tam, sasha, cleo, win, at, mode):
    report = scene.ended(teo, tam, triager=sasha, at=at, mode=mode)
    for days in range(20, 140, 5):
        sweep(at=at + days * DAY)
    assert told_of(report) == {"rhys@northgate.example", win.email}
    assert not dossiers_for(cleo, at + 140 * DAY).filter(pk=scene.care_of(report).dossier_id).exists()


@pytest.mark.parametrize("first", ["sasha", "hana", "cleo", "dee", "priya", "chidi", "olu", "gail", "tam", "ada"])
def test_for_everybody_else_there_is_nothing(teo, tam, sasha, cast, now, client_of, first):
    report = scene.ended(teo, tam, triager=sasha, at=now)
    client = client_of(cast[first])
    nothing = client.get("/care/K-2222-2222/")
    for page in ("", "ask/", "decline/", "say/"):
        answer = client.get(f"/care/{scene.care_of(report).reference}/{page}")
        assert (answer.status_code, answer.content) == (404, nothing.content)


def test_hr_who_is_in_conflict_does_not_ask(teo, tam, sasha, rhys, win, now, client_of):
    Person.objects.filter(pk=rhys.pk).update(line_manager=tam)
    report = scene.ended(teo, tam, triager=sasha, at=now)
    care = scene.care_of(report)
    assert client_of(rhys).get(f"/care/{care.reference}/").status_code == 404
    assert client_of(win).get(f"/care/{care.reference}/").status_code == 200


def test_hr_who_gets_a_part_afterwards_does_not_ask_either(teo, tam, sasha, rhys, now, client_of):
    report = scene.ended(teo, tam, triager=sasha, at=now)
    add_party(report.dossier, rhys, WITNESS, by=SYSTEM, at=now, source="test")
    assert client_of(rhys).get(f"/care/{scene.care_of(report).reference}/").status_code == 404
    assert scene.care_of(report).reference not in client_of(rhys).get("/care/").content.decode()


def test_a_confidential_name_stands_on_no_list(teo, tam, sasha, rhys, now, client_of):
    report = scene.ended(teo, tam, triager=sasha, at=now, mode="confidential")
    assert scene.care_of(report).reference in client_of(rhys).get("/care/").content.decode()
    assert "Teo Marsh" not in client_of(rhys).get("/care/").content.decode()



"""Real processes against PostgreSQL: of two leaders at one instant one gets the report, the other reads who has it."""

import pytest
from django.db import connections
from django.urls import reverse

from foundation.dossiers.models import Party
from foundation.messages.models import Message
from foundation.people.models import Person
from foundation.trail.selectors import events_of
from tests.trail.test_many_writers_keep_one_chain import at_once
from tests.triage import scene

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]
TYPED = {"conflict": "none", "words": "Typed before I thought again"}


def test_one_winner_and_a_clear_sentence(cast, client_of, now, tmp_path):
    report = scene.sent(cast["teo"], cast["tam"], at=now)
    address = reverse("triage:take-on", args=[report.reference])

    def claims(first):
        def send():
            connections.close_all()
            answer = client_of(Person.objects.get(pk=cast[first].pk)).post(address, {**TYPED, "version": report.version})
            (tmp_path / first).write_text(f"{answer.status_code} {answer.content.decode()}")

        return send

    at_once(claims("sasha"), claims("hana"))
    answers = {first: (tmp_path / first).read_text() for first in ("sasha", "hana")}
    loser = next(first for first, answer in answers.items() if answer.startswith("422"))
    triager = Party.objects.get(dossier=report.dossier, part="triager").person
    assert triager == cast["hana" if loser == "sasha" else "sasha"]
    assert f"{triager.name} has just taken this report on" in answers[loser]
    assert TYPED["words"] in answers[loser]
    assert events_of(report.dossier.uuid).filter(action="report.start").count() == 1
    assert Message.objects.filter(code="report.acknowledged").count() == 1

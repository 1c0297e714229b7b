"""Real processes against PostgreSQL: a race to make one draft ends as one letter and one file (DESIGN 4)."""

import pytest
from django.db import connections

from foundation.evidence import vault
from foundation.letters import rules, services
from foundation.letters.models import Letter
from foundation.people.models import Person
from foundation.trail.models import Event
from tests.trail.test_many_writers_keep_one_chain import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]


def test_a_race_of_makers_ends_as_one_letter(begin, hana, at):
    draft = begin()

    def makes():
        connections.close_all()
        row = Letter.objects.select_related("dossier").get(pk=draft.pk)
        assert services.freeze(row, by=Person.objects.get(pk=hana.pk), at=at, version=0).frozen

    at_once(*[makes] * 4)
    assert Letter.objects.get().frozen
    assert Event.objects.filter(action="letter.frozen").count() == 1
    assert len(list(vault.root(rules.ROOM).glob("??/*"))) == 1

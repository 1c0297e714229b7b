"""Real processes against PostgreSQL: a race to arrange, or to give the outcome, ends as one (BEATS 8, DESIGN 4)."""

from contextlib import suppress

import pytest
from django.db import connections

from cases.disciplinary import selectors
from cases.disciplinary import services as hearings
from cases.disciplinary.models import Disciplinary, Hearing, Seat
from foundation.deadlines.models import Deadline
from foundation.dossiers.models import Party
from foundation.dossiers.rules import Refused
from foundation.messages.models import Message
from foundation.people.models import Person
from tests.hearings.scene import DAY, arranged, demo, formal, now, ruled
from tests.trail.test_many_writers_keep_one_chain import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]


def anew(row):
    connections.close_all()
    return selectors.of_case(Disciplinary.objects.select_related("dossier").get(pk=row.pk).dossier)


def test_a_race_to_arrange_gives_each_seat_once(cast, at):
    row = formal(cast, at)

    def arranges():
        with suppress(Refused):
            arranged(anew(row), {name: Person.objects.get(pk=one.pk) for name, one in cast.items()}, at)

    at_once(*[arranges] * 4)
    assert (Hearing.objects.count(), Seat.objects.count()) == (1, 1)
    assert Party.objects.filter(part="hearing_chair").count() == 1
    assert Message.objects.filter(code="disciplinary.seated").count() == 1


def test_a_race_to_give_the_outcome_gives_it_once(cast, at):
    row, after = ruled(cast, at)
    then = after + 2 * DAY
    demo.written(row, by=cast["rhys"], at=then)
    version = now(row).version

    def gives():
        one = anew(row)
        with suppress(Refused):
            hearings.issue(one, how="phone", by=Person.objects.get(pk=cast["rhys"].pk), at=then, version=version)

    at_once(*[gives] * 4)
    assert Deadline.objects.filter(kind="appeal_window").count() == 1
    assert Message.objects.filter(code="disciplinary.outcome").count() == 1

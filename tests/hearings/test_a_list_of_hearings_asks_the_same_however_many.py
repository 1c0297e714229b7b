"""Lists of hearings, and the first page of whoever arranges them, do not ask more of the database as hearings become more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.disciplinary import offers
from foundation.people.models import Person
from tests.hearings import scene

pytestmark = pytest.mark.django_db


def asked(first, at):
    with CaptureQueriesContext(connection) as queries:
        found = offers.tasks(Person.objects.get(pk=first.pk), at)
    return len(found.needs_me) + len(found.waiting), len(queries)


def test_three_ask_what_one_asks(cast, rhys, at):
    scene.invited(cast, at)
    one, few = asked(rhys, at)
    scene.formal(cast, at, subject="ann")
    scene.arranged(scene.formal(cast, at, subject="alf"), cast, at)
    assert (one, asked(rhys, at)) == (1, (3, few))

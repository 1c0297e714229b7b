"""The roles of whoever has left end, so that a list which forgets the last day gives none back by itself."""

from datetime import timedelta

import pytest

from foundation.messages.models import Message
from foundation.people.models import Person
from foundation.people.selectors import roles_of
from foundation.roles.services import end_of_the_gone
from tests.told import told_once

pytestmark = pytest.mark.django_db


@told_once
def gone(hana, at):
    Person.objects.filter(pk=hana.pk).update(left_on=at.date() - timedelta(days=1))
    return hana


def test_coming_back_gives_no_role_back(gone, at):
    assert end_of_the_gone(at=at) == 1
    Person.objects.filter(pk=gone.pk).update(left_on=None)
    assert roles_of(Person.objects.get(pk=gone.pk), at) == set()


def test_those_who_watch_are_told_once(gone, cleo, priya, at):
    end_of_the_gone(at=at)
    assert end_of_the_gone(at=at) == 0
    assert {row.to for row in Message.objects.filter(code="role.ended")} == {cleo, priya}


def test_on_the_last_day_they_hold_it_still(hana, at):
    Person.objects.filter(pk=hana.pk).update(left_on=at.date())
    assert end_of_the_gone(at=at) == 0

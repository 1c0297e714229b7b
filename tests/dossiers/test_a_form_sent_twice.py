from uuid import uuid4

import pytest
from django.db import IntegrityError

from foundation.dossiers.models import OneTimeKey
from foundation.dossiers.rules import Refused
from foundation.dossiers.services import once


def test_the_second_gets_the_first_ones_answer(teo, at):
    key, made = uuid4(), []

    def make():
        made.append(1)
        return "/reports/one/"

    answers = {once(key, purpose="report.submit", by=teo, at=at, make=make) for _ in range(3)}
    assert answers == {"/reports/one/"}
    assert made == [1]


def test_a_refused_change_does_not_spend_the_key(teo, at):
    with pytest.raises(ZeroDivisionError):
        once(uuid4(), purpose="x", by=teo, at=at, make=lambda: 1 / 0)
    assert not OneTimeKey.objects.exists()


def test_a_key_somebody_else_has_spent_is_refused(teo, gus, at):
    key = uuid4()
    once(key, purpose="report.submit", by=teo, at=at, make=lambda: "/reports/one/")
    for purpose, person in (("report.submit", gus), ("report.draft", teo)):
        with pytest.raises(Refused):
            once(key, purpose=purpose, by=person, at=at, make=lambda: "/reports/two/")
    assert OneTimeKey.objects.count() == 1


def test_a_clash_inside_the_change_is_not_taken_for_a_spent_key(teo, at):
    def clash():
        OneTimeKey.objects.create(key=first, purpose="y", holder="z", at=at)

    first = uuid4()
    clash()
    with pytest.raises(IntegrityError):
        once(uuid4(), purpose="x", by=teo, at=at, make=clash)

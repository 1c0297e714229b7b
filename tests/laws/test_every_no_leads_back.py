"""Whoever is told no, because a step is not theirs or somebody was quicker, is led back to the thing itself, by a link that opens."""

import re

import pytest

from tests.laws.doors import DOORS
from tests.laws.test_every_address_has_a_door import IN_ORDER
from tests.laws.visiting import ask

pytestmark = pytest.mark.django_db

BACK = re.compile(r'<a href="([^"]*)" class="govuk-back-link"')
ON = re.compile(r'<a class="govuk-link" href="(/[^"]+)">Go back to it')


def sends(door):
    return isinstance(door.form, dict) or callable(door.form)


STEPS = [name for name in IN_ORDER if DOORS[name].told or sends(DOORS[name])]
# one list for all, so that the story never has to go back
each_step = pytest.mark.parametrize(
    ("stage", "name"), [(DOORS[name].stage, name) for name in STEPS], indirect=["stage"], scope="module", ids=STEPS
)


@each_step
def test_a_step_that_is_not_theirs(stage, visitors, name):
    path = DOORS[name].path(name, stage)
    for who in DOORS[name].told.split():
        (on,) = ON.findall(ask(visitors[who], path).text)
        assert path.startswith(on), who
        assert ask(visitors[who], on).word in ("sees", "goes on"), who


@each_step
def test_a_page_that_was_overtaken_while_they_wrote(stage, visitors, name):
    """Its own way back may lead to a step that is not theirs any more either."""
    path = DOORS[name].path(name, stage)
    for who in DOORS[name].told.split():
        for form in (DOORS[name].filled(stage), {}):
            answer = ask(visitors[who], path, form)
            if answer.word != "422":
                continue
            (back,) = BACK.findall(answer.text) or ON.findall(answer.text)
            assert ask(visitors[who], back).word in ("sees", "goes on"), who


@each_step
def test_what_is_shown_again_keeps_its_way_back(stage, visitors, name):
    path = DOORS[name].path(name, stage)
    for who in DOORS[name].sees.split()[:1]:
        back = BACK.findall(ask(visitors[who], path).text)
        for form in ({}, {"version": "77"}):
            answer = ask(visitors[who], path, form)
            assert answer.word != "422" or BACK.findall(answer.text) == back

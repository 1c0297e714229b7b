"""The story of `world`, made once for a module and taken back after it; each test's own changes are taken back before the next."""

import datetime

import pytest
import time_machine
from django.db import transaction
from django.test.utils import override_settings

from foundation.deadlines.services import sweep
from tests.laws.visiting import Visitor, signed_in
from tests.laws.world import World
from tmt_policy import navigation
from tmt_policy.demo.cast import by_first_name

NOON = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC)  # a Monday in term


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The story before its first stage: `world.reach(stage)` tells it up to there. The clock stands still."""
    folder = tmp_path_factory.mktemp("evidence")
    with django_db_blocker.unblock(), time_machine.travel(NOON, tick=False), override_settings(EVIDENCE_DIR=folder), transaction.atomic():
        sweep(at=NOON)
        navigation._heard["sweep"] = (float("inf"), NOON)  # what pages keep for thirty seconds of the real clock stands still, too
        made = World(by_first_name(), NOON - datetime.timedelta(hours=6))
        made.folder = folder
        yield made
        transaction.set_rollback(True)
        navigation._heard.clear()


@pytest.fixture(scope="module")
def stage(world, request, django_db_blocker):
    """The world, as far as the stage a test names: parametrize with `indirect=["stage"]`."""
    with django_db_blocker.unblock():
        world.reach(request.param)
    return world


@pytest.fixture(scope="module")
def visitors(world, django_db_blocker):
    """Everybody with a sign-in, signed in once; and nobody."""
    with django_db_blocker.unblock():
        people = {first: signed_in(one) for first, one in world.people.items() if hasattr(one, "user")}
    return {**people, "nobody": Visitor(None)}


@pytest.fixture(autouse=True)
def _same_folder(_apart, request, settings):
    """Evidence of the story lies where the story put it."""
    if "world" in request.fixturenames:
        settings.EVIDENCE_DIR = request.getfixturevalue("world").folder

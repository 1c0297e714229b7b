"""Nobody left to let anybody in is no way in (BEATS 10); and no start of the system takes back what somebody decided (BEATS 21)."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models.functions import Greatest

from foundation.deadlines.services import sweep
from foundation.dossiers.models import Party
from foundation.dossiers.rules import WORKING, Refused
from foundation.dossiers.selectors import dossiers_for
from foundation.people.models import Person, Placement
from foundation.people.rules import SYSTEM
from foundation.people.selectors import roles_of, setting
from foundation.people.services import change_setting, end_placement
from reports.intake.models import Report
from tests.laws.world import told
from tmt_policy.demo import cast as cast_table
from tmt_policy.demo import reporting
from tmt_policy.demo.basics import load_basics

pytestmark = pytest.mark.django_db


@pytest.fixture
def deserted(world):
    """Reports and a case, and then every role and every part that anybody worked in is over."""
    world.reach("scoping")
    Placement.objects.update(until=Greatest("since", world.start.date()))
    Party.objects.filter(part__in=WORKING, until__isnull=True).update(until=world.now)
    return world


def let_in(world, at):
    ids = [one.pk for one in world.dossiers()]
    return {one.name for one in Person.objects.all() if dossiers_for(one, at).filter(pk__in=ids).exists()}


@pytest.mark.beats(10)
def test_nobody_gets_in_then_or_later(deserted):
    for days in (0, 1, 30, 400):
        sweep(at=deserted.now + timedelta(days=days))
        assert let_in(deserted, deserted.now + timedelta(days=days)) == set()


@pytest.mark.beats(10)
def test_a_report_nobody_could_read_is_not_taken(deserted):
    with pytest.raises(Refused):
        reporting.send(told(deserted), at=deserted.now)
    assert not Report.objects.filter(state="SUBMITTED", submitted_at=deserted.now).exists()


@pytest.mark.beats(21)
def test_a_start_takes_back_no_setting_and_gives_back_no_role(hana, ada, at):
    change_setting("removal.hours", 6, by=ada, at=at)
    end_placement(hana.placements.get(), until=at.date(), by=SYSTEM, at=at)
    call_command("migrate", verbosity=0, interactive=False)
    load_basics(at=at)
    again = cast_table.load(at=at, password="another one")
    assert setting("removal.hours", 24) == 6
    assert roles_of(again["hana"], at) == set()

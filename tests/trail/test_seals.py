from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.trail import selectors, services, tasks
from foundation.trail.models import Seal
from tests.trail.scene import ALDER, BIRCH, NINE


def test_a_seal_holds_only_what_moved(tell):
    tell(ALDER, 2)
    tell(BIRCH)
    assert set(services.seal(at=NINE).heads) == {str(ALDER), str(BIRCH)}
    third = tell(ALDER)[0]
    assert services.seal(at=NINE).heads == {str(ALDER): [3, third.digest]}


def test_nothing_moved_makes_no_seal(tell):
    tell(ALDER)
    services.seal(at=NINE)
    assert services.seal(at=NINE) is None
    assert Seal.objects.count() == 1


def test_a_busy_hour_makes_several_small_seals(tell, monkeypatch):
    monkeypatch.setattr(services, "HEADS_A_SEAL", 2)
    for number in range(5):
        tell(UUID(int=number))
    assert services.seal(at=NINE).number == 3
    assert [len(seal.heads) for seal in Seal.objects.all()] == [2, 2, 1]
    assert selectors.verify(selectors.export_seals()) == []


@pytest.mark.parametrize("do", [tasks.seal, lambda: call_command("seal_trail")], ids=["beat", "operator"])
def test_beat_and_the_operator_seal(do, tell):
    tell(ALDER)
    do()
    assert Seal.objects.get().previous == ""


def test_verifying_costs_no_query_per_event(tell):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert selectors.verify() == []
        return len(asked)

    tell(ALDER)
    tell(BIRCH)
    services.seal(at=NINE)
    few = queries()
    tell(ALDER, 40)
    tell(BIRCH, 40)
    assert queries() == few

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.trail import selectors, services, tasks
from foundation.trail.models import CELL, Tally
from tests.trail.scene import NINE

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)

cells = (st.sampled_from(["reports", "cases"]), st.sampled_from(["", "alder"]), st.sampled_from([SEPTEMBER, date(2026, 8, 1)]),
         st.sampled_from(["", "bullying"]), st.integers(0, 1))
steps = st.lists(st.tuples(*cells, st.sampled_from([-1, 1, 2])), max_size=25)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_compacting_changes_no_total_and_leaves_one_row_each(db, steps):
    Tally.objects.all().delete()
    true = {}
    for *cell, amount in steps:
        services.tally(**dict(zip(CELL, cell, strict=True)), amount=amount)
        true[tuple(cell)] = true.get(tuple(cell), 0) + amount
    true = {cell: total for cell, total in true.items() if total}
    assert selectors.totals(["reports", "cases"], by=CELL) == true
    assert services.compact(at=NINE) == len(steps) - len(true)
    assert selectors.totals(["reports", "cases"], by=CELL) == true
    assert Tally.objects.count() == len(true)


def test_many_steps_are_merged_in_portions(db, monkeypatch):
    monkeypatch.setattr(services, "STEPS_AT_ONCE", 3)
    for _ in range(10):
        services.tally("reports", month=SEPTEMBER)
    assert services.compact(at=NINE) == 9
    assert Tally.objects.get().amount == 10


def test_portions_that_cancel_do_not_stop_the_rest(db, monkeypatch):
    monkeypatch.setattr(services, "STEPS_AT_ONCE", 2)
    for amount in (1, -1, 1, 1):
        services.tally("reports", month=SEPTEMBER, amount=amount)
    services.compact(at=NINE)
    assert Tally.objects.get().amount == 2


def test_the_task_compacts(db):
    services.tally("reports", month=SEPTEMBER)
    services.tally("reports", month=SEPTEMBER, amount=-1)
    tasks.compact()
    assert not Tally.objects.exists()


def test_totals_by_what_a_page_asks_in_one_query(db, django_assert_num_queries):
    services.tally("reports", academy="alder", month=date(2026, 9, 17), category="bullying", tier=1)
    services.tally("reports", academy="alder", month=OCTOBER, category="privacy", tier=2)
    services.tally("reports", academy="birch", month=OCTOBER, category="privacy", tier=1, amount=4)
    with django_assert_num_queries(1):
        assert selectors.totals("reports", academies=["alder"], by=("month",)) == {(SEPTEMBER,): 1, (OCTOBER,): 1}
    assert selectors.totals("reports", months=[OCTOBER], by=("academy", "tier")) == {("alder", 2): 1, ("birch", 1): 4}
    assert selectors.totals("reports", by=()) == {(): 6}
    assert selectors.totals("cases", by=()) == selectors.totals("reports", months=[], by=()) == {}


@pytest.mark.parametrize("wrong", [{"month": datetime(2026, 9, 1)}, {"category": "what Tam wrote"}, {"academy": "Alder Academy"}])
def test_a_total_counts_codes_and_months_only(wrong, db):
    with pytest.raises(ValueError, match=r"\w"):
        services.tally("reports", **{"month": SEPTEMBER, **wrong})

"""Disclosure control as a property: whatever the true counts are, what is published leaves every small one open."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assurance.disclosure import Cell, groups, publish, share, total, trend, words

small_tables = st.lists(st.lists(st.integers(0, 14), min_size=2, max_size=4), min_size=1, max_size=3)


@given(st.integers(1, 4), st.booleans())
def test_a_small_number_stays_one_of_at_least_three(count, sensitive):
    cell = publish(count, sensitive=sensitive)
    assert cell.low <= count <= cell.high
    assert cell.high - cell.low >= 2
    assert {publish(other, sensitive=sensitive) for other in range(1, 5)} == {cell}


@given(st.integers(0, 10_000))
def test_a_cell_never_lies(count):
    cell = publish(count)
    assert cell.low <= count <= cell.high
    assert cell.shown in ("0", "fewer than 5") or abs(int(cell.shown) - count) <= 2


@given(small_tables)
def test_from_all_that_is_published_no_small_cell_can_be_narrowed(table):
    """Every total is a function of cells; so any other true table with the same cells would have published the same."""
    published = [[publish(count) for count in row] for row in table]
    for r, row in enumerate(table):
        for c, count in enumerate(row):
            if 1 <= count <= 4:
                others = [[*published[r][:c], publish(other), *published[r][c + 1:]] for other in range(1, 5)]
                assert {tuple(other) for other in others} == {tuple(published[r])}
                assert {words(total(other)) for other in others} == {words(total(published[r]))}


def test_a_total_is_a_range_of_what_is_shown():
    assert words(total([publish(3), publish(0), publish(11)])) == "9 to 16"


def test_zero_is_hidden_where_even_one_would_say_too_much():
    assert publish(0, sensitive=True) == publish(4, sensitive=True)
    assert publish(0, sensitive=True).shown == "0 to 4"


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (7, "5"), (8, "10"), (12, "10"), (13, "15")]
)
def test_rounding(count, shown):
    assert publish(count).shown == shown


@pytest.mark.parametrize(("part", "whole", "shown"), [
    (5, 9, "group too small to show"), (25, 25, "75% to 100%"), (0, 25, "0% to 25%"), (19, 30, "60% to 80%"), (50, 55, "90% to 100%"),
    (104, 110, "90% to 95%"), (110, 110, "95% to 100%"),
])
def test_a_share_is_a_range(part, whole, shown):
    assert share(part, whole, [publish(whole)]) == shown


def test_a_share_beside_its_cells_leaves_every_small_one_open():
    """All that two kinds of report and their share can publish: whatever is shown, the small one may be any of 1 to 4."""
    could_be = defaultdict(set)
    for small, large in product(range(1, 5), range(5, 60)):
        cells = (publish(small), publish(large))
        for part in range(small + large + 1):
            could_be[cells, share(part, small + large, cells)].add(small)
    assert {frozenset(values) for values in could_be.values()} == {frozenset({1, 2, 3, 4})}


def test_a_share_never_tells_how_many_were_late():
    for whole in range(20, 130):
        late = defaultdict(set)
        for part in range(whole + 1):
            late[share(part, whole, [publish(whole)])].add(whole - part)
        assert min(map(len, late.values())) >= 4


def test_an_arrow_needs_two_large_numbers_that_really_differ():
    assert trend(publish(4), publish(40)) == ""
    assert trend(publish(10), publish(20)) == "more than the term before"
    assert trend(publish(20), publish(20)) == "about the same as the term before"


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 120), min_size=2))
def test_a_small_academy_is_never_shown_alone(headcounts):
    units = groups(headcounts)
    for code, staff in headcounts.items():
        if staff < 30:
            assert sum(unit == units[code] for unit in units.values()) >= 2


def test_cells_are_only_what_publish_makes():
    assert {publish(n) for n in range(8)} == {Cell(0, 0), Cell(1, 4), Cell(5, 7)}
    assert all(a.high < b.low or a == b for a, b in product([publish(n) for n in range(30)], repeat=2) if a < b)

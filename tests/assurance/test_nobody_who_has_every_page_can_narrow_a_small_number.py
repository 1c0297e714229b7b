"""From everything published, over all tables and successive snapshots, no number from 1 to 4 is derived or narrowed below three values.

Two attackers. One reads the texts of all pages and works out what must follow, over tables of any size. The other knows the code: for every
small table there is, it looks which other tables would have published exactly the same.
"""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assurance import rules
from tests.assurance.attacker import Attacker
from tests.assurance.published import KINDS, TERMS, pages

UNITS, COMPANY = ("alder", "birch", "elm+fir"), 4
NAMES = {name: kind for kind, name in rules.CATEGORIES.items()}
PLACES = {term.label: place for place, term in enumerate(TERMS)}
number = st.one_of(st.integers(0, 6), st.integers(0, 6), st.integers(0, 40))


@st.composite
def truth(draw):
    """What happened in three units and at the trust over three terms, and how much of it was in time."""
    counts = {(unit, kind, place): draw(number) for unit in (*UNITS, rules.TRUST_UNIT) for kind in KINDS for place in range(len(TERMS))}
    in_time = {}
    for unit, duty, place in product((*UNITS, rules.TRUST_UNIT), rules.DUTIES, range(len(TERMS))):
        whole = draw(st.integers(0, sum(counts[unit, kind, place] for kind in KINDS)))
        in_time[unit, duty, place] = draw(st.integers(max(0, whole - 3), whole)), whole
    return counts, in_time


@given(truth())
@settings(max_examples=60, deadline=None)
def test_whoever_reads_every_page_of_three_terms(happened):
    counts, in_time = happened
    attacker = Attacker(UNITS, COMPANY)
    for unit, page in pages(counts, in_time, UNITS, len(TERMS), COMPANY):
        if unit == rules.TRUST_UNIT:
            attacker.reads_the_roll_up(page, unit)
        else:
            attacker.reads_a_page(unit, page)
    attacker.works_it_out()
    for cell in attacker.low:
        true = counts[cell[0], NAMES[cell[1]], PLACES[cell[2]]]
        assert attacker.low[cell] <= true <= attacker.high[cell], "the attacker concludes something false, and proves nothing"
        assert attacker.left_open(cell) >= 3 or true == 0, cell


# units, kinds, terms: every way to fill them with 0 to 6, or with what is not 0 where there are four cells
SHAPES = [(("a",), KINDS[:3], 1), (("a", "b"), KINDS[:2], 1), (("a",), KINDS[:2], 2), (("a", "b"), KINDS[:1], 2), (("a",), KINDS[:1], 3)]


@pytest.mark.parametrize(("units", "kinds", "terms"), SHAPES, ids=lambda value: str(value))
def test_whoever_knows_the_code_and_tries_every_small_table(units, kinds, terms):
    cells = list(product(units, kinds, range(terms)))
    could_be = defaultdict(lambda: defaultdict(set))
    for numbers in product((0, 1, 2, 3, 4, 5, 6) if len(cells) < 4 else (1, 2, 3, 4, 6), repeat=len(cells)):
        counts = dict(zip(cells, numbers, strict=True))
        for late in (0, 1):
            said = repr(pages(counts, all_arose(counts, late), units, terms, len(units)))
            for cell, count in counts.items():
                could_be[said][cell].add(count)
    small = [values for by_cell in could_be.values() for values in by_cell.values() if values & {1, 2, 3, 4}]
    assert len(small) > 20
    assert min(map(len, small)) >= 3


def all_arose(counts, late):
    """Every report is also one for the safeguarding lead, the LADO and so on: the worst case for a sentence about them."""
    whole = defaultdict(int)
    for (unit, _, place), count in counts.items():
        whole[unit, place] += count
    return {(unit, duty, place): (max(0, all_ - late), all_) for (unit, place), all_ in whole.items() for duty in rules.DUTIES}


def test_the_attacker_finds_what_true_totals_would_give_away():
    """The same table with a true total beside it: then the only small cell is known."""
    counts = {("alder", KINDS[0], 0): 3}
    attacker = Attacker(UNITS, COMPANY)
    (unit, page), *_ = pages(counts, {}, UNITS, 1, COMPANY)
    page["sections"][2]["rows"][-1][1] = "3"
    attacker.reads_a_page(unit, page)
    for other, shown in pages(counts, {}, UNITS, 1, COMPANY)[1:3]:
        attacker.reads_a_page(other, shown)
    attacker.works_it_out()
    assert attacker.left_open(("alder", rules.CATEGORIES[KINDS[0]], TERMS[0].label)) == 1

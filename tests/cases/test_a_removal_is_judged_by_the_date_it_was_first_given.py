"""In time or late: by the original date, whatever rounds there were; and the recount says the same (DOMAIN 8.1, ADR 0010)."""

from datetime import timedelta

import pytest

from assurance.recount import differences
from cases.removals import services
from foundation.trail.selectors import totals
from tests.cases.story import LOOKED, about_tam, told
from tests.told import told_once

HOUR = timedelta(hours=1)


@told_once
def asked(cast, at):
    return told(about_tam(cast, at), cast, at)


def claimed(row, cast, at):
    return services.claim(row, by=cast["tam"], at=at, version=row.version, method="deleted")


def looked(row, cast, at, outcome):
    return services.verify(row, by=cast["sasha"], at=at, version=row.version, outcome=outcome, **LOOKED)


def told_again(row, cast, at):
    return services.tell(row, by=cast["hana"], at=at, version=row.version, how="phone")


def counted():
    assert differences() == []
    return {category for (category,) in totals("removals", by=("category",))}


def test_a_wrong_word_wins_no_time(asked, cast, at):
    row = looked(claimed(asked, cast, at + HOUR), cast, at + 20 * HOUR, "still_there")
    row = told_again(row, cast, at + 23 * HOUR)
    row = looked(claimed(row, cast, at + 30 * HOUR), cast, at + 31 * HOUR, "verify")
    assert (row.in_time, counted()) == (False, {"late"})


def test_put_right_before_the_first_date_it_is_in_time(asked, cast, at):
    row = looked(claimed(asked, cast, at + HOUR), cast, at + 2 * HOUR, "still_there")
    row = looked(claimed(told_again(row, cast, at + 3 * HOUR), cast, at + 23 * HOUR), cast, at + 40 * HOUR, "verify")
    assert (row.in_time, counted()) == (True, {"in_time"})


@pytest.mark.parametrize("first,again,verdict", [(1, 1, True), (25, 1, False), (1, 25, False)])
def test_what_came_back_has_to_have_been_in_time_every_time(asked, cast, at, first, again, verdict):
    row = looked(claimed(asked, cast, at + first * HOUR), cast, at + 26 * HOUR, "verify")
    assert counted() == {"in_time" if first == 1 else "late"}
    row = looked(row, cast, at + 50 * HOUR, "reappeared")
    assert counted() == set()
    row = told_again(row, cast, at + 51 * HOUR)
    row = looked(claimed(row, cast, at + (51 + again) * HOUR), cast, at + 80 * HOUR, "verify")
    assert (row.in_time, counted()) == (verdict, {"in_time" if verdict else "late"})

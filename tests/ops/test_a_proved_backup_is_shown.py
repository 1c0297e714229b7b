"""The administrator and the Board read whether a backup could be brought back; nobody reads more than that."""

from datetime import timedelta

import pytest

from foundation.trail import services as trail

DAY = timedelta(days=1)


@pytest.fixture
def proved(now):
    def proved(good=True, purpose="proof", ago=DAY):
        trail.note_restore(purpose=purpose, taken_at=now - ago - DAY, good=good, counts={"rows": 7}, by="system", at=now - ago)

    return proved


@pytest.fixture
def system(client_of, ada):
    return lambda: client_of(ada).get("/system/").content.decode()


@pytest.fixture
def board(client_of, chidi):
    return lambda: client_of(chidi).get("/assurance/trust/").content.decode()


def test_before_anybody_has(system, board):
    assert "Run manage.py restore-check" in system()
    assert "Nobody has proved yet" in board()


def test_when_somebody_has(system, board, proved):
    proved()
    assert "Proved" in system()
    assert "Last restore proved:" in board()


def test_when_it_failed_the_administrator_is_wanted(system, board, proved):
    proved(ago=2 * DAY)
    proved(good=False)
    assert "cannot be relied on" in system()
    assert "Last restore proved:" in board()


def test_when_it_is_long_ago(system, proved):
    proved(ago=40 * DAY)
    assert "Long ago" in system()


def test_after_one_came_back_for_good(system, proved):
    proved(purpose="real")
    assert "Brought back from a backup" in system()


def test_a_count_is_a_number_by_a_code(now, db):
    with pytest.raises(ValueError, match="code"):
        trail.note_restore(purpose="proof", taken_at=now, good=True, counts={"Tam Ellis": 1}, by="system", at=now)

"""A request stays readable for the person until the case is closed, the re-checks are over and an appeal's time has passed (ADR 0010)."""

from datetime import timedelta

import pytest

from cases.removals import services
from cases.removals.selectors import mine, shown_until
from foundation.dossiers.models import Dossier
from foundation.dossiers.selectors import dossiers_for
from foundation.evidence.selectors import exhibits_for
from tests.cases.story import LOOKED, about_tam, closed, decided, found, fresh, investigated, told
from tests.told import told_once

DAY = timedelta(days=1)


@told_once
def case(cast, at):
    return about_tam(cast, at)


def withdrawn(row, cast, at):
    return services.withdraw(row, by=cast["hana"], at=at, version=row.version, reason="It was somebody else's.")


def verified(row, cast, at):
    row = services.claim(row, by=cast["tam"], at=at, version=row.version, method="deleted")
    return services.verify(row, by=cast["sasha"], at=at, version=row.version, outcome="verify", **LOOKED)


def finished(case, cast, at):
    return closed(decided(found(investigated(case, cast, at), cast, at), cast, at), cast, at)


def looked_three_times(row, cast, at):
    for days in (1, 7, 30):
        row = services.verify(row, by=cast["sasha"], at=at + days * DAY, version=row.version, outcome="still_gone", **LOOKED)
    return row


def test_while_the_case_is_open_a_withdrawn_request_stays_readable(case, cast, tam, at):
    row = withdrawn(told(case, cast, at), cast, at)
    assert list(mine(tam, at + 100 * DAY)) == [row]


def test_closed_it_is_readable_for_ten_working_days_more(case, cast, tam, at):
    row = withdrawn(told(case, cast, at), cast, at)
    finished(fresh(case), cast, at)
    end = shown_until(row, tam, at)
    assert (end - at).days == 14
    assert (list(mine(tam, end - DAY)), list(mine(tam, end))) == ([row], [])


def test_looks_that_run_on_after_closing_keep_it_readable(case, cast, tam, at):
    row = verified(told(case, cast, at), cast, at)
    finished(fresh(case), cast, at)
    assert (shown_until(row, tam, at), list(mine(tam, at + 29 * DAY))) == (None, [row])
    looked_three_times(row, cast, at)
    assert list(mine(tam, at + 31 * DAY)) == [row]
    assert list(mine(tam, at + 50 * DAY)) == []


def test_looked_at_for_the_last_time_while_the_case_is_open_it_waits_for_closing(case, cast, tam, at):
    row = looked_three_times(verified(told(case, cast, at), cast, at), cast, at)
    assert list(mine(tam, at + 100 * DAY)) == [row]


@pytest.mark.parametrize("over", [withdrawn, lambda row, cast, at: looked_three_times(verified(row, cast, at), cast, at)])
def test_whoever_checked_has_nothing_of_it_when_it_is_over(case, cast, sasha, at, over):
    row = told(case, cast, at)
    seen = Dossier.objects.filter(pk=case.dossier_id)
    assert dossiers_for(sasha, at, "removal.verify") & seen
    over(row, cast, at)
    assert not dossiers_for(sasha, at + 31 * DAY, "removal.verify") & seen
    assert not exhibits_for(sasha, at + 31 * DAY).filter(dossier=case.dossier).exists()


def test_the_person_is_told_until_when(case, cast, tam, now, client_of):
    case = about_tam(cast, now)
    row = withdrawn(told(case, cast, now), cast, now)
    finished(fresh(case), cast, now)
    assert "You can read it here until" in client_of(tam).get(f"/removals/mine/{row.reference}/").content.decode()

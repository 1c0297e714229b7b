"""The register of data breaches: trust-wide, told to the ICO or not, through the door, no word of what happened (UK GDPR 33(5))."""

from datetime import timedelta

import pytest
import time_machine

from foundation.deadlines.selectors import running
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import RECUSED
from foundation.face import when
from reports.concerns.models import BreachRecord
from reports.concerns.selectors import register
from tests.concerns import leaks
from tests.told import told_once
from tests.triage import scene

LIST = "/triage/data-breaches/"


@told_once
def leak(teo, tam, sasha, now):
    return leaks.suspected(teo, tam, sasha, at=now)


def listed(person, at, ended=False):
    return [row.pk for row in register(person, at, ended=ended)[0]]


def test_a_suspicion_stands_in_it_at_once(leak, priya, now):
    assert (listed(priya, now), listed(priya, now, ended=True)) == ([leak.pk], [])


@pytest.mark.parametrize("outcome", ["not_breach", "no_risk"])
def test_also_what_was_never_told_to_the_ico(leak, priya, now, outcome):
    leaks.reportable(leak, priya, at=now, outcome=outcome)
    assert (listed(priya, now), listed(priya, now, ended=True)) == ([], [leak.pk])


def test_a_closed_one_stays(leak, priya, now):
    leaks.closed(leak, priya, at=now)
    assert listed(priya, now, ended=True) == [leak.pk]


def test_of_every_academy(leak, bea, olu, sid, priya, now):
    there = scene.sent(bea, sid, at=now)
    scene.taken(there, olu, at=now)
    scene.screened(there, olu, at=now, breach="unsure")
    assert set(listed(priya, now)) == {leak.pk, BreachRecord.objects.get(report=there).pk}


def test_what_happened_is_written_down_where_the_ico_was_not_told(leak, priya, now):
    leaks.reportable(leak, priya, at=now, outcome="no_risk")
    assert leaks.described(leak, priya, at=now).described_at == now


def test_it_shows_no_word_of_it(leak, priya, client_of, now):
    leaks.told(leaks.weighed(leaks.notified(leak, priya, at=now), priya, at=now), priya, at=now)
    leaks.described(leak, priya, at=now)
    page = client_of(priya).get(LIST).content.decode()
    assert leak.report.reference in page
    assert not any(word in page for word in ("Weissdorn", "7B", "Zinnober", "IC-1", "Tam"))


def test_what_is_open_says_by_when_and_how_long_that_is(leak, priya, client_of, now):
    leaks.reportable(leak, priya, at=now)
    page = client_of(priya).get(LIST).content.decode()
    assert f"The ICO is told: {when.moment(running(leak.uuid, 'ico_notify').due_at)} (" in page
    assert "left" in page
    with time_machine.travel(now + timedelta(days=5)):
        late = client_of(priya).get(LIST).content.decode()
    assert "(overdue by 2 days)" in late
    assert "tmt-stack__late" in late


def test_what_has_ended_has_nothing_due(leak, priya, client_of, now):
    leaks.closed(leak, priya, at=now)
    assert ">Due<" not in client_of(priya).get(f"{LIST}?show=closed").content.decode()


def test_each_line_leads_to_its_report(leak, priya, client_of):
    client = client_of(priya)
    assert f'href="/triage/{leak.report.reference}/"' in client.get(LIST).content.decode()
    assert client.get(f"/triage/{leak.report.reference}/").status_code == 200


def test_in_conflict_it_does_not_exist(leak, priya, client_of, cleo, now):
    before = client_of(priya).get(f"{LIST}?show=closed").content
    leaks.closed(leak, priya, at=now)
    dossiers.add_party(leak.dossier, priya, RECUSED, by=cleo, at=now, source="test")
    assert listed(priya, now, ended=True) == []
    assert client_of(priya).get(f"{LIST}?show=closed").content.count(b"/triage/R-") == before.count(b"/triage/R-")


@pytest.mark.parametrize("first", ["sasha", "hana", "cleo", "rhys", "dee", "gail"])
def test_for_nobody_else_is_there_a_register(leak, cast, client_of, first):
    assert client_of(cast[first]).get(LIST).status_code == 404


def test_a_long_register_costs_no_more(leak, teo, tam, sasha, priya, client_of, now, django_assert_max_num_queries):
    for _ in range(6):
        leaks.suspected(teo, tam, sasha, at=now)
    client = client_of(priya)
    client.get(LIST)
    with django_assert_max_num_queries(12):
        assert client.get(LIST).content.count(b"/triage/R-") == 7


def test_older_ones_are_a_page_further(teo, tam, sasha, priya, at, monkeypatch):
    monkeypatch.setattr("reports.concerns.selectors.REGISTERED", 2)
    made = [leaks.suspected(teo, tam, sasha, at=at).pk for _ in range(3)]
    first, mark = register(priya, at, ended=False)
    second, end = register(priya, at, ended=False, after=mark)
    assert (sorted(row.pk for row in (*first, *second)), end) == (made, "")

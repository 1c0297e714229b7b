"""What runs in everything a leader may read, whoever holds it, each with its role and never with a name."""

from uuid import UUID

import pytest

from foundation.deadlines import services
from foundation.dossiers import rules as parts
from foundation.dossiers import services as dossiers
from foundation.people.rules import SYSTEM
from tests.deadlines.conftest import THING

PATH = "/deadlines/academy/"


@pytest.fixture
def read(cast, client_of):
    return lambda first, path=PATH: client_of(cast[first]).get(path).content.decode()


@pytest.mark.parametrize("first", ["sasha", "hana"])
def test_it_says_by_role_who_holds_it(begin, read, report, alder, now, first):
    dossiers.set_desk(report, "DSL", alder, by=SYSTEM, at=now, reason="safeguarding")
    begin("dsl_review", at=now)
    page = read(first)
    assert "With the safeguarding lead" in page
    assert "Dee" not in page


def test_what_is_asked_of_a_person_names_nobody(begin, tam, read, now):
    begin("removal_standard", owner=tam, at=now)
    assert "With the person who was asked" in read("hana")
    assert tam.name not in read("hana")


@pytest.mark.parametrize("first", ["olu", "sid", "rhys", "harper"])
def test_others_who_lead_find_nothing_of_it(begin, read, now, first):
    begin("triage_normal", at=now)
    assert "Nothing is due" in read(first)


@pytest.mark.parametrize("first", ["teo", "dee", "priya", "gail", "ada", "chidi", "iona"])
def test_for_whoever_leads_nowhere_there_is_no_such_page(cast, client_of, first):
    client, leads = client_of(cast[first]), first == "iona"
    assert {client.get(path).status_code for path in (PATH, f"{PATH}month/")} == ({200} if leads else {404})


def test_the_trust_reads_where_it_is(begin, report, read, now):
    dossiers.set_desk(report, "HR", None, by=SYSTEM, at=now, reason="case")
    begin("hearing_hold", at=now)
    page = read("rhys")
    assert "The trust’s deadlines" in page
    assert "Alder Academy" in page


def test_what_the_reporter_is_asked_is_read_where_the_report_is_worked_on(begin, read, now):
    begin("triage_normal", at=now)
    begin("info_request", at=now, path="/reports/R-4F7K-9QXT/")
    services.moved(THING, "INFO_REQUESTED", at=now, by=SYSTEM)
    page = read("hana")
    assert "With the reporter" in page
    assert "/reports/R-4F7K-9QXT/" not in page
    assert 'href="/triage/R-4F7K-9QXT/"' in page


@pytest.mark.beats(7)
def test_whoever_steps_back_reads_it_no_more(begin, report, sasha, read, now):
    begin("triage_normal", at=now)
    dossiers.add_party(report, sasha, parts.RECUSED, by=SYSTEM, at=now, source="declared")
    assert "Nothing is due" in read("sasha")


def test_a_task_of_somebody_s_own_is_read_where_the_case_is(begin, sasha, read, now):
    begin("triage_normal", at=now)
    begin("case_task", about=UUID(int=5), owner=sasha, reference="T-4F7K-9QXT", path="/cases/task/T-4F7K-9QXT/", at=now, trigger_at=now)
    row = read("hana").split("T-4F7K-9QXT")[0].split('href="')[-1]
    assert row.startswith("/triage/R-4F7K-9QXT/")
    assert 'href="/cases/task/T-4F7K-9QXT/"' in read("sasha", "/deadlines/")

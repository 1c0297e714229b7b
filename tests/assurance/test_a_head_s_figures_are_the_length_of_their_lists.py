import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assurance import operations
from assurance.operations import live
from assurance.pages.operations import holder
from assurance.rules import term_of
from assurance.services import publish_term
from foundation.deadlines.models import Deadline
from foundation.people.models import Person, Relation
from tests.told import told_once
from tmt_policy.demo import reporting, triaging, working
from tmt_policy.demo.reporting import Told


def report(by, about, at, **answers):
    return reporting.send(Told(by=by, about=(about,), what="Something was posted.", **answers), at=at)


def stats(page):
    return dict(re.findall(r'stats__label">([^<]+)</dt>.*?>(\d+)<span', page.content.decode(), re.S))


@told_once
def two(teo, tam, sam, now):
    return report(teo, tam, now), report(sam, tam, now)


def test_each_number_is_the_length_of_the_list_it_leads_to(hana, two, client_of):
    page = client_of(hana)
    shown = stats(page.get("/assurance/operations/"))
    assert shown["Reports open"] == "2"
    assert page.get("/triage/").content.decode().count("tmt-tasks__link") == 2


def test_a_conflict_takes_a_report_out_of_every_number(hana, two, tam, now):
    before = live(hana, now)
    Relation.objects.create(person=hana, other=tam, since=now.date())
    after = live(Person.objects.get(pk=hana.pk), now)
    assert (before.open_reports, before.this_year["unclassified"]) == (2, 2)
    assert (after.open_reports, after.this_year["unclassified"]) == (0, 0)


def test_what_is_about_the_head_moves_no_number(teo, hana, two, now):
    before = live(hana, now)
    report(teo, hana, now)
    assert live(hana, now) == before


def test_a_neighbour_s_figures_stay_their_own(olu, two, now):
    assert live(olu, now).open_reports == 0


def test_a_senior_leader_has_no_such_page(sasha, gail, client_of):
    assert client_of(sasha).get("/assurance/operations/").status_code == 404
    assert client_of(gail).get("/assurance/operations/").status_code == 404


def test_a_chart_of_open_cases_counts_what_the_list_holds(cleo, hana, teo, tam, now, client_of, sasha):
    row = report(teo, tam, now, clauses=("C7.3c",))
    triaging.claim(row, by=sasha, at=now)
    triaging.screen(row, by=sasha, at=now, harm="no", breach="no")
    triaging.assess(row, by=sasha, at=now, severity=2)
    triaging.propose(row, by=sasha, at=now)
    working.open_case(row, by=hana, at=now)
    shown = {name: client_of(one).get("/assurance/operations/").content.decode() for name, one in (("cleo", cleo), ("hana", hana))}
    assert ["Open cases, by where they stand" in shown[name] for name in ("cleo", "hana")] == [False, True]
    assert sum(live(hana, now).cases.values()) == live(hana, now).open_cases == 1


def test_who_heads_no_academy_reads_what_they_may_open_without_a_chart_of_the_year(cleo, hana, two, client_of):
    shown = {name: client_of(one).get("/assurance/operations/").content.decode() for name, one in (("cleo", cleo), ("hana", hana))}
    assert "<h1 class=\"govuk-heading-l\">What you may open now</h1>" in shown["cleo"]
    assert "My academy now" in shown["hana"]
    assert ["tmt-figure" in shown[name] for name in ("cleo", "hana")] == [False, True]


def test_the_queries_do_not_grow(hana, teo, tam, now):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            live(hana, now)
        return len(queries)

    report(teo, tam, now)
    live(hana, now)
    first = cost()
    report(teo, tam, now)
    assert cost() == first <= 9


def test_what_is_late_is_said_in_plain_words_and_by_whom(hana, teo, tam, now, client_of):
    report(teo, tam, now - timedelta(days=20))
    page = client_of(hana).get("/assurance/operations/overdue/").content.decode()
    assert "First decision on the report" in page
    assert "With nobody yet" in page


def test_a_long_list_goes_on_until_it_is_as_long_as_its_figure(hana, teo, tam, now, client_of, monkeypatch):
    monkeypatch.setattr(operations, "LISTED", 2)
    for days in range(20, 25):
        report(teo, tam, now - timedelta(days=days))
    page, href, rows = client_of(hana), "?", []
    while href:
        shown = page.get(f"/assurance/operations/overdue/{href}").content.decode()
        rows += re.findall(r'tmt-tasks__link', shown)
        href = next(iter(re.findall(r'href="(\?after=[^"]+)"', shown)), "")
    assert len(rows) == live(hana, now).overdue > 4


@pytest.mark.parametrize("mark", ["x", "%00", "11111111-1111-1111-1111-111111111111", "a" * 5000])
def test_a_mark_that_is_none_is_the_beginning(hana, two, client_of, mark):
    assert client_of(hana).get(f"/assurance/operations/overdue/?after={mark}").status_code == 200


def test_the_caption_of_a_table_is_beside_what_scrolls(gail, client_of):
    publish_term(term_of(date(2025, 11, 3)), at=datetime(2026, 1, 20, 9, tzinfo=UTC))
    before, *tables = client_of(gail).get("/assurance/").content.decode().split('<div class="tmt-scroll"')
    captions = [re.search(r'aria-label="([^"]+)"', table)[1] for table in tables]
    assert "Reports by kind of concern and closed term" in captions
    assert all(f"{caption}</p>" in part[-200:] for caption, part in zip(captions, [before, *tables], strict=False))


def test_who_holds_what_is_late_is_said_once(hana, sasha):
    late = Deadline(dossier_id=1, owner="triager,DSL,DEPUTY_DSL,TRUST_SG")
    assert holder(late, {}) == "the safeguarding lead"
    assert holder(late, {(1, "triager"): "Sasha Reid"}) == "Sasha Reid and the safeguarding lead"
    assert holder(Deadline(dossier_id=1, owner="subject", owner_person=sasha), {}) == "the person who was asked"
    assert holder(Deadline(dossier_id=1, owner="verifier", owner_person=sasha), {}) == "Sasha Reid"

"""From the page of a report to a request and back, for those who read the report."""

import re

import pytest

from cases.removals import services
from cases.removals.models import RemovalRequest
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import UNKNOWN
from reports.intake.rules import Named
from tests.cases.test_a_removal_stands_on_a_report_alone import case_from, told, triaged
from tests.told import told_once

KEY = "0b8f2f0e-2222-4222-8333-444455556666"
WEB = "https://www.facebook.com/story/1"


@told_once
def report(cast, now):
    return triaged(cast, now, "tam")


def form(verifier, **more):
    said = {"address": "other", "other": "https://x.com/a", "action": "delete", "clause": "C7.3l", "why": "It uses the academy's logo.",
            "exhibit": "none", "no_exhibit": "It was gone.", "signs": ["none"], "verifier": str(verifier.uuid), "once": KEY}
    return said | more


@told_once
def row(report, cast, now):
    return told(report, cast, now)


def test_the_report_leads_to_it_and_names_it_afterwards(report, sasha, hana, client_of):
    client = client_of(sasha)
    assert f"/removals/on/{report.reference}/" in client.get(f"/triage/{report.reference}/").content.decode()
    html = client.get(f"/removals/on/{report.reference}/").content.decode()
    assert WEB in html
    assert "Who is asked?" not in html
    first, second = (client.post(f"/removals/on/{report.reference}/", form(hana)) for _ in range(2))
    row = RemovalRequest.objects.get()
    assert first.url == second.url == f"/removals/{row.reference}/issue/"
    html = client.get(f"/triage/{report.reference}/").content.decode()
    assert f'href="/removals/{row.reference}/"' in html
    html = client.get(f"/removals/{row.reference}/").content.decode()
    assert f"on report {report.reference}" in html
    assert f'href="/triage/{report.reference}/"' in html


def test_what_is_asked_has_its_clock_on_its_own_page(row, report, sasha, client_of):
    client = client_of(sasha)
    html = client.get(f"/triage/{report.reference}/").content.decode()
    assert "<br>First decision" in html
    assert "<br>Due" not in html
    assert "tmt-tasks__due" in client.get(f"/removals/{row.reference}/").content.decode()


def test_an_only_answer_is_set_apart_from_nothing(report, sasha, hana, client_of):
    report.addresses.all().delete()
    html = client_of(sasha).get(f"/removals/on/{report.reference}/").content.decode()
    assert re.search(r'value="other"[^>]* checked', html)
    assert html.count("radios__divider") == 1  # between the exhibits and none


def test_where_whoever_checks_cannot_any_more_whoever_asked_has_it(report, cast, now, sasha, client_of):
    row = told(report, cast, now, verifier="cleo")
    row = services.claim(row, by=cast["tam"], at=now, version=row.version, method="deleted")
    dossiers.recuse(row.dossier, cast["cleo"], by=cast["cleo"], at=now)
    html = client_of(sasha).get(f"/removals/{row.reference}/").content.decode()
    assert "Name somebody else to check: whoever was named cannot any more – with Sasha Reid" in html


def test_of_several_people_it_asks_who(cast, now, sasha, hana, client_of):
    report = triaged(cast, now, "tam", "sam")
    client = client_of(sasha)
    assert "Who is asked?" in client.get(f"/removals/on/{report.reference}/").content.decode()
    answer = client.post(f"/removals/on/{report.reference}/", form(hana))
    assert answer.status_code == 422
    assert "It uses the academy" in answer.content.decode()


def test_about_an_account_nobody_knows_it_leads_to_the_platform(cast, now, cleo, olu, client_of):
    report = triaged(cast, now, outsiders=[Named(UNKNOWN)], by="cleo", code="")
    client = client_of(cleo)
    html = client.get(f"/removals/on/{report.reference}/").content.decode()
    assert "Which rule does it breach?" not in html
    answer = client.post(f"/removals/on/{report.reference}/", form(olu))
    row = RemovalRequest.objects.get()
    assert answer.url == f"/removals/{row.reference}/platform/"
    html = client.get(f"/removals/{row.reference}/").content.decode()
    assert "Report it to the platform" in html
    assert f"/removals/{row.reference}/issue/" not in html


def test_without_a_rule_it_says_what_comes_first(cast, now, sasha, client_of):
    report = triaged(cast, now, "tam", code="")
    html = client_of(sasha).get(f"/triage/{report.reference}/").content.decode()
    assert "/removals/on/" not in html
    answer = client_of(sasha).get(f"/removals/on/{report.reference}/")
    assert answer.status_code == 422
    assert "Choose the rules first" in answer.content.decode()


@pytest.mark.parametrize("first", ["teo", "tam", "olu", "gail", "rhys", "dee"])
def test_for_others_there_is_no_such_page(report, cast, first, client_of):
    assert client_of(cast[first]).get(f"/removals/on/{report.reference}/").status_code == 404


def test_who_reads_the_case_and_not_the_report_goes_back_to_the_case(row, report, cast, now, rhys, client_of):
    case = case_from(report, cast, now)
    html = client_of(rhys).get(f"/removals/{row.reference}/").content.decode()
    assert f'href="/cases/{case.reference}/"' in html
    assert f'href="/triage/{report.reference}/"' not in html


def test_tam_reads_it_on_the_page_about_the_matter(row, report, cast, now, tam, client_of):
    case_from(report, cast, now)
    assert row.reference in client_of(tam).get("/").content.decode()

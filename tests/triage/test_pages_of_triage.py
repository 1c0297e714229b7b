"""The queue, a report's page and every move's page: what they show, to whom, in how many queries."""

import pytest
from django.urls import reverse

from foundation.dossiers.models import Seen
from tests.told import told_once
from tests.triage import scene

BUDGET = {"queue": 6, "report": 10}


@told_once
def report(teo, tam, now):
    return scene.sent(teo, tam, at=now)


def page(client, report, name="report", **data):
    href = reverse(f"triage:{name}", args=[report.reference])
    return client.post(href, data) if data else client.get(href)


def text(answer):
    return answer.content.decode()


def test_the_queue_says_next_move_holder_and_how_long(report, sasha, client_of):
    shown = text(client_of(sasha).get("/triage/"))
    assert report.reference in shown
    assert "About a member of staff, on Facebook" in shown
    assert ">Take it on<" in shown
    assert "With you" in shown
    assert "tmt-tasks__due govuk-tag--orange" in shown


def test_a_list_shows_no_word_of_a_report(report, sasha, client_of):
    shown = text(client_of(sasha).get("/triage/"))
    assert scene.WORDS not in shown
    assert "Tam Ellis" not in shown
    assert "Teo Marsh" not in shown


def test_the_page_shows_what_came_in(report, sasha, client_of):
    shown = text(page(client_of(sasha), report))
    for said in (scene.WORDS, "Tam Ellis, Teaching assistant", "Teo Marsh", "https://www.facebook.com/story/1", "Still online", "Not yet"):
        assert said in shown
    assert "<form" not in shown


@pytest.mark.parametrize(
    "first", ["tam", "teo", "olu", "sid", "gail", "gus", "rhys", "priya", "dee", "tariq", "cleo", "chidi", "ada", "win"]
)
def test_for_everybody_else_it_does_not_exist(report, cast, client_of, first):
    client = client_of(cast[first])
    missing = client.get("/triage/R-2222-2222/")
    for name in ("report", "take-on", "step-back", "harm", "propose", "agree", "safeguarding"):
        assert page(client, report, name).content == missing.content
        assert name == "report" or page(client, report, name, once="x").content == missing.content
    assert report.reference not in text(client.get("/triage/"))


def test_signed_out_leads_to_the_sign_in(report, client):
    assert page(client, report).url.startswith("/accounts/login/")


def test_a_page_is_read_once_a_day(report, sasha, client_of):
    client = client_of(sasha)
    page(client, report), page(client, report)
    assert Seen.objects.filter(dossier=report.dossier, person=sasha).count() == 1


@pytest.mark.parametrize("state", ["sent", "proposed"])
def test_a_report_takes_ten_queries(report, sasha, client_of, django_assert_max_num_queries, now, state):
    client = client_of(sasha)
    if state == "proposed":
        scene.proposed(report, sasha, at=now, severity=4)
    page(client, report)
    with django_assert_max_num_queries(BUDGET["report"]):
        page(client, report)


@pytest.mark.parametrize("first", ["sasha", "hana"])
def test_the_queue_takes_six_queries(teo, tam, cast, client_of, django_assert_max_num_queries, now, first):
    for _ in range(4):
        scene.sent(teo, tam, at=now)
    client = client_of(cast[first])
    client.get("/triage/")
    with django_assert_max_num_queries(BUDGET["queue"]):
        assert text(client.get("/triage/")).count("tmt-tasks__row") == 4


def test_a_long_queue_has_pages(teo, tam, sasha, client_of, now, monkeypatch):
    monkeypatch.setattr("reports.triage.selectors.PAGE", 2)
    references = {scene.sent(teo, tam, at=now).reference for _ in range(5)}
    client, href, seen = client_of(sasha), "/triage/", []
    while href:
        shown = client.get(href)
        seen += [reference for reference in references if reference in text(shown)]
        href = shown.context["further"]
    assert sorted(seen) == sorted(references)


@pytest.mark.parametrize("mark", ["x", "2026~", "2026-01-01~R-2222-2222", "~", "\x00", "2026-01-01T00:00:00+00:00~"])
def test_a_spoilt_mark_shows_a_list(report, sasha, client_of, mark):
    assert client_of(sasha).get("/triage/", {"after": mark}).status_code == 200


def test_through_the_pages_to_a_proposal(report, sasha, hana, client_of):
    client = client_of(sasha)
    walk(client, report, "take-on", conflict="none")
    walk(client, report, "harm", **scene.NO_HARM)
    walk(client, report, "breach", breach="no")
    walk(client, report, "evidence", how="reason", reason="It had gone.")
    walk(client, report, "rules", brand=["C7.3l", "C7.3a"])
    walk(client, report, "main-rule", main="C7.3a")
    walk(client, report, "circumstances", more=["spreading"])
    shown = text(page(client, report, "severity"))
    assert "Suggested: <strong>Serious</strong>" in shown
    walk(client, report, "severity", severity="3", reason=scene.REASON)
    walk(client, report, "propose", rationale=scene.REASON)
    assert f"/cases/open/{report.reference}/" in text(page(client_of(hana), report))
    assert f"/cases/open/{report.reference}/" not in text(page(client, report))


def walk(client, report, name, **answers):
    """One form as a browser sends it: with the version and the key of the page."""
    shown = page(client, report, name)
    assert shown.status_code == 200, text(shown)
    form = shown.context["form"]
    hidden = {field: form[field].value() for field in ("version", "once") if field in form.fields}
    answer = page(client, report, name, **hidden, **answers)
    assert answer.status_code == 302, text(answer)
    return answer, hidden


def test_a_second_click_changes_nothing(report, sasha, client_of):
    client = client_of(sasha)
    answer, hidden = walk(client, report, "take-on", conflict="none")
    version = scene.fresh(report).version
    again = page(client, report, "take-on", conflict="none", **hidden)
    assert (again.status_code, again.url) == (302, answer.url)
    assert scene.fresh(report).version == version


def test_a_second_click_after_stepping_back_leads_to_the_queue_too(report, sasha, client_of):
    client = client_of(sasha)
    answer, hidden = walk(client, report, "step-back", words="My friend")
    again = page(client, report, "step-back", words="My friend", **hidden)
    assert again.url == answer.url == "/triage/"
    assert page(client, report).status_code == 404


def test_a_stale_form_keeps_what_was_typed(report, sasha, client_of, now):
    client = client_of(sasha)
    scene.ready(report, sasha, at=now)
    shown = page(client, report, "propose")
    version = shown.context["form"]["version"].value()
    scene.screened(report, sasha, at=now, breach="no")
    answer = page(client, report, "propose", version=version, rationale=scene.REASON + " Typed.")
    assert answer.status_code == 422
    assert "Typed." in text(answer)
    assert "has changed since you opened it" in text(answer)


def test_a_refusal_keeps_what_was_typed(report, sasha, client_of, now):
    scene.taken(report, sasha, at=now)
    version = scene.fresh(report).version
    answer = page(client_of(sasha), report, "no-breach", version=version, rationale="Typed with care and at length.", note="Thank you.")
    assert answer.status_code == 422
    assert "Typed with care" in text(answer)
    assert "four questions about harm" in text(answer)


def test_what_is_not_offered_is_refused_on_opening(report, sasha, client_of):
    for name in ("harm", "breach", "rules", "evidence", "propose", "no-breach", "hand-back", "agree"):
        assert page(client_of(sasha), report, name).status_code == 422

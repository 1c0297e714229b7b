"""Drafts save and resume; sending twice gives the same receipt; nobody else finds a draft."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.messages.models import Message
from foundation.trail.models import Event, Tally
from reports.intake import rules
from reports.intake.models import Report
from tests.reports.journey_steps import ANSWERS, about, begin, fill, reported, send


@pytest.fixture
def draft(client_of, teo):
    return begin(client_of(teo))


def page(client, reference, name="own", *more):
    return client.get(reverse(f"reports:{name}", args=[reference, *more]))


def test_a_draft_goes_on_where_it_stopped(client_of, teo, tam, draft):
    client_of(teo).post(reverse("reports:step", args=[draft, "conduct"]), about(tam) | {"later": "1"})
    assert draft in client_of(teo).get(reverse("reports:mine")).content.decode()
    assert reverse("reports:step", args=[draft, "leader"]) in page(client_of(teo), draft).content.decode()
    assert f'value="{tam.uuid}" selected' in page(client_of(teo), draft, "step", "conduct").content.decode()


def test_a_draft_stands_in_no_queue_and_tells_nobody(draft):
    row = Report.objects.get(reference=draft)
    assert not row.dossier.desks.exists()
    assert not Message.objects.filter(about=row.uuid).exists()


@pytest.mark.parametrize(
    "name, more", [("own", ()), ("check", ()), ("received", ()), ("discard", ()), *(("step", (slug,)) for slug in ANSWERS)]
)
@pytest.mark.parametrize("who", ["sasha", "hana", "ada", "cleo"])
def test_somebody_elses_draft_does_not_exist(client_of, cast, draft, who, name, more):
    address = reverse(f"reports:{name}", args=[draft, *more])
    stranger = client_of(cast[who])
    assert stranger.get(address).status_code == 404
    assert stranger.get(address).content == stranger.get("/reports/R-2222-2222/").content
    if name != "own":
        assert stranger.post(address, {"declared": "on"}).status_code in (404, 405)


def test_an_unknown_step_does_not_exist(client_of, teo, draft):
    assert page(client_of(teo), draft, "step", "nothing").status_code == 404


def test_a_later_page_leads_to_the_one_it_needs(client_of, teo, draft):
    answer = client_of(teo).post(reverse("reports:step", args=[draft, "picture"]), {})
    assert answer.url == reverse("reports:step", args=[draft, "child"])


def test_it_cannot_be_sent_with_a_gap(client_of, teo, draft):
    answer = send(client_of(teo), draft)
    assert answer.status_code == 422
    assert "Say whose conduct this is about" in answer.content.decode()
    assert Report.objects.get(reference=draft).state == rules.DRAFT


def test_it_cannot_be_sent_without_the_statement(client_of, teo, tam, draft):
    fill(client_of(teo), draft, conduct=about(tam))
    answer = client_of(teo).post(reverse("reports:check", args=[draft]), {})
    assert answer.status_code == 422
    assert "Confirm the statement" in answer.content.decode()


def test_what_changed_in_another_window_is_read_before_it_is_sent(client_of, teo, tam, draft):
    fill(client_of(teo), draft, conduct=about(tam))
    shown = Report.objects.get(reference=draft).version
    client_of(teo).post(reverse("reports:step", args=[draft, "seen"]), {"what": "Something else"})
    answer = send(client_of(teo), draft, version=shown)
    assert answer.status_code == 422
    assert "This page has changed since you opened it" in answer.content.decode()
    assert "Something else" in answer.content.decode()
    assert Report.objects.get(reference=draft).state == rules.DRAFT
    assert client_of(teo).post(answer.request["PATH_INFO"], answer.context["form"].data).status_code == 302


def test_sent_twice_is_sent_once(client_of, teo, tam, draft):
    fill(client_of(teo), draft, conduct=about(tam))
    first, second = send(client_of(teo), draft), send(client_of(teo), draft)
    assert first.url == second.url == reverse("reports:received", args=[draft])
    row = Report.objects.get(reference=draft)
    assert Message.objects.filter(about=row.uuid).count() == 3
    assert Event.objects.filter(chain=row.dossier.uuid, action="report.submit").count() == 1
    assert sum(Tally.objects.filter(measure="reports").values_list("amount", flat=True)) == 1


def test_started_twice_is_one_draft(client_of, teo):
    key = {"once": "0b0e8a56-32d9-4c35-a9a4-9f0a5c40f77e"}
    assert begin(client_of(teo), **key) == begin(client_of(teo), **key)
    assert Report.objects.count() == 1


def test_what_is_sent_cannot_be_changed(client_of, teo, tam):
    report = reported(client_of(teo), about(tam))
    answer = client_of(teo).post(reverse("reports:step", args=[report.reference, "seen"]), {"what": "Something else"})
    assert answer.status_code == 422
    assert "made fun of" in page(client_of(teo), report.reference).content.decode()


def test_the_statement_is_kept_as_shown(client_of, teo, tam):
    report = reported(client_of(teo), about(tam))
    assert report.declaration == rules.DECLARATION
    assert report.policy_version.label == "2025"


def test_a_draft_can_be_thrown_away(client_of, teo, draft):
    assert client_of(teo).post(reverse("reports:discard", args=[draft])).url == reverse("reports:mine")
    assert page(client_of(teo), draft).status_code == 404


def test_what_is_sent_cannot_be_thrown_away(client_of, teo, tam):
    report = reported(client_of(teo), about(tam))
    client_of(teo).post(reverse("reports:discard", args=[report.reference]))
    assert Report.objects.get(pk=report.pk).state == rules.SUBMITTED


def test_signed_out_leads_to_the_login_page(client, draft):
    assert page(client, draft).url.startswith("/accounts/login/")


def test_another_subject_shows_the_readers_again(client_of, teo, tam, sasha, draft):
    fill(client_of(teo), draft, conduct=about(tam))
    answer = client_of(teo).post(reverse("reports:step", args=[draft, "conduct"]), about(sasha))
    assert answer.url == reverse("reports:step", args=[draft, "readers"])


def test_not_this_person_shows_who_reads_it_instead(client_of, teo, tam, sasha, draft):
    fill(client_of(teo), draft, conduct=about(tam))
    answer = client_of(teo).post(reverse("reports:step", args=[draft, "readers"]), {"mode": "named", "not_these": [str(sasha.uuid)]})
    assert answer.url == reverse("reports:step", args=[draft, "readers"])
    shown = page(client_of(teo), draft, "step", "readers").content.decode()
    assert "You asked that they do not read it" in shown


def queries(client, method, address, *data):
    with CaptureQueriesContext(connection) as made:
        assert getattr(client, method)(address, *data).status_code in (200, 302)
    return [one["sql"] for one in made if "SAVEPOINT" not in one["sql"]]


def test_sending_is_at_most_25_queries(client_of, teo, tam, draft):
    fill(client_of(teo), draft, conduct=about(tam))
    typed = {"declared": "on", "version": Report.objects.get(reference=draft).version}
    made = queries(client_of(teo), "post", reverse("reports:check", args=[draft]), typed)
    assert len(made) <= 25, "\n".join(made)


@pytest.mark.parametrize("slug", ANSWERS)
def test_a_page_asks_little(client_of, teo, tam, draft, slug):
    fill(client_of(teo), draft, conduct=about(tam))
    assert len(queries(client_of(teo), "get", reverse("reports:step", args=[draft, slug]))) <= 17


def test_each_open_question_of_a_page_is_named_in_its_own_words(client_of, teo):
    client = client_of(teo)
    shown = client.post(reverse("reports:step", args=[begin(client), "child"]), {})
    said = [errors[0] for errors in shown.context["form"].errors.values()]
    assert said == ["Say whether a child is involved", "Say whether it could show a child undressed"]

"""A reporter reads their own words, status and messages: nothing of what triage makes of them shows beside "What you told us"."""

import pytest
from django.urls import reverse

from tests.evidence.pictures import picture, upload
from tests.reports.journey_steps import about, begin, fill, reported
from tests.triage import scene

pytestmark = pytest.mark.django_db
GROUP = {"families": ["conduct"]}


def own(client, reference):
    return client.get(reverse("reports:own", args=[reference])).content.decode()


@pytest.fixture
def report(client_of, teo, tam):
    return reported(client_of(teo), about(tam))


def test_the_rules_triage_chose_are_not_the_reporter_s(report, teo, sasha, now, client_of):
    before = own(client_of(teo), report.reference)
    scene.taken(report, sasha, at=now)
    scene.step("choose_clauses", report, sasha, at=now, codes=["C6b2b"])
    after = own(client_of(teo), report.reference)
    assert "Left to the people who read it" in before
    assert "Left to the people who read it" in after
    assert "Harassment" not in after


def test_a_picture_triage_added_is_not_the_reporter_s(report, teo, sasha, now, client_of):
    scene.taken(report, sasha, at=now)
    shown = {"image_answer": "no", "upload": upload(picture()), "how_seen": "shown", "visibility": "public", "address": ""}
    scene.step("add_picture", report, sasha, at=now, **shown)
    assert "1 screenshot" not in own(client_of(teo), report.reference)


def test_a_group_without_a_rule_is_asked_for_and_not_thrown_away(client_of, teo, tam):
    client = client_of(teo)
    draft = begin(client)
    fill(client, draft, conduct=about(tam))
    answer = client.post(reverse("reports:step", args=[draft, "rules"]), GROUP)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Select which of these it might be" in page
    assert 'value="conduct" checked' in page


def test_what_is_typed_into_an_old_window_is_shown_after_sending(report, teo, client_of):
    answer = client_of(teo).post(reverse("reports:step", args=[report.reference, "seen"]), {"what": "Zinnober, too late"})
    assert answer.status_code == 422
    assert "Zinnober, too late" in answer.content.decode()
    assert "This report has been sent since" in answer.content.decode()


def test_home_says_when_it_was_sent_and_not_since_when_it_is_finished(report, teo, client_of):
    page = client_of(teo).get("/").content.decode()
    assert "Received · Sent on" in page
    assert "Since" not in page


def test_in_haste_the_named_person_comes_no_later_than_the_decision(client_of, teo, tam, now):
    report = scene.sent(teo, tam, at=now, danger="yes")
    page = client_of(teo).get(reverse("reports:received", args=[report.reference])).content.decode()
    named, decided = (page.split(words)[1].split("</strong>")[0] for words in ("they have it", "about it is made"))
    assert named == decided

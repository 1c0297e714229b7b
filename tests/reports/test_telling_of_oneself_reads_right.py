"""Somebody who reports themselves is not told to keep away from themselves; a question not asked yet has no answer yet."""

import pytest
from django.urls import reverse

from tests.reports.journey_steps import about, begin, reported
from tests.triage import scene

MYSELF = {"who": ["me"], "behalf": "own"}


def shown(client, name, reference, *more):
    return client.get(reverse(f"reports:{name}", args=[reference, *more])).content.decode()


@pytest.mark.parametrize("name", ["received", "own"])
def test_nobody_is_told_not_to_confront_themselves(client_of, teo, tam, name):
    told = {who: shown(client_of(teo), name, reported(client_of(teo), answer).reference)
            for who, answer in (("me", MYSELF), ("tam", about(tam)), ("both", about(tam, who=["colleague", "me"])))}
    assert [who for who, page in told.items() if "confront" in page] == ["tam", "both"]
    assert [who for who, page in told.items() if "private to them" in page] == ["tam", "both"]


def test_the_readers_page_does_not_speak_of_somebody_else(client_of, teo):
    client = client_of(teo)
    draft = begin(client)
    client.post(reverse("reports:step", args=[draft, "conduct"]), MYSELF)
    client.post(reverse("reports:step", args=[draft, "leader"]), {"leader_involved": "no"})
    assert "it goes past them" not in shown(client, "step", draft, "readers")


def test_what_was_not_asked_yet_has_no_answer_yet(client_of, teo):
    client = client_of(teo)
    page = shown(client, "own", begin(client))
    for said in ("Nobody</", "None given", "Left to the people who read it"):
        assert said not in page


def test_nothing_waits_for_an_answer_once_it_is_sent(client_of, teo, tam, at):
    report = scene.sent(teo, tam, at=at)  # without ever being shown the page for screenshots
    assert "Not answered yet" not in shown(client_of(teo), "own", report.reference)

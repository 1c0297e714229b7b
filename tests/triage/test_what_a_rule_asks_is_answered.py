"""Some rules bring a question of their own: which other policy, whether it is protected, how it was found out. Nothing is decided before
they are answered."""

import pytest

from foundation.dossiers.rules import Refused
from tests.triage import scene

pytestmark = pytest.mark.django_db
OTHER, UNION, WATCHED = "C5.1", "C6b5a", "C7.1c"
SAID = {OTHER: {"policies": ["COC"]}, UNION: {"protected": "no"}, WATCHED: {"source": "record"}}


def ready(teo, tam, sasha, code, *, at):
    report = scene.sent(teo, tam, at=at)
    scene.ready(report, sasha, at=at, codes=(code,))
    return scene.fresh(report)


@pytest.mark.parametrize("code", SAID)
def test_nothing_is_decided_before_it_is_answered(teo, tam, sasha, at, code):
    report = ready(teo, tam, sasha, code, at=at)
    with pytest.raises(Refused, match="Answer first what the rules"):
        scene.step("propose", report, sasha, at=at, rationale=scene.REASON)
    with pytest.raises(Refused, match="Answer first what the rules"):
        scene.step("no_breach", report, sasha, at=at, rationale=scene.REASON)
    scene.step("answer_rules", report, sasha, at=at, answers=SAID[code])
    assert scene.step("propose", report, sasha, at=at, rationale=scene.REASON).proposed_at


@pytest.mark.parametrize(("code", "typed", "shown"), [
    (OTHER, {"policies": ["COC", "EQ"]}, "Code of conduct"),
    (UNION, {"protected": "unsure"}, "Could be whistleblowing or union activity"),
    (WATCHED, {"source": "seen"}, "Somebody saw it"),
])  # fmt: skip
def test_the_page_asks_it_and_the_report_shows_it(teo, tam, sasha, now, client_of, code, typed, shown):
    report, client = ready(teo, tam, sasha, code, at=now), client_of(sasha)
    page = f"/triage/{report.reference}/questions/"
    assert page in client.get(f"/triage/{report.reference}/").content.decode()
    assert client.get(page).status_code == 200
    assert client.post(page, {**typed, "version": report.version}).status_code == 302
    assert shown in client.get(f"/triage/{report.reference}/").content.decode()


def test_what_nobody_authorised_counts_for_nothing(teo, tam, sasha, now, client_of):
    report = ready(teo, tam, sasha, WATCHED, at=now)
    answer = client_of(sasha).post(f"/triage/{report.reference}/questions/", {"source": "no_record", "version": report.version})
    assert answer.status_code == 422
    assert "counts only if it is on record" in answer.content.decode()


def test_a_rule_that_asks_nothing_brings_no_page(teo, tam, sasha, now, client_of):
    report = ready(teo, tam, sasha, scene.BRAND, at=now)
    assert client_of(sasha).get(f"/triage/{report.reference}/questions/").url == f"/triage/{report.reference}/severity/"
    assert "What the rules ask<" not in client_of(sasha).get(f"/triage/{report.reference}/").content.decode()


def test_another_rule_asks_anew(teo, tam, sasha, at):
    report = ready(teo, tam, sasha, OTHER, at=at)
    scene.step("answer_rules", report, sasha, at=at, answers=SAID[OTHER])
    scene.step("choose_clauses", report, sasha, at=at, codes=(OTHER, UNION))
    with pytest.raises(Refused, match="Answer first what the rules"):
        scene.step("propose", report, sasha, at=at, rationale=scene.REASON)

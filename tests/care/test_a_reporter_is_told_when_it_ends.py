"""Whoever ends a report writes to its reporter (DOMAIN 9.1, 12); nobody finishes one without a word."""

import re
from pathlib import Path

import pytest

from reports.care.rules import READY, READY_WHEN_VOID
from tests.care import scene
from tests.laws import house
from tests.told import told_once
from tests.triage.scene import fresh, step, taken
from tests.triage.scene import ready as judged
from tests.triage.scene import sent as reported

pytestmark = pytest.mark.django_db


def own_page(client_of, person, report):
    return client_of(person).get(f"/reports/{report.reference}/").content.decode()


@told_once
def report(teo, tam, now):
    return reported(teo, tam, at=now)


def test_they_read_what_was_written_and_by_whom(teo, tam, sasha, now, client_of):
    report = scene.ended(teo, tam, triager=sasha, at=now, note=scene.NOTE)
    page = own_page(client_of, teo, report)
    assert scene.NOTE in page
    assert "Sasha Reid wrote to you at the end" in page


def test_without_a_word_of_somebody_they_read_the_ready_one(teo, tam, sasha, now, client_of):
    assert READY in own_page(client_of, teo, scene.ended(teo, tam, triager=sasha, at=now))


def test_what_was_void_is_not_called_right(report, teo, sasha, hana, now, client_of):
    taken(report, sasha, at=now)
    step("propose_void", report, sasha, at=now, reason="It was sent to try it out.")
    step("void", report, hana, at=now, reason="It is a test.")
    page = own_page(client_of, teo, report)
    assert READY_WHEN_VOID in page
    assert READY not in page


def test_the_page_of_the_end_shows_what_they_will_read(report, teo, sasha, now, client_of):
    judged(report, sasha, at=now)
    page = f"/triage/{report.reference}/no-breach/"
    assert READY in client_of(sasha).get(page).content.decode()
    typed = {"rationale": "It breaks none of the rules, as I see it.", "note": scene.NOTE, "version": fresh(report).version}
    client_of(sasha).post(page, typed)
    assert scene.NOTE in own_page(client_of, teo, report)


def test_an_end_that_says_nothing_is_asked_for_a_word(report, sasha, now, client_of):
    judged(report, sasha, at=now)
    typed = {"rationale": "It breaks none of the rules, as I see it.", "note": " ", "version": fresh(report).version}
    assert client_of(sasha).post(f"/triage/{report.reference}/no-breach/", typed).status_code == 422


def test_whoever_reported_the_same_reads_it_too(teo, tam, sam, sasha, cast, now, client_of):
    first, second = reported(teo, tam, at=now), reported(cast["dot"], tam, at=now)
    judged(first, sasha, at=now)
    step("merge", first, sasha, at=now, others=[fresh(second)])
    step("no_breach", first, sasha, at=now, rationale="It breaks none of the rules, as I see it.", note=scene.NOTE)
    assert scene.NOTE in own_page(client_of, cast["dot"], second)


def test_it_is_one_letter_however_often_it_is_finished(teo, tam, sasha, now):
    report = scene.ended(teo, tam, triager=sasha, at=now)
    scene.services.finish(report, by=sasha, at=now)
    assert report.letters.filter(kind="closing").count() == 1


def test_nothing_else_finishes_a_report():
    calls = [line for path in house.code() for line in house.lines_matching(path, r"(intake|reports)\.finish\(")]
    assert [re.sub(r":\d+$", "", one) for one in calls] == [str(Path("reports/care/services.py"))]

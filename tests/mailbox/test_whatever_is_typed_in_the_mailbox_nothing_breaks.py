"""Naughty strings and wrong shapes in every field: never a 500, and nothing of what is refused is kept or logged."""

import logging

import pytest

from reports.mailbox.models import Letter, Note
from tests.mailbox import scene
from tests.reports.test_whatever_is_typed_nothing_breaks import NAUGHTY
from tests.triage.scene import fresh

PAGES = {"ask": "sasha", "write": "sasha", "note": "sasha", "receive": "sasha", "go-on": "sasha", "answer": "teo"}
FIELDS = ("words", "version", "once", "asked", "not_password")


@pytest.fixture
def sent(request, teo, tam, sasha, cast, client_of, now):
    """(browser, address, report) of the page that a test names."""
    name = request.param
    report = scene.taken(teo, tam, sasha, at=now)
    if name in ("answer", "go-on"):
        scene.ask(report, sasha, at=now)
    address = f"/reports/{report.reference}/write/" if name == "answer" else f"/triage/{report.reference}/{name}/"
    return client_of(cast[PAGES[name]]), address, report


def rows(report):
    return Letter.objects.filter(report=report).count(), Note.objects.filter(report=report).count(), fresh(report).state


@pytest.mark.parametrize("sent", PAGES, indirect=True)
def test_naughty_strings(sent):
    client, address, report = sent
    for number, typed in enumerate(NAUGHTY):
        before = rows(report)
        body = dict.fromkeys(FIELDS, typed) | ({"send": "1"} if number % 2 else {})
        answer = client.post(address, body if number % 3 else body | {"version": fresh(report).version})
        assert answer.status_code in (200, 302, 422), typed
        assert answer.status_code == 302 or rows(report) == before


@pytest.mark.parametrize("sent", PAGES, indirect=True)
def test_wrong_shapes(sent):
    client, address, _ = sent
    shapes = ({name: ["a", "b", "a"] for name in FIELDS}, {f"{name}[]": "x" for name in FIELDS}, {"other": "x" * 100})
    answers = [client.post(address, shape) for shape in shapes]
    answers += [client.post(address, b"\xff\xfe{", content_type=kind) for kind in ("application/json", "text/plain")]
    assert {answer.status_code for answer in answers} <= {200, 302, 422}
    assert {client.put(address).status_code, client.delete(address).status_code} == {405}


@pytest.mark.parametrize("sent", ["ask", "note", "answer"], indirect=True)
@pytest.mark.parametrize("typed", ["canary\x07", "canary\u202e", "canary " + "x" * 4000])
def test_what_is_refused_is_neither_kept_nor_logged(sent, typed, caplog):
    client, address, report = sent
    before = rows(report)
    with caplog.at_level(logging.DEBUG):
        answer = client.post(address, {"words": typed, "version": fresh(report).version, "send": "1"})
    assert (answer.status_code, rows(report)) == (422, before)
    assert not [one for one in caplog.records if "canary" in one.getMessage() and not one.name.startswith("django.db")]

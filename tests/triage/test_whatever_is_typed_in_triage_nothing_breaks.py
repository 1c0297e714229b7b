"""Naughty strings and wrong shapes in every field of every form: never a 500, nothing is kept of what is refused."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.concerns.models import BreachRecord, SafeguardingRecord
from reports.concerns.services import assess
from reports.intake.models import Report
from tests.reports.test_whatever_is_typed_nothing_breaks import NAUGHTY
from tests.told import told_once
from tests.triage import scene

FIELDS = {
    "take-on": ("conflict", "words", "version", "once"),
    "harm": ("harmed", "offence", "risk", "unsuitable", "version", "once"),
    "breach": ("breach", "version"),
    "rules": ("confidentiality", "contact", "conduct", "brand", "personal", "version"),
    "main-rule": ("main", "version"),
    "circumstances": ("critical", "more", "less", "version"),
    "severity": ("severity", "reason", "not_password", "version"),
    "evidence": ("how", "reason", "version"),
    "picture-question": ("image",),
    "picture": ("picture", "how_seen", "visibility", "address", "version"),
    "propose": ("rationale", "version", "once"),
    "no-breach": ("rationale", "version"),
    "agree": ("version", "once"),
    "assess": ("outcome", "reason", "version", "once"),
    "notify": ("reference", "day_day", "day_month", "day_year", "time", "late", "version", "once"),
    "safeguarding": ("outcome", "reason", "version"),
}
BESIDE = {"safeguarding": SafeguardingRecord, "assess": BreachRecord, "notify": BreachRecord}
SOME = {"conflict": "none", "how": "reason", "severity": "2"}


@told_once
def scenes(teo, tam, sasha, priya, now):
    """Each form's report, in the state it is offered in, and who fills it in."""
    waiting, taken, flagged, critical, leaking, reportable = (scene.sent(teo, tam, at=now) for _ in range(6))
    scene.ready(taken, sasha, at=now)
    scene.ready(flagged, sasha, at=now, risk="unsure")
    scene.proposed(critical, sasha, at=now, severity=4)
    scene.ready(leaking, sasha, at=now, breach="yes")
    scene.ready(reportable, sasha, at=now, breach="yes")
    assess(BreachRecord.objects.get(report=reportable), outcome="reportable", reason=scene.REASON, by=priya, at=now)
    others = {"assess": (leaking, "priya"), "notify": (reportable, "priya")}
    others |= {"take-on": (waiting, "sasha"), "safeguarding": (flagged, "dee"), "agree": (critical, "rhys")}
    return {name: others.get(name, (taken, "sasha")) for name in FIELDS}


def kept(report):
    return Report.objects.filter(pk=report.pk).values_list("version", "state", "harm", "severity", "rationale_length").get()


@pytest.mark.parametrize("name", FIELDS)
def test_naughty_strings(scenes, cast, client_of, name):
    report, first = scenes[name]
    client, address = client_of(cast[first]), reverse(f"triage:{name}", args=[report.reference])
    client.post(reverse("triage:picture-question", args=[report.reference]), {"image": "no"})
    version = BESIDE[name].objects.get(report=report).version if name in BESIDE else None
    for number, text in enumerate(NAUGHTY):
        before = kept(report)
        typed = {field: text for field in FIELDS[name]} | (
            {field: SOME[field] for field in FIELDS[name] if field in SOME} if number % 2 else {}
        )
        good = version if version is not None else before[0]
        answer = client.post(address, typed if number % 3 else typed | {"version": good})
        if answer.status_code != 302:
            assert answer.status_code in ((200, 422) if name == "picture-question" else (422,)), text
            assert kept(report) == before
        if kept(report)[1] != before[1]:  # it was good after all, and the form is gone
            break


@pytest.mark.parametrize("name", FIELDS)
def test_wrong_shapes(scenes, cast, client_of, name):
    report, first = scenes[name]
    client, address = client_of(cast[first]), reverse(f"triage:{name}", args=[report.reference])
    shapes = ({field: ["a", "b", "a"] for field in FIELDS[name]}, {f"{field}[]": "x" for field in FIELDS[name]}, {"other": "x" * 100})
    files = {field: SimpleUploadedFile("a.txt", b"text") for field in FIELDS[name]}
    answers = [client.post(address, shape) for shape in (*shapes, files)]
    answers += [client.post(address, b"\xff\xfe{", content_type=kind) for kind in ("application/json", "text/plain")]
    assert {answer.status_code for answer in answers} <= {302, 422}
    assert {client.put(address).status_code, client.delete(address).status_code} == {405}


def test_nothing_typed_is_logged(scenes, cast, client_of, caplog):
    report, first = scenes["severity"]
    with caplog.at_level(logging.DEBUG):
        for typed in ({"severity": "canary", "reason": "canary"}, {"severity": "2", "reason": "canary\x07"}):
            client_of(cast[first]).post(reverse("triage:severity", args=[report.reference]), typed)
    assert not [record for record in caplog.records if "canary" in record.getMessage() and not record.name.startswith("django.db")]


def test_a_password_is_refused_unless_it_is_none(scenes, cast, client_of):
    report, first = scenes["propose"]
    answer = client_of(cast[first]).post(
        reverse("triage:propose", args=[report.reference]),
        {"rationale": "The password is Summer2026! and more words", "version": kept(report)[0]},
    )
    assert answer.status_code == 422
    assert "This is not a password" in answer.content.decode()

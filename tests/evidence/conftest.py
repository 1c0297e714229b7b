"""A report to hang evidence on, and a hand that hands it in."""

import pytest
from django.utils import timezone

from foundation.dossiers import rules, services
from foundation.evidence.services import add_exhibit
from foundation.people.rules import SYSTEM
from tests.told import told_once

from .pictures import picture, upload


@pytest.fixture
def at():
    """The real clock: the doors are tried through pages."""
    return timezone.now()


@told_once
def report(teo, tam, alder, at):
    """teo's report about tam, in front of sasha and hana."""
    dossier = services.open_dossier("report", academy=alder, at=at, by=SYSTEM)
    services.add_party(dossier, teo, rules.REPORTER, by=SYSTEM, at=at, source="form")
    services.add_party(dossier, tam, rules.SUBJECT, by=SYSTEM, at=at, source="form", kind=rules.STAFF)
    services.route(dossier, by=SYSTEM, at=at)
    return dossier


@pytest.fixture
def add(report, teo, at):
    """add(data, name, …): teo hands in a file."""

    def handing_in(data, name="shot.png", **more):
        said = {"dossier": report, "by": teo, "at": at, "how_seen": "own_feed", "visibility": "public", "image_answer": "no"}
        return add_exhibit(**({"upload": upload(data, name)} | said | more))

    return handing_in


@pytest.fixture
def exhibit(add):
    return add(picture(), address="https://www.tiktok.com/@somebody/video/1?utm_source=x")

"""A report of teo's about tam, and clocks on it."""

from uuid import UUID

import pytest

from foundation.deadlines import services
from foundation.deadlines.models import Deadline
from foundation.dossiers import rules as parts
from foundation.dossiers import services as dossiers
from foundation.people.rules import SYSTEM
from tests.told import told_once

THING = UUID("5d1c3a52-8f0e-4f5b-9a51-0d9a3e1c7b60")


@told_once
def report(teo, tam, alder, at):
    """teo's report about tam: sasha and hana have the door."""
    dossier = dossiers.open_dossier("report", academy=alder, at=at, by=SYSTEM)
    dossiers.add_party(dossier, teo, parts.REPORTER, by=SYSTEM, at=at, source="form")
    dossiers.add_party(dossier, tam, parts.SUBJECT, by=SYSTEM, at=at, source="form", kind=parts.STAFF)
    dossiers.route(dossier, by=SYSTEM, at=at)
    return dossier


@pytest.fixture
def begin(report, at):
    """begin("triage_normal", …): start a clock on the report; any argument of `start` can be given."""

    def begin(kind, **changes):
        usual = {"dossier": report, "about": THING, "reference": "R-4F7K-9QXT", "path": "/triage/R-4F7K-9QXT/", "at": at, "by": SYSTEM}
        return services.start(kind, **{**usual, **changes})

    return begin


@pytest.fixture
def as_now():
    """The row as the database has it."""
    return lambda row: Deadline.objects.get(pk=row.pk)

"""What many tests of a file begin with is written once, and none of them sees what another made of it (tests/told.py)."""

import pytest
from django.conf import settings

from foundation.evidence.selectors import exhibits_of
from reports.intake.models import Report
from tests.cases.story import later, sent
from tests.told import told_once

_told = []


@told_once
def report(teo, tam, at):
    _told.append(teo)
    return sent(teo, tam, at=at)


@told_once
def second(report, gwen, tam, at):
    report.state = "CHANGED IN MEMORY"
    return sent(gwen, tam, at=later(at))


@pytest.mark.parametrize("turn", [1, 2])
def test_rows_and_what_was_given_are_as_they_were_told(report, turn):
    assert (report.state, Report.objects.get().state) == ("SUBMITTED", "SUBMITTED")
    report.state = "VOID"
    report.save(update_fields=["state"])


def test_it_is_told_once(report):
    assert len(_told) == 1


def test_one_story_stands_upon_another(second, report):
    assert (report.state, Report.objects.count()) == ("CHANGED IN MEMORY", 2)


def test_whoever_does_not_ask_for_it_does_not_have_it(report):
    assert (report.state, Report.objects.count()) == ("SUBMITTED", 1)


def test_without_a_story_there_is_none(db):
    assert not Report.objects.exists()


@pytest.mark.parametrize("turn", [1, 2])
def test_its_evidence_is_there_and_ones_own(report, turn):
    files = [one for one in settings.EVIDENCE_DIR.rglob("*") if one.is_file()]
    assert files
    assert exhibits_of(report.dossier)
    for one in files:
        one.unlink()

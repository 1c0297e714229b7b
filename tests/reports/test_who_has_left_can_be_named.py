"""What somebody did before they left is still of concern (DOMAIN 2, applies_to: former staff)."""

import datetime

import pytest

from foundation.dossiers.rules import SUBJECT
from foundation.dossiers.selectors import people_in
from reports.intake.selectors import LEFT, directory, reports_for
from tests.triage import scene

pytestmark = pytest.mark.django_db


def left(person, at):
    _, elsewhere = directory(person, at)
    return dict(elsewhere).get(LEFT, [])


def test_they_stand_apart_from_those_who_work_here(teo, lou, at):
    own, _ = directory(teo, at)
    assert (lou in own, left(teo, at)) == (False, [lou])


def test_a_report_about_them_goes_its_ordinary_way(teo, lou, sasha, at):
    report = scene.sent(teo, lou, at=at)
    assert people_in(report.dossier, at, SUBJECT) == [lou]
    assert report in reports_for(sasha, at)


def test_after_two_years_they_are_not_offered(teo, lou, at):
    lou.left_on = at.date() - datetime.timedelta(days=731)
    lou.save()
    assert left(teo, at) == []

"""Reminders go past whoever is away, to their deputy or whoever else is there, and never to a dead end (DOMAIN 8.1, cover)."""

from datetime import timedelta

import pytest

from foundation.cover import services
from foundation.deadlines import services as deadlines
from foundation.dossiers.rules import Refused
from foundation.people import services as people
from foundation.people.rules import SYSTEM
from foundation.people.selectors import day_of
from tests.told import told_once
from tests.triage import scene


def away(person, at, *, deputy=None, by=None, days=30):
    today = day_of(at)
    return services.say_away(person, first=today, last=today + timedelta(days=days), deputy=deputy, by=by or person, at=at)


def reminded(report, at):
    """First names of those reminded of the report by the time it is due."""
    deadlines.sweep(at=at + timedelta(days=2, hours=4))
    codes = report.dossier.messages.filter(code__startswith="deadline.triage")
    return {one.to.name.split()[0].lower() for one in codes}


@told_once
def taken(teo, tam, sasha, at):
    report = scene.sent(teo, tam, at=at)
    scene.taken(report, sasha, at=at)
    return report


def test_whoever_is_here_is_reminded(taken, at):
    assert reminded(taken, at) == {"sasha"}


def test_a_deputy_is_reminded_in_their_place(taken, sasha, hana, at):
    away(sasha, at, deputy=hana)
    assert reminded(taken, at) == {"hana"}


def test_where_nobody_stands_in_they_are_told_all_the_same_and_so_is_the_next_one_up(taken, sasha, at):
    away(sasha, at)
    assert reminded(taken, at) == {"sasha", "hana"}


def test_a_deputy_in_conflict_is_not_told(teo, tam, sasha, hana, at):
    report = scene.sent(teo, tam, at=at, out=[hana])
    scene.taken(report, sasha, at=at)
    away(sasha, at, deputy=hana)
    assert "hana" not in reminded(report, at)


def test_a_deputy_who_is_away_is_none(taken, sasha, hana, at):
    away(hana, at)
    away(sasha, at, deputy=hana)
    assert "sasha" in reminded(taken, at)


def test_another_holder_of_the_role_is_enough(teo, tam, sasha, ann, at):
    people.place(ann, "SLT", ann.academy, since=day_of(at), by=SYSTEM, at=at)
    report = scene.sent(teo, tam, at=at)
    away(sasha, at)
    assert "ann" in reminded(report, at)
    assert "sasha" not in reminded(report, at)


def test_an_absence_taken_back_changes_nothing(taken, sasha, hana, at):
    services.end_absence(away(sasha, at, deputy=hana), by=sasha, at=at)
    assert reminded(taken, at) == {"sasha"}


def test_nobody_is_given_anything_by_standing_in(sasha, teo, dee, at):
    for other in (teo, dee):
        with pytest.raises(Refused, match="takes two people"):
            away(sasha, at, deputy=other)


def test_the_head_says_it_for_others_and_nobody_else_does(sasha, hana, olu, teo, at):
    assert away(sasha, at, by=hana).by == hana
    for other in (olu, teo):
        with pytest.raises(Refused, match="Only they themselves"):
            away(sasha, at, by=other)


def test_said_twice_is_one(sasha, at):
    assert away(sasha, at) == away(sasha, at)


@pytest.mark.parametrize(("first", "last"), [(3, 2), (-9, -5), (0, 400)])
def test_days_that_cannot_be_are_refused(sasha, at, first, last):
    today = day_of(at)
    with pytest.raises(Refused):
        services.say_away(sasha, first=today + timedelta(days=first), last=today + timedelta(days=last), deputy=None, by=sasha, at=at)

"""What a date says, and what somebody has to meet."""

import re
from datetime import timedelta

import pytest

from foundation.cover import services as cover
from foundation.deadlines import holding, selectors, services
from foundation.deadlines.rules.kinds import KINDS
from foundation.dossiers import rules as parts
from foundation.dossiers import services as dossiers
from foundation.people.models import Absence
from foundation.people.rules import SYSTEM
from tests.deadlines.calendars import ENGLAND, london
from tests.deadlines.conftest import THING

DUE = london("2026-11-26 17:00")


@pytest.mark.parametrize("now, said, css, overdue", [
    ("2026-11-20 12:00", "26 November 2026, 5pm (4 working days left)", "grey", False),
    ("2026-11-24 12:00", "26 November 2026, 5pm (2 working days left)", "yellow", False),
    ("2026-11-25 18:00", "26 November 2026, 5pm (due tomorrow)", "orange", False),
    ("2026-11-26 12:00", "26 November 2026, 5pm (due today)", "orange", False),
    ("2026-11-26 17:30", "26 November 2026, 5pm (overdue since 5pm)", "red", True),
    ("2026-12-03 18:00", "26 November 2026, 5pm (overdue by 7 days)", "red", True),
])
def test_a_date_in_words(now, said, css, overdue):
    found = selectors.countdown(DUE, london(now), days=ENGLAND)
    assert (found.text, found.css, found.overdue) == (said, f"govuk-tag--{css}", overdue)


def test_holidays_do_not_count(alder):
    found = selectors.countdown(london("2026-12-30 17:00"), london("2026-12-23 12:00"), alder)
    assert found.text == "30 December 2026, 5pm (3 working days left)"


def whose(cast, at):
    return {name for name in ("teo", "tam", "sasha", "hana", "dee", "olu", "gail", "cleo", "iona") if holding.held_by(cast[name], at)}


def test_an_unclaimed_report_is_its_queues(begin, cast, at):
    begin("triage_normal")
    assert whose(cast, at) == {"sasha", "hana"}


def test_a_claimed_one_is_its_triagers(begin, report, cast, sasha, at):
    dossiers.add_party(report, sasha, parts.TRIAGER, by=sasha, at=at, source="claim")
    begin("triage_normal")
    assert whose(cast, at) == {"sasha"}


def test_the_persons_own_request_is_theirs(begin, report, cast, tam, at):
    begin("removal_standard", owner=tam)
    assert whose(cast, at) == set()
    dossiers.disclose(report, tam, object_kind="removal", object_uuid=THING, by=SYSTEM, at=at)
    assert whose(cast, at) == {"tam"}


def test_a_flagged_report_is_the_safeguarding_leads(begin, report, cast, alder, at):
    dossiers.set_desk(report, "DSL", alder, by=SYSTEM, at=at, reason="safeguarding")
    begin("dsl_review")
    assert whose(cast, at) == {"dee"}


@pytest.mark.beats(7)
def test_a_conflict_takes_it_away(begin, report, cast, sasha, at):
    begin("triage_normal")
    dossiers.add_party(report, sasha, parts.NOT_THIS_PERSON, by=SYSTEM, at=at, source="reporter")
    assert whose(cast, at) == {"hana"}


def test_what_ended_is_nobodys(begin, cast, at):
    begin("triage_normal")
    services.stop(THING, at=at, by=SYSTEM)
    assert whose(cast, at) == set()


@pytest.fixture
def away(at):
    """away(who, deputy): from that day on, for a week."""
    return lambda who, deputy: cover.say_away(who, first=at.date(), last=at.date() + timedelta(days=7), deputy=deputy, by=who, at=at)


def test_whoever_stands_in_finds_what_waits_for_the_other(begin, away, report, cast, at):
    dossiers.add_party(report, cast["sasha"], parts.TRIAGER, by=SYSTEM, at=at, source="taken")
    begin("triage_normal")
    assert whose(cast, at) == {"sasha"}
    away(cast["sasha"], cast["hana"])
    assert whose(cast, at) == {"sasha", "hana"}


def test_what_names_somebody_alone_is_nobody_else_s(begin, away, sasha, hana, at):
    begin("triage_normal", owner=sasha)
    away(sasha, hana)
    assert not holding.held_by(hana, at)


def test_standing_in_opens_no_door(begin, away, report, cast, at):
    dossiers.add_party(report, cast["sasha"], parts.TRIAGER, by=SYSTEM, at=at, source="taken")
    begin("triage_normal")
    Absence.objects.create(person=cast["sasha"], deputy=cast["olu"], first=at.date(), last=at.date(), by=cast["sasha"], at=at)
    assert not holding.held_by(cast["olu"], at)


def test_it_asks_no_more_for_more(begin, sasha, at, django_assert_max_num_queries):
    for number in range(1, 30):
        begin("triage_normal", about=THING.__class__(int=number), at=at + timedelta(hours=number))
    with django_assert_max_num_queries(6):  # one of them asks who is away
        assert len(holding.held_by(sasha, at)) == 29


@pytest.mark.parametrize("kind", [one for one in KINDS.values() if one.wired], ids=lambda kind: kind.key)
def test_every_clock_that_runs_has_words_for_people(kind):
    assert kind.words
    assert not re.search(r"S[1-4]\b|[-/():]|\b(DSL|DPO|IO|triage|subject|verif)", kind.words, re.IGNORECASE)

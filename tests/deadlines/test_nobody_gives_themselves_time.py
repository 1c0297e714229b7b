"""pause, resume, extend, waive, rerate: who may, and that the ledger and the chain know."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import get_template

from foundation.deadlines import services
from foundation.deadlines.models import ClockEvent
from foundation.deadlines.rules.kinds import KINDS
from foundation.dossiers import rules as parts
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import Refused
from foundation.people.rules import SYSTEM
from foundation.trail import selectors as trail
from tests.deadlines.calendars import london
from tests.deadlines.conftest import THING

DAY = timedelta(days=1)
LATER = london("2026-12-09 17:00")


@pytest.fixture
def triage(begin, report, sasha, at):
    dossiers.add_party(report, sasha, parts.TRIAGER, by=sasha, at=at, source="claim")
    return begin("triage_normal")


def extend(by, at, until=LATER, kind="triage_normal"):
    return services.extend(THING, kind, until=until, at=at, by=by, reason="illness")


def test_another_may_give_time(triage, report, hana, at):
    row = extend(hana, at)
    assert (row.due_at, row.original_due) == (LATER, london("2026-11-26 17:00"))
    assert trail.events_of(report.uuid).last().action == "deadline.extended"


@pytest.mark.beats(8)
def test_nobody_extends_their_own(triage, sasha, at):
    with pytest.raises(Refused, match="your own deadline"):
        extend(sasha, at)


@pytest.mark.beats(8)
def test_the_database_refuses_it_too(triage, hana, sasha, at):
    extend(hana, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClockEvent.objects.filter(event="extend").update(by=sasha)


def test_the_system_gives_no_time(triage, at):
    with pytest.raises(Refused, match="A person has to approve"):
        extend(SYSTEM, at)


@pytest.mark.parametrize("until", [london("2026-11-26 17:00"), london("2026-11-20 17:00")])
def test_an_extension_is_later(triage, hana, at, until):
    with pytest.raises(Refused, match="still ahead"):
        extend(hana, at, until)


def test_nobody_extends_what_guidance_sets(begin, hana, at):
    begin("lado_referral")
    with pytest.raises(Refused, match="Law or guidance"):
        extend(hana, at, kind="lado_referral")


def test_what_never_waits_is_not_paused(begin, hana, at):
    begin("dpo_assess")
    with pytest.raises(Refused, match="does not stop"):
        services.pause(THING, "dpo_assess", at=at, by=hana, reason="illness")


def test_a_persons_pause_outlives_a_move(triage, hana, at, as_now):
    services.pause(THING, "triage_normal", at=at, by=hana, reason="police")
    services.moved(THING, "IN_TRIAGE", at=at + DAY, by=hana)
    assert as_now(triage).state == "paused"
    assert services.resume(THING, "triage_normal", at=at + 2 * DAY, by=hana).due_at == london("2026-11-30 17:00")


def test_a_waived_clock_says_nothing_more(triage, hana, at):
    row = services.waive(THING, "triage_normal", at=at, by=hana, reason="duplicate_work")
    assert (row.state, row.next_rung_at, row.ended_at) == ("waived", None, at)


def test_a_new_rating_counts_from_the_start(triage, hana, at):
    row = services.rerate(THING, "triage_high", at=at + timedelta(hours=2), by=hana, reason="severity_3")
    assert (row.kind, row.due_at, row.terms) == ("triage_high", london("2026-11-24 17:00"), KINDS["triage_high"].terms)


def test_a_clock_that_ended_cannot_be_changed(at, hana, db):
    with pytest.raises(Refused, match="already ended"):
        extend(hana, at)


def test_a_reason_is_a_code(triage, hana, at):
    with pytest.raises(ValueError, match="is a code"):
        services.pause(THING, "triage_normal", at=at, by=hana, reason="Tam is ill")


@pytest.mark.parametrize("word", ["paused", "resumed", "extended", "rerated", "waived"])
def test_each_has_its_sentence(word):
    assert get_template(f"events/deadline.{word}.txt").render({}).strip().endswith(".")

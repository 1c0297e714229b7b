"""Reports made in bulk keep what every check of the house proves, and have the rows of a report that somebody sent."""

import pytest
from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from foundation.deadlines.models import ClockEvent, Deadline
from foundation.deadlines.selectors import due_rungs
from foundation.deadlines.services import sweep
from foundation.dossiers import sealing
from foundation.messages.models import Message
from foundation.people.models import Academy
from foundation.trail.models import ChainHead, Tally
from reports.intake.models import Report
from reports.intake.selectors import words
from tests.told import told_once
from tmt_policy.demo.reporting import send
from tmt_policy.demo.volume.making import NotHere, make
from tmt_policy.demo.volume.mould import WRITTEN
from tmt_policy.demo.volume.shapes import shapes

CHECKS = (("verify_trail",), ("recompute_deadlines", "--check"), ("recount",), ("check_figures",))


@told_once
def made(cast, now):
    return make(reports=24, clocks=80, due=5, days=12, now=now)


def check(*command):
    call_command(*command, verbosity=0)


def test_every_check_of_the_house_holds_and_a_senior_leader_sees_them(sasha, now, client_of):
    make(reports=300, clocks=1000, now=now)
    for command in CHECKS:
        check(*command)
    shown = client_of(sasha).get("/triage/").content.decode()
    assert shown.count('href="/triage/R-') == 25
    assert (Report.objects.count(), Deadline.objects.count()) == (300, 1000)


@pytest.mark.parametrize("command, spoil", [
    (CHECKS[0], lambda: ChainHead.objects.filter(seq__gt=4).update(digest="0" * 64)),
    (CHECKS[1], lambda: ClockEvent.objects.update(at="2026-01-01T00:00Z", trigger_at="2026-01-01T00:00Z")),
    (CHECKS[2], lambda: Tally.objects.first().delete()),
])
def test_what_is_spoilt_is_found(cast, now, command, spoil):
    make(reports=3, now=now)
    spoil()
    with pytest.raises(CommandError):
        check(*command)


def test_as_many_are_due_as_were_asked_for(made, now):
    assert (made.due, due_rungs(now).count()) == (5, 5)
    assert sweep(at=now) >= 5
    assert not due_rungs(now).exists()
    check(*CHECKS[1])


def counts():
    return {model: model.objects.count() for model in apps.get_models()}


def test_it_writes_the_rows_that_sending_writes(cast, now):
    before = counts()
    for told in shapes(cast):
        send(told, at=now)
    sent = counts()
    make(reports=len(shapes(cast)), now=now)
    after = counts()
    assert {model: after[model] - sent[model] for model in after} == {model: sent[model] - before[model] for model in sent}
    assert {model for model in sent if sent[model] != before[model]} == set(WRITTEN)


def test_words_open_with_the_key_of_their_own_dossier(made):
    report = Report.objects.order_by("-pk").first()
    assert words(report)["what_sealed"]
    report.dossier_id = Report.objects.order_by("pk").first().dossier_id
    with pytest.raises(InvalidTag):
        sealing.read_one(report)


def test_nobody_is_told_again_of_what_was_told_long_ago(made, now):
    assert not Message.objects.filter(state="queued", not_before__lte=now).exists()
    assert Message.objects.filter(state="sent").exists()


def told(seed, now):
    with transaction.atomic():
        make(reports=3, seed=seed, now=now)
        rows = set(Report.objects.values_list("reference", "submitted_at", "academy__code"))
        transaction.set_rollback(True)
    return rows


def test_the_same_seed_gives_the_same_reports(cast, now):
    assert told(7, now) == told(7, now)
    assert not told(7, now) & told(8, now)


def test_nothing_is_made_in_production(settings, cast, now):
    settings.EMBEDDED = False
    with pytest.raises(CommandError, match="not made in production"):
        call_command("seed_volume", "--reports", "3")


def test_nothing_is_made_in_a_trust_that_is_not_the_demos(cast, now):
    Academy.objects.create(code="real", name="A real academy", local_authority="Somewhere")
    with pytest.raises(NotHere, match="demo's trust only"):
        make(reports=3, now=now)


@pytest.mark.parametrize("numbers", [{"reports": 0}, {"reports": 3, "due": 100}, {"reports": 1, "clocks": 2000}])
def test_numbers_that_cannot_be(cast, now, numbers):
    with pytest.raises(NotHere, match="At least one report on one day"):
        make(**numbers, now=now)

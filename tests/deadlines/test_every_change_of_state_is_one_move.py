"""move(): under the dossier's lock, guarded, in the chain, and the clocks follow."""

import pytest
from django.db import transaction

from foundation.deadlines.moves import move
from foundation.dossiers.rules import Refused, Stale
from foundation.people.rules import HEAD, SLT
from foundation.trail import selectors as trail
from reports.intake.models import Report
from reports.intake.rules import REPORT
from tests.told import told_once

DECLARED = {"conflict_declared": True}


@told_once
def row(report, alder, at):
    return Report.objects.create(dossier=report, academy=alder, state="SUBMITTED", state_since=at, submitted_at=at, reference="R-4F7K-9QXT")


def start(row, by, at, **changes):
    with transaction.atomic():
        return move(row, REPORT, "start", **{"by": by, "at": at, "standing": {SLT, HEAD}, "facts": DECLARED, **changes})


def test_it_moves_and_says_so(row, report, sasha, at):
    moved = start(row, sasha, at, reason="claimed", ids={"why": "test"})
    assert (moved.state, moved.version, moved.state_since) == ("IN_TRIAGE", 1, at)
    event = trail.events_of(report.uuid).last()
    assert (event.action, event.role, event.from_state, event.to_state) == ("report.start", "HEAD", "SUBMITTED", "IN_TRIAGE")
    assert (event.reason, event.ids) == ("claimed", {"why": "test"})


def test_an_overtaken_page_is_stale(row, sasha, at):
    with pytest.raises(Stale):
        start(row, sasha, at, version=7)


def test_it_is_judged_by_the_row_as_it_is_now(row, sasha, hana, at):
    old = Report.objects.get(pk=row.pk)
    start(row, sasha, at)
    with pytest.raises(Refused, match="moved on"):
        start(old, hana, at)


@pytest.mark.parametrize("changes, sentence", [({"standing": {"DSL"}}, "somebody else"), ({"facts": {}}, "conflict of interest")])
def test_a_refusal_changes_nothing(row, report, sasha, at, changes, sentence):
    before = trail.events_of(report.uuid).count()
    with pytest.raises(Refused, match=sentence):
        start(row, sasha, at, **changes)
    assert (Report.objects.get(pk=row.pk).state, trail.events_of(report.uuid).count()) == ("SUBMITTED", before)


@pytest.mark.beats(14)
def test_an_unmapped_state_has_no_exit(row, sasha, at):
    Report.objects.filter(pk=row.pk).update(state="NO_BREACH", decided_at=at)
    with pytest.raises(Refused, match="moved on"):
        start(row, sasha, at)


def test_its_clocks_follow(row, begin, sasha, at, as_now):
    clock = begin("report_human_ack", about=row.uuid)
    start(row, sasha, at)
    assert as_now(clock).state == "running"
    with transaction.atomic():
        Report.objects.filter(pk=row.pk).update(harm="no", breach="no")
        judged = {"harm": "no", "breach": "no", "severity": 1, "severity_reason": True, "lead_agrees": True, "still_asked": False}
        facts = judged | {"evidence": True, "rationale": 30}
        move(row, REPORT, "no_breach", by=sasha, at=at, standing={"triager"}, facts=facts, also={"decided_at": at})
    assert as_now(clock).state == "stopped"

"""Totals agree with a recount; every step has its wording; nothing but codes and references leaves a room."""

import pytest
from django.template.loader import get_template

from cases.casefile import measures as cases
from cases.casefile.rules import CASE
from cases.casefile.wording import sentence
from cases.removals import measures as removals
from cases.removals import services
from cases.removals.rules import REMOVAL
from foundation.dossiers.models import Dossier
from foundation.trail.models import Event
from foundation.trail.selectors import totals
from tests.cases.story import LOOKED, about_tam, told

MOVES = {f"case.{name}" for moves in CASE.values() for name in moves} | {f"removal.{name}" for moves in REMOVAL.values() for name in moves}
CODES = sorted({"case.release" if name.startswith("case.release_") else name for name in MOVES})


def test_a_recount_gives_the_same_totals(cast, at):
    row = told(about_tam(cast, at), cast, at)
    row = services.claim(row, by=cast["tam"], at=at, version=row.version, method="deleted")
    services.verify(row, by=cast["sasha"], at=at, version=row.version, outcome="verify", **LOOKED)
    for room, measure in ((cases, "cases"), (removals, "removals")):
        counted = [delta[1:] for delta in room.deltas(Dossier.objects.all())]
        kept = totals(measure)
        assert [(*cell, amount) for cell, amount in kept.items()] == counted
        assert len(counted) == 1


@pytest.mark.parametrize("action", [*CODES, "case.task_passed", "case.opened", "removal.drafted", "disciplinary.opened"])
def test_every_step_has_a_sentence(action):
    said = sentence(Event(action=action, reason="phone", ids={}))
    assert said.endswith(".")
    assert "{" not in said
    assert 15 < len(said) < 120


def test_what_only_rooms_need_to_know_is_not_told(db):
    assert sentence(Event(action="party.added", ids={})) == ""


@pytest.mark.parametrize(
    "code",
    [
        "case.opened",
        "case.handing_over",
        "case.taken_over",
        "case.not_taken_over",
        "case.not_handed_over",
        "case.relieved",
        "case.task",
        "case.held",
        "case.released",
        "case.waiting",
        "case.appointed",
        "case.accepted",
        "case.declined",
        "case.started",
        "case.advice_wanted",
        "case.decision_due",
        "case.advised",
        "case.decided",
        "case.discontinued",
        "case.returned",
        "removal.asked",
        "removal.claimed",
        "removal.contested",
        "removal.upheld",
        "removal.withdrawn",
        "removal.verified",
        "removal.still_there",
    ],
)
def test_every_code_this_floor_writes_is_worded(code):
    assert get_template(f"mail/{code}.txt").render({"link": "/x/", "reference": "C-1"})

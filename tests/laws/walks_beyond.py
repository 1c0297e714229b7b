"""The moves of a removal where asking did not lead to the end, and where each can be taken."""

from datetime import timedelta

from cases.removals import services as removals
from cases.removals.models import RemovalRequest
from foundation.deadlines.models import Deadline
from foundation.dossiers.models import Party
from policy.selectors import platforms
from reports.intake.models import Report
from tests.laws.doors import LONG
from tests.laws.world import World
from tmt_policy.demo import working


def _filed(row: RemovalRequest, at, **by) -> RemovalRequest:
    return removals.file(row, platform=platforms()[0], filer="affected", filed_at=at, at=at, **by)


def _again(row: RemovalRequest, at, **by) -> RemovalRequest:
    look = {"how": "signed_out", "seen": LONG}
    return removals.verify(row, outcome="reappeared", at=at, **look, **by)


CALLS = {
    "wait": removals.wait,
    "not_done": lambda row, **by: removals.not_done(row, found=LONG, **by),
    "file": _filed,
    "further": lambda row, **by: removals.further(row, why="refused", to="posh", **by),
    "give_up": lambda row, **by: removals.give_up(row, reason=LONG, support=LONG, **by),
    "reposted": _again,
}


def _by(row: RemovalRequest, at) -> dict:
    row = RemovalRequest.objects.get(pk=row.pk)
    return {"by": row.issuer, "at": at, "version": row.version}


def _of_a_parent(row: RemovalRequest) -> RemovalRequest:
    Party.objects.filter(pk=row.target_id).update(kind="parent")
    return RemovalRequest.objects.get(pk=row.pk)


def _late(row: RemovalRequest, at) -> RemovalRequest:
    Deadline.objects.filter(about=row.uuid).update(due_at=at - timedelta(hours=1))
    return row


def _kept_back(world: World, harm: str = "possible") -> RemovalRequest:
    Report.objects.filter(cases__case=world["to issue"].case).update(harm=harm)
    return world.fresh("to issue")


def _waiting(world: World) -> RemovalRequest:
    row = _kept_back(world)
    waiting = removals.wait(row, **_by(row, world.at))
    _kept_back(world, "no")
    return waiting


def _acknowledged(world: World) -> RemovalRequest:
    return working.acknowledged(world["to answer"], at=world.at)


def _not_done(world: World) -> RemovalRequest:
    row = _late(world.fresh("to answer"), world.at)
    return removals.not_done(row, found=LONG, **_by(row, world.at))


def _at_the_platform(world: World) -> RemovalRequest:
    row = world.fresh("to issue")
    return _filed(row, **_by(row, world.at))


def _further(world: World) -> RemovalRequest:
    row = _at_the_platform(world)
    return removals.further(row, why="refused", to="posh", **_by(row, world.at))


def _taken_down(world: World) -> RemovalRequest:
    row = _at_the_platform(world)
    return removals.verify(row, outcome="verify", how="signed_out", seen=LONG, **_by(row, world.at) | {"by": row.verifier})


PLACES = {
    ("REMOVAL", "DRAFT", "wait"): ("running", _kept_back),
    ("REMOVAL", "AWAITING_POLICE_ADVICE"): ("running", _waiting),
    **{("REMOVAL", "ISSUED", move): ("running", lambda world: _of_a_parent(world.fresh("to answer"))) for move in ("file", "give_up")},
    **{("REMOVAL", "ACKNOWLEDGED", move): ("running", lambda world: _of_a_parent(_acknowledged(world))) for move in ("file", "give_up")},
    ("REMOVAL", "ISSUED", "not_done"): ("running", lambda world: _late(world.fresh("to answer"), world.at)),
    ("REMOVAL", "ACKNOWLEDGED", "not_done"): ("running", lambda world: _late(_acknowledged(world), world.at)),
    ("REMOVAL", "NON_COMPLIED"): ("running", _not_done),
    ("REMOVAL", "PLATFORM_REPORTED"): ("running", _at_the_platform),
    ("REMOVAL", "PLATFORM_ESCALATED"): ("running", _further),
    ("REMOVAL", "VERIFIED", "reposted"): ("running", _taken_down),
}

"""Removals of the demo's trust where asking was not the end of it: not done, by the platform and past it, given up, taken back."""

from datetime import datetime, timedelta

from cases.removals import services as removals
from cases.removals.models import RemovalRequest
from cases.removals.rules.beyond import WAIT
from foundation.deadlines.models import Deadline
from foundation.people.models import Person
from policy.selectors import platform_at

from .clock import Days, Story
from .working import acknowledged, ask_removal, draft_removal, fresh, told

ENDS = frozenset({"drafted", "withdrawn", "not_done", "at_platform", "past_platform", "taken_down", "not_achievable"})


def story(case, to: str, *, days: Days, since: float, address: str, issuer: Person, verifier: Person) -> Story:
    """A request that got as far as `to`, asked for two days after `since` (days before now)."""
    at = yield days.ago(since - 2, 15, 40)
    known = {"by": issuer, "verifier": verifier, "address": address}
    if to == "drafted":
        draft_removal(case, at=at, **known)
        return
    row = ask_removal(case, at=at, **known)
    at = yield days.ago(since - 2, 16, 20)
    if to == "withdrawn":
        removals.withdraw(row, reason="It is gone: whoever it shows asked for it.", by=issuer, at=at, version=row.version)
        return
    row = told(row, by=issuer, at=at)
    if row.target.person is not None:
        at = yield days.ago(since - 2, 17, 5)
        row = acknowledged(row, at=at)
        at = yield max(days.ago(since - 5, 10), _due(row) + timedelta(hours=1))  # a closure in between stops the clock
        row = _not_done(row, by=issuer, at=at)
    if to != "not_done":
        yield from _by_the_platform(row, to, days=days, since=since - 5, address=address, issuer=issuer, verifier=verifier)


def _by_the_platform(row: RemovalRequest, to: str, *, days: Days, since: float, address: str, issuer: Person, verifier: Person) -> Story:
    at = yield days.ago(since, 11)
    row, host = fresh(row), address.split("/")[2].removeprefix("www.")
    filed = {"platform": platform_at(host), "filer": "affected", "filed_at": at, "reference": "Case 4471-08"}
    row = removals.file(row, **filed, by=issuer, at=at, version=row.version)
    if to == "at_platform":
        return
    if to == "taken_down":
        at = yield days.ago(since - 1, 12)
        removals.verify(row, outcome="verify", how="signed_out", seen="The video is not available.", by=verifier, at=at,
                        version=row.version)
        return
    at = yield max(days.ago(since - 6, 9, 30), at + WAIT)
    row = removals.further(row, why="silent", to="posh", words="They have written to the platform’s own team.", by=issuer, at=at,
                           version=fresh(row).version)
    if to == "not_achievable":
        at = yield days.ago(since - 12, 15)
        removals.give_up(row, reason="The platform says that it stays: it breaks none of its rules.", by=issuer, at=at, version=row.version,
                         support="The family has a named person at the academy, and the colleague has spoken to occupational health.")


def _due(row: RemovalRequest) -> datetime:
    return Deadline.objects.filter(about=row.uuid).latest("pk").due_at


def _not_done(row: RemovalRequest, *, by: Person, at: datetime) -> RemovalRequest:
    found = "They were at work on both days and have used the same account since. We spoke again this morning."
    return removals.not_done(row, found=found, by=by, at=at, version=row.version)

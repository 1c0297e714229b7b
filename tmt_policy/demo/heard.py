"""What follows a formal decision in the demo's trust, as far as a story of `year` goes: each step a state that can be met."""

from datetime import timedelta

from cases.casefile.models import Case
from cases.disciplinary import selectors
from foundation.people.selectors import can_sign_in

from . import hearing, working
from .clock import Days, Story

_STEPS = ("opened", "arranged", "invited", "asked", "postponed", "withdrawn", "heard", "decided", "given", "concluded", "closed")
_DISMISSAL = ("tess", "abe")


def goes_on(case: Case, days: float, upto: str, people: dict, *, manager, hr, chair: str, panel: bool, here: Days) -> Story:
    """From the day after the decision, `days - 15` days ago. `panel`: it can lead to a dismissal, so three hear it."""
    row, reached = hearing.process_of(case), _STEPS.index
    if upto == "opened":
        return
    at = yield here.ago(days - 16, 10)
    beside, worst = (tuple(people[one] for one in _DISMISSAL), "dismiss_notice") if panel else ((), "final_written")
    row = hearing.arranged(row, people[chair], *beside, by=hr, at=at, worst=worst)
    if upto == "arranged":
        return
    at = yield here.ago(days - 16, 13)
    hearing.declared(row, at=at)
    at = yield here.ago(days - 16, 14)
    hearing.invited(row, by=hr, at=at)
    if upto == "withdrawn":
        yield from _withdrawn(row, days, manager, hr, here)
        return
    at = yield here.ago(days - 17, 16)
    if can_sign_in(case.subject.person):
        hearing.said(row, at=at)
    if upto in ("asked", "postponed"):
        at = yield here.ago(days - 18, 11)
        hearing.another_day(row, at=at, why="companion" if upto == "asked" else "unwell")
        if upto == "postponed":
            at = yield here.ago(days - 18, 15)
            hearing.postponed(row, by=hr, at=at)
        return
    if reached(upto) >= reached("heard"):
        yield from _heard(row, upto, people[chair], manager, hr)


def _withdrawn(row, days: float, manager, hr, here: Days) -> Story:
    at = yield here.ago(days - 20, 11)
    hearing.withdrawal_proposed(row, by=manager, at=at)
    at = yield here.ago(days - 21, 11)
    hearing.withdrawn(row, by=hr, at=at)


def _heard(row, upto: str, chair, manager, hr) -> Story:
    """From the hour of the hearing on; the outcome on the next morning but one that is a working day."""
    held = selectors.hearing_of(hearing.process_of(row.case)).starts_at
    at = yield held + timedelta(hours=2)
    hearing.heard(row, by=chair, at=at)
    if upto == "heard":
        return
    at = yield held + timedelta(hours=4)
    hearing.decided(row, by=chair, at=at)
    if upto == "decided":
        return
    at = yield held + timedelta(days=1 if held.weekday() < 4 else 3)
    hearing.issued(row, by=hr, at=at)
    if upto == "given":
        return
    at = yield selectors.outcome_of(hearing.process_of(row.case)).appeal_until + timedelta(hours=16)
    hearing.concluded(row, by=hr, at=at)
    if upto == "closed":
        at = yield at + timedelta(hours=1)
        working.close(row.case, by=manager, at=at)

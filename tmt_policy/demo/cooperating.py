"""How the people of the demo meet for what was asked of somebody: the services the pages call, one step a function."""

from datetime import datetime, time, timedelta

from cases.cooperation import services as cooperation
from cases.cooperation.models import CooperationRequest
from cases.cooperation.selectors import attendants, earliest_day
from foundation.deadlines.selectors import calendar_of
from foundation.face import when
from foundation.people.models import Person

from .working import fresh

_MINUTES = """Present: the person, a colleague from the union, whoever investigates, and I, who took the notes. It began at 2pm.

Asked how the post came about: the person said that they wrote it at home on Saturday evening, meant as a joke among friends.
Asked who could see it: about ninety people. They had not thought of parents among them.
Asked what they did then: they took it down on Monday, when a colleague told them.

It ended at 2.40pm. Nobody asked for a password, and no device was handed over."""


def arranged(row: CooperationRequest, *, by: Person, at: datetime, version: int | None = None) -> CooperationRequest:
    """For a week ahead; whoever investigates asks, and clem or, past a conflict of hers, the next one takes the notes."""
    row = fresh(row)
    leads, *others = attendants(row, at)
    notes = next((one for one in others if one.email.startswith("clem@")), others[0])
    day = when.london(at + timedelta(days=7)).date()
    day = calendar_of(row.dossier).next_working(max(day, earliest_day(row, at)))
    return cooperation.schedule(row, day=day, clock=time(14), place="The small meeting room at the trust's office", led_by=leads,
                                note_taker=notes, by=by, at=at, version=row.version if version is None else version)


def brings(row: CooperationRequest, *, at: datetime) -> CooperationRequest:
    row = fresh(row)
    return cooperation.bring(row, companion="Ana Bell, from the union", by=row.target.person, at=at, version=row.version)


def minuted(row: CooperationRequest, *, at: datetime) -> CooperationRequest:
    row = fresh(row)
    return cooperation.minute(row, words=_MINUTES, by=row.note_taker, at=at, version=row.version)


def signed(row: CooperationRequest, *, at: datetime, missing: str = "") -> CooperationRequest:
    row = fresh(row)
    return cooperation.sign(row, missing=missing, by=row.target.person, at=at, version=row.version)


def signed_by_both(row: CooperationRequest, *, at: datetime) -> CooperationRequest:
    row = signed(row, at=at, missing="I also said that I was sorry.")
    return cooperation.countersign(row, by=row.led_by, at=at, version=row.version)

"""A clock that jumps; nine days off; the nights when London's clocks change, 29 February, Christmas."""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.calendar import CLOSE, LONDON
from foundation.deadlines.selectors import calendar_of
from foundation.deadlines.services import sweep
from foundation.deadlines.services.days import check_all
from foundation.messages.models import Message
from foundation.messages.services import claim, send_due
from tests.faults.server import Database

from . import due
from .row import Row
from .scene import Scene, scene_of
from .walking import Told, every, expected, found, posting, walk

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KINDS = ("triage_critical", "triage_high", "triage_normal", "report_human_ack", "evidence_capture")
SEASONS = {  # from when to when people report, and until when it is looked at
    "the night of 25 October 2026, an hour longer": ("2026-10-24 12:00", "2026-10-25 12:00", 3),
    "the night of 28 March 2027, an hour shorter": ("2027-03-27 12:00", "2027-03-28 12:00", 3),
    "29 February 2028": ("2028-02-28 12:00", "2028-02-29 20:00", 3),
    "Christmas 2026": ("2026-12-23 12:00", "2026-12-25 12:00", 8),
}


def rows(template: Database, seeds: Sequence[int]) -> Iterator[Row]:
    for happen in (jumps, days_off):
        with scene_of(template, happen.__name__) as here, posting(here):
            yield from happen(here)
    for number, season in enumerate(SEASONS):
        with scene_of(template, f"season_{number}") as here, posting(here):
            yield from through(here, season)


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def begun(first: datetime, last: datetime, step: timedelta) -> list[Deadline]:
    """A clock of each kind on a thing of its own, every `step` of that time."""
    return [due.start(folder, at, kind) for at in every(step, first, last) for folder in [due.report(at)] for kind in KINDS]


def jumps(here: Scene) -> Iterator[Row]:
    """Forwards by hours or a day and back, or back and forwards, more than once a day for six days; each time a worker dies of it."""
    began, first = time.monotonic(), london("2026-11-23 09:00")
    clocks = begun(first - 12 * HOUR, first, 2 * HOUR)
    moments = []
    for number, at in enumerate(every(HOUR, first, first + 6 * DAY)):
        ahead = {3: 6 * HOUR, 8: DAY, 13: -5 * HOUR}.get(number % 17)
        for moment in [at, at + ahead, at] if ahead else [at]:
            sweep(at=moment)
            if moment != at:
                claim(at=moment, limit=5)  # and whoever took them dies
            send_due(at=moment)
            moments.append(moment)
    send_due(at=first + 8 * DAY)  # what was queued while the clock was a day ahead, and died with its worker, goes on its day
    yield from _told(here, "a clock that jumps by hours and a day, and back", clocks, expected(clocks, moments), began)


def days_off(here: Scene) -> Iterator[Row]:
    """Nothing runs for nine days; then each person is told once of each deadline, and how many days are truly left."""
    began, first, back = time.monotonic(), london("2026-11-16 09:00"), london("2026-12-02 09:00")
    clocks = begun(first, first + 7 * DAY, 12 * HOUR)
    clocks += [due.start(row.dossier, row.started_at, "reporter_detriment_1") for row in clocks[::len(KINDS)]]
    moments = [*every(HOUR, first, back - 9 * DAY), back]
    walk(moments)
    new = Message.objects.filter(created_at=back)
    twice = new.count() - new.values("about", "to").distinct().count()
    send_due(at=back + DAY)  # with the digest of that morning
    wrong = [*([f"{twice} people told twice of a deadline"] if twice else ()), *_wrong_days(here)]
    yield from _told(here, "nine days off", clocks, expected(clocks, moments), began, wrong)


def through(here: Scene, season: str) -> Iterator[Row]:
    began, (first, last, days) = time.monotonic(), SEASONS[season]
    clocks = begun(london(first), london(last), 3 * HOUR)
    moments = every(HOUR / 2, london(first), london(last) + days * DAY)
    walk(moments)
    wrong = [f"{row.kind} of {row.started_at:%d %B %H:%M} is due {row.due_at:%d %B %H:%M}" for row in clocks if not _due_right(row)]
    yield from _told(here, season, clocks, expected(clocks, moments), began, wrong)


def _told(here: Scene, fault: str, clocks: list[Deadline], should: Told, began: float, wrong: Iterable[str] = ()) -> Iterator[Row]:
    told, doubled = found(clocks)
    late = max((told[one] - should[one] for one in told.keys() & should.keys()), default=timedelta(0))
    wrong = [*check_all(), *wrong, *(f"{one} was told and should not be" for one in told.keys() - should.keys())]
    lost = len(should.keys() - told.keys())
    yield Row(fault, len(should), len(told), lost, doubled, late.total_seconds(), time.monotonic() - began, broken=tuple(wrong[:3]))
    ended = time.monotonic()
    yield here.mailed(f"{fault}: mail", ended, ended)


def _due_right(row: Deadline) -> bool:
    """Counted day by day and hour by hour; after 17:00 and on a day off it counts as the next working day (DOMAIN 8.1)."""
    terms = row.terms
    if terms.clock == "h":
        return row.due_at - row.started_at == timedelta(hours=terms.amount)
    days, start = terms.counts(calendar_of(row.dossier)), row.started_at.astimezone(LONDON)
    day, left = start.date(), terms.amount + (start.time() > CLOSE or not days.is_working(start.date()))
    while left:
        day += DAY
        left -= days.is_working(day)
    return row.due_at.astimezone(LONDON).date() == day


def _wrong_days(here: Scene) -> list[str]:
    """Mails that say another number of days than there are from the day they left until the day it is due."""
    due_on = dict(Message.objects.values_list("message_id", "due_at"))
    wrong = []
    for mail in here.mails.taken:
        said = re.search(r"\((\d+) days left\)", mail.get_payload())
        left = due_on[mail["Message-ID"]].astimezone(LONDON).date() - parsedate_to_datetime(mail["Date"]).astimezone(LONDON).date()
        if said and int(said[1]) != left.days:
            wrong.append(f"a mail says {said[0]} and {left.days} days are left")
    return wrong[:3]

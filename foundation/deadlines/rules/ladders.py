"""Who is reminded when (DOMAIN 8.2): ladders as data, and the rungs they make for one deadline.

When: `start`, `50%` of the way, `T` (the moment it is due), `T 09:00` (that morning), `T-4h`, `T+3wd`, `T-60d`, `T-6m`;
`every 5wd` repeats.
Whom: `owner`, `deputy` (who stands in for the owner), `first` and `next` of those it escalates to, `all` of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache

from .calendar import Calendar, local_day, moment
from .terms import Terms, add_months

OWNER, DEPUTY, FIRST, NEXT, ALL = "owner", "deputy", "first", "next", "all"
MORNING = time(7, 30)  # reminders that count days are ready before the digest of 08:00

LADDERS: dict[str, tuple[tuple[str, str], ...]] = {
    "NONE": (),
    "URGENT": (("start", OWNER), ("50%", OWNER), ("75%", OWNER), ("T", OWNER), ("T+1h", FIRST), ("T+4h", NEXT)),
    "HOURS24": (("start", OWNER), ("T-12h", OWNER), ("T-2h", OWNER), ("T", OWNER), ("T+1h", FIRST), ("T+4h", NEXT)),
    "HOURS72": (("start", OWNER), ("T-48h", OWNER), ("T-24h", OWNER), ("T-6h", OWNER), ("T", OWNER), ("T+1h", ALL)),
    "SHORT": (("start", OWNER), ("T-4h", OWNER), ("T", OWNER), ("T+2h", FIRST)),
    "MEDIUM": (("T-2wd", OWNER), ("T-1wd", OWNER), ("T 09:00", OWNER), ("T+1wd", "owner deputy"), ("T+3wd", FIRST),
               ("T+8wd every 5wd", "owner all")),
    "LONG": (("T-10wd", OWNER), ("T-5wd", OWNER), ("T-1wd", OWNER), ("T 09:00", OWNER), ("T+2wd", OWNER), ("T+5wd", FIRST)),
    "APPEAL": (("T-3wd", OWNER), ("T-1wd", OWNER), ("T 09:00", OWNER)),
    "ACK": (("start", OWNER), ("T-5wd", OWNER), ("T-2wd", OWNER), ("T 09:00", OWNER), ("T+2wd", FIRST), ("T+5wd", NEXT)),
    "REVIEW_Y": (("T-60d", OWNER), ("T-30d", OWNER), ("T-10d", OWNER), ("T 09:00", OWNER), ("T+10wd every 10wd", FIRST)),
    "REVIEW_2Y": (("T-6m", OWNER), ("T-3m", OWNER), ("T-1m", OWNER), ("T-10wd", OWNER), ("T 09:00", OWNER), ("T+5wd", OWNER),
                  ("T+10wd every 5wd", FIRST)),
}

_WORDS = re.compile(r"(?P<start>start)|(?P<percent>\d{1,2})%|T(?: (?P<clock>\d\d:\d\d)|(?P<amount>[+-]\d+)(?P<unit>h|wd|d|m)"
                    r"(?: every (?P<every>\d+)wd)?)?")


@dataclass(frozen=True)
class Rung:
    """One step of one ladder: `at` is when, `to` whom (words of this module), `code` its name in keys."""

    code: str
    at: datetime
    to: tuple[str, ...]


@lru_cache(maxsize=512)
def parse(when: str) -> dict:
    """The parts of one `when`. Raises ValueError for words this module does not know."""
    found = _WORDS.fullmatch(when)
    if found is None:
        raise ValueError(f"A ladder cannot say {when!r}")
    return {name: value for name, value in found.groupdict().items() if value is not None}


def rungs(terms: Terms, start: datetime, due: datetime, calendar: Calendar) -> Iterator[Rung]:
    """The rungs of a clock from `start` to `due`, in time; without end where the ladder repeats. What lies before the start falls out."""
    calendar = terms.counts(calendar)
    known = [Rung(when.split(" ")[0], at, tuple(to.split())) for when, to in terms.ladder
             if (at := _when(parse(when), start, due, calendar)) > start or when == "start"]
    yield from sorted(known, key=lambda rung: rung.at)
    for when, to in terms.ladder:
        said = parse(when)
        if "every" in said:
            days, every, day = int(said["amount"]), int(said["every"]), None
            while True:  # each from the one before: from the due date every time would cost the square of how late it is
                days += every
                near = day if day and days >= every else None
                day = calendar.add_working_days(near, every) if near else calendar.add_working_days(local_day(due), days)
                yield Rung(f"T{days:+d}wd", moment(day, MORNING), tuple(to.split()))


def next_rung(terms: Terms, start: datetime, due: datetime, calendar: Calendar, after: datetime | None) -> Rung | None:
    """The first rung later than `after`; with None the first of all."""
    return next((rung for rung in rungs(terms, start, due, calendar) if after is None or rung.at > after), None)


def pending(terms: Terms, start: datetime, due: datetime, calendar: Calendar, since: datetime,
            at: datetime) -> tuple[list[Rung], Rung | None]:
    """The rungs from `since` (with it) up to `at`, lowest first, and the first one that is still to come."""
    missed = []
    for rung in rungs(terms, start, due, calendar):
        if rung.at > at:
            return missed, rung
        if rung.at >= since:
            missed.append(rung)
    return missed, None


@lru_cache(maxsize=512)
def counts_from_start(terms: Terms) -> bool:
    """Whether a rung lies at the start or a part of the way, so that two clocks due at one moment can have different ones."""
    return any(parse(when).keys() & {"start", "percent"} for when, _ in terms.ladder)


def urgency(terms: Terms, rung: Rung) -> str:
    """How soon the message must go: `urgent` also at night, `normal` outside quiet hours, `digest` with the day's others at 08:00."""
    if terms.night:
        return "urgent"
    counts_days = rung.code.endswith(("wd", "d", "m"))
    return "digest" if counts_days and rung.code.startswith("T-") else "normal"


def _when(said: dict, start: datetime, due: datetime, calendar: Calendar) -> datetime:
    if "start" in said:
        return start
    if "percent" in said:
        return start + (due - start) * int(said["percent"]) / 100
    if "clock" in said:
        return moment(local_day(due), time.fromisoformat(said["clock"]))
    if "amount" not in said:
        return due
    amount, unit = int(said["amount"]), said["unit"]
    if unit == "h":
        return due + timedelta(hours=amount)
    if unit == "wd":
        return moment(calendar.add_working_days(local_day(due), amount), MORNING)
    return moment(local_day(due) + timedelta(days=amount) if unit == "d" else add_months(local_day(due), amount), MORNING)

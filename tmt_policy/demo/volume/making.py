"""The volume, made: which report is of which shape and was sent when, in batches whose memory does not grow with their number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from random import Random

from django.conf import settings
from django.db import transaction

from foundation.deadlines.selectors import calendar
from foundation.face import when
from foundation.messages.selectors import DaysOff
from foundation.people.models import Academy, Person
from foundation.people.selectors import day_of
from policy.selectors import in_force
from tmt_policy.demo import cast

from .inserting import insert
from .mould import WRITTEN, Mould, mould_of
from .press import Press
from .shapes import shapes

BATCH = 100  # reports, about four thousand rows; with further clocks on them, fewer
ROWS = 20_000  # clocks in a batch at most
DAYS = 120  # back from today, over which the reports are spread unless others are asked for


class NotHere(Exception):
    """Volume would not be made here; says why not."""


@dataclass(frozen=True)
class Made:
    reports: int
    clocks: int
    due: int


def make(*, reports: int, clocks: int = 0, due: int = 0, seed: int = 1, days: int = DAYS, now: datetime) -> Made:
    """Make `reports` reports nobody has looked at, sent over the last `days`; gives what was made.

    `clocks`: how many deadlines shall run in all; those beyond what the reports bring are about other things in the same dossiers.
    `due`: of how many whoever has to act is to be reminded at `now`, as far as so many are late enough and not too late for that; of the
    others everybody was told, without a message that says so. The same `seed`, in the same trust, makes the same people tell the same at
    the same distance from `now` under the same references; keys are as random as any. Raises NotHere in production, in a trust that is
    not the demo's, and where a number cannot be.
    """
    people = _demo_people()
    moulds = [mould_of(told, at=now) for told in shapes(people)][:max(reports, 1)]
    total = max(clocks, sum(mould.clocks for mould in _of_each(moulds, reports)))
    if reports < 1 or days < 1 or due > total or clocks > reports * 1000:
        raise NotHere("At least one report on one day, at most a thousand clocks on each, and no more due than there are clocks.")
    chosen, rng = _Chosen(due, total), Random(seed)
    calendars = {one: calendar(one) for one in [None, *Academy.objects.values_list("pk", flat=True)]}
    press = Press(now=now, rng=rng, calendars=calendars, people={one.pk: one for one in people.values()},
                  days=DaysOff(now - timedelta(days=days + 1)), due=chosen)
    plan = _plan(moulds, reports, total, rng, now, days)
    size = max(1, min(BATCH, ROWS * reports // total))
    while batch := list(islice(plan, size)):
        _save([press.stamp(mould, at, further=further) for mould, at, further in batch])
    return Made(reports, total, chosen.taken)


def _demo_people() -> dict[str, Person]:
    if not settings.EMBEDDED:
        raise NotHere("Volume is not made in production: it would stand among what people reported. Unset TMT_MODE.")
    people = cast.by_first_name()
    theirs = {code for code, *_ in cast.ACADEMIES} == set(Academy.objects.values_list("code", flat=True))
    if not theirs or not people.keys() >= {*cast.CAST, *cast.OTHERS}:
        raise NotHere("Volume is made in the demo's trust only, and this database does not hold it. Run `make demo` once.")
    return people


def _of_each(moulds: list[Mould], reports: int) -> Iterator[Mould]:
    return (moulds[number % len(moulds)] for number in range(reports))


def _plan(moulds: list[Mould], reports: int, total: int, rng: Random, now: datetime, days: int) -> Iterator[tuple[Mould, datetime, int]]:
    """Each report's mould, its moment, and how many further clocks it bears, so that they add up."""
    today, far = day_of(now), _furthest(day_of(now), days)
    lacking = total - sum(mould.clocks for mould in _of_each(moulds, reports))
    for number, mould in enumerate(_of_each(moulds, reports)):
        at = when.at(today - timedelta(days=rng.randint(1, far)), time(7)) + timedelta(seconds=rng.randrange(15 * 3600))
        yield mould, at.astimezone(UTC), lacking * (number + 1) // reports - lacking * number // reports


def _furthest(today: date, days: int) -> int:
    """How many days back: while the policy in force today was."""
    policy = in_force(today)
    if policy is None:
        raise NotHere("No policy is in force today, so nothing can be reported under it.")
    return max(1, min(days, (today - policy.effective_from).days))


class _Chosen:
    """Chooses `due` of `total` clocks evenly; one that cannot be due hands its turn on."""

    def __init__(self, due: int, total: int):
        self.due, self.total, self.taken = due, total, 0
        self.owed = total - due  # the first of each stretch is chosen, so that the last ones have somebody to hand on to

    def __call__(self, able: bool) -> bool:
        self.owed += self.due
        if not able or self.owed < self.total:
            return False
        self.owed -= self.total
        self.taken += 1
        return True


def _save(copies: list[dict]) -> None:
    with transaction.atomic():
        for model in WRITTEN:
            insert(model, [row for copy in copies for row in copy[model]])

"""Working days of England, with an academy's own closures (DOMAIN 8.1)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
CLOSE = time(17)  # a working day ends here: due at this time, and what happens later counts as the next working day
_DAY = timedelta(days=1)


def local_day(at: datetime) -> date:
    """The London date of an aware moment."""
    return at.astimezone(LONDON).date()


def moment(day: date, clock: time = CLOSE) -> datetime:
    """The moment (UTC) at which London's clocks show `clock` on `day`."""
    return datetime.combine(day, clock, tzinfo=LONDON).astimezone(UTC)


@dataclass(frozen=True)
class Calendar:
    """Mon–Fri less England's bank holidays less an academy's closures. Closures stop only clocks that may wait (`without_closures`)."""

    bank_holidays: frozenset[date] = field(default=frozenset())
    closures: frozenset[date] = field(default=frozenset())

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.bank_holidays and day not in self.closures

    def next_working(self, day: date) -> date:
        """`day` itself, or the first working day after it."""
        while not self.is_working(day):
            day += _DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it, where `count` is negative); 0 is `day` itself, working or not."""
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after `first` up to and with `last`; negative where `last` is the earlier."""
        if last < first:
            return -self.working_days_between(last, first)
        return sum(self.is_working(day) for day in _days(first + _DAY, last))

    def work_day_of(self, at: datetime) -> date:
        """The working day a moment counts for: after 17:00, or on a day off, it is the next one."""
        local = at.astimezone(LONDON)
        return self.next_working(local.date() + _DAY if local.time() > CLOSE else local.date())

    @cached_property
    def without_closures(self) -> "Calendar":
        return Calendar(self.bank_holidays) if self.closures else self


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY

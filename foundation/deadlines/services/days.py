"""The days nobody works, and counting again when they change."""

import json
import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from foundation.deadlines.models import BankHoliday, Closure, Deadline
from foundation.deadlines.rules.ledger import LIVE, RECALENDAR, next_rung_at, replay
from foundation.deadlines.selectors import calendar, entries, missing_holidays
from foundation.messages.services import keep_days_off
from foundation.people.models import Academy, Person
from foundation.people.rules import SYSTEM, Nobody

from .ledger import save, turn

log = logging.getLogger(__name__)
_TABLE = Path(__file__).resolve().parent.parent / "data" / "bank_holidays.json"
LONGEST_CLOSURE = timedelta(days=70)


def load_calendar() -> None:
    """The bank holidays of DOMAIN 8.1, where they are missing."""
    _add({date.fromisoformat(day): name for name, days in json.loads(_TABLE.read_text()).items() for day in days})


def add_bank_holiday(day: date, name: str) -> None:
    """Add a special one, for instance a coronation. Call `recalendar` after it."""
    _add({day: name})


def add_closures(academy: Academy, first: date, last: date) -> None:
    """Close an academy from `first` to `last`, both included. Call `recalendar` after it. Raises ValueError beyond ten weeks."""
    if not timedelta(0) <= last - first <= LONGEST_CLOSURE:
        raise ValueError("A closure ends after it begins, and within ten weeks.")
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    Closure.objects.bulk_create([Closure(academy=academy, day=day) for day in days], ignore_conflicts=True)
    keep_days_off(days, academy)


def fill_bank_holidays(*, today: date, source: Callable[[Iterable[int]], dict[date, str]], years: int = 3) -> str:
    """Add what is missing for this year and the `years` after it; what is there stays.

    `source` gives the bank holidays of some years by day. Gives an alert, or "" where all is well (BEATS 15).
    """
    trouble = ""
    try:
        _add(source(range(today.year, today.year + years + 1)))
    except Exception as error:  # noqa: BLE001 whatever a source does, the last good calendar stays and somebody is told
        trouble = f"The source of bank holidays failed ({type(error).__name__}); the last good calendar is still in use."
    if missing_holidays(today):
        trouble = f"{trouble} There are no bank holidays for {today.year + 1} yet: deadlines that run into it would be too short.".strip()
    if trouble:
        log.error(trouble)
    return trouble


def recalendar(*, at: datetime, by: Person | Nobody = SYSTEM) -> int:
    """Count every live clock again by the calendar as it now is; where a date moved, the ledger says so. Gives how many moved."""
    count = 0
    for academy_id, rows in _by_academy():
        days = calendar(academy_id)
        with transaction.atomic():
            changed = [(row, turn(row, RECALENDAR, days, at=at, by=by, reason="calendar")) for row in rows if drift(row, days)]
            save(changed)
        count += len(changed)
    return count


def drift(row: Deadline, days) -> str:
    """What in the row does not follow from its ledger and the calendar; "" where all does."""
    clock = replay(entries(row), days)
    counted = {"due_at": clock.due_at, "original_due": clock.original_due, "state": clock.state, "terms": clock.terms,
               "kind": clock.terms.kind, "next_rung_at": next_rung_at(clock, row.last_rung_at, days)}
    wrong = {name: value for name, value in counted.items() if getattr(row, name) != value}
    return ", ".join(f"{name} is {getattr(row, name)}, the ledger says {value}" for name, value in wrong.items())


def check_all() -> list[str]:
    """Live rows that do not follow from their ledger and the calendar, each in a sentence."""
    found = []
    for academy_id, rows in _by_academy():
        days = calendar(academy_id)
        found += [f"{row.reference} {row.kind}: {wrong}" for row in rows if (wrong := drift(row, days))]
    return found


def _by_academy():
    """Live clocks in bounded portions, each of one academy."""
    for academy_id in Deadline.objects.filter(state__in=LIVE).order_by().values_list("dossier__academy", flat=True).distinct():
        here = Deadline.objects.filter(state__in=LIVE, dossier__academy=academy_id) if academy_id else Deadline.objects.filter(
            state__in=LIVE, dossier__academy__isnull=True)
        last = 0
        while rows := list(here.filter(pk__gt=last).order_by("pk").prefetch_related("ledger")[:1000]):
            yield academy_id, rows
            last = rows[-1].pk


def _add(days: dict[date, str]) -> None:
    BankHoliday.objects.bulk_create([BankHoliday(day=day, name=name[:80]) for day, name in sorted(days.items())], ignore_conflicts=True)
    keep_days_off(days)

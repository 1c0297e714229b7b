"""The days nobody works, and counting again when they change."""

import json
import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from foundation.deadlines.models import BankHoliday, Closure, Deadline
from foundation.deadlines.rules.calendar import Calendar, local_day
from foundation.deadlines.rules.closing import AHEAD, LONGEST, MOST_IN_A_YEAR, Closing, most_in_a_year
from foundation.deadlines.rules.ledger import LIVE, RECALENDAR, next_rung_at, replay
from foundation.deadlines.selectors import calendar, entries, missing_holidays
from foundation.dossiers.models import Dossier
from foundation.dossiers.rules import Refused
from foundation.messages.selectors import last_sent
from foundation.messages.services import drop_days_off, keep_days_off
from foundation.people.models import Academy, Person
from foundation.people.rules import SYSTEM, Nobody
from foundation.people.services import TRUST, token
from foundation.trail import services as trail

from .ledger import reminder_codes, save, turn, withdraw_reminders

log = logging.getLogger(__name__)
_TABLE = Path(__file__).resolve().parent.parent / "data" / "bank_holidays.json"


def load_calendar() -> None:
    """The bank holidays of DOMAIN 8.1, where they are missing."""
    _add({date.fromisoformat(day): name for name, days in json.loads(_TABLE.read_text()).items() for day in days})


def add_bank_holiday(day: date, name: str) -> None:
    """Add a special one, for instance a coronation. Call `recalendar` after it."""
    _add({day: name})


def add_closures(academy: Academy, first: date, last: date) -> None:
    """Close an academy from `first` to `last`, both included. Call `recalendar` after it. Raises ValueError beyond ten weeks."""
    if not timedelta(0) <= last - first <= LONGEST:
        raise ValueError("A closure ends after it begins, and within ten weeks.")
    days = list(Closing(first, last).days())
    Closure.objects.bulk_create([Closure(academy=academy, day=day) for day in days], ignore_conflicts=True)
    keep_days_off(days, academy)


def close(academy: Academy, closings: Iterable[Closing], *, by: Person, at: datetime) -> int:
    """Close an academy from tomorrow on, and count again what runs there; gives how many clocks moved. Raises Refused for a day that is
    past or far off, for more days than any school has, and where nothing is left to do."""
    days = {day for one in closings for day in one.days()}
    if not days or min(days) <= local_day(at) or max(days) > local_day(at) + AHEAD:
        raise Refused("Choose days from tomorrow on, and within three years.")
    known = set(Closure.objects.filter(academy=academy).values_list("day", flat=True))
    if not days - known:
        raise Refused("The academy is closed on these days already.")
    if too_many := most_in_a_year(days | known):
        raise Refused(f"That would be {too_many} weekdays in one year: no school is closed on more than {MOST_IN_A_YEAR}.")
    with transaction.atomic():
        Closure.objects.bulk_create([Closure(academy=academy, day=day) for day in sorted(days - known)], ignore_conflicts=True)
        keep_days_off(days, academy)
        return _changed(academy, "closed", days - known, by, at)


def reopen(academy: Academy, closing: Closing, *, by: Person, at: datetime) -> int:
    """Take closures back that are still ahead, and count again; gives how many clocks moved. Raises Refused where none is left."""
    rows = Closure.objects.filter(academy=academy, day__gte=closing.first, day__gt=local_day(at), day__lte=closing.last)
    with transaction.atomic():
        days = set(rows.select_for_update().values_list("day", flat=True))
        if not days:
            raise Refused("The academy is not closed on these days any more.")
        rows.delete()
        drop_days_off(days, academy)
        return _changed(academy, "reopened", days, by, at)


def declare_holiday(day: date, name: str, *, by: Person, at: datetime) -> int:
    """A special bank holiday, on a day still ahead; gives how many clocks moved. Raises Refused where it is one already."""
    if not local_day(at) < day <= date(local_day(at).year + 1, 12, 31):
        raise Refused("Choose a day from tomorrow on, this year or next.", field="day")
    if BankHoliday.objects.filter(day=day).exists():
        raise Refused("That is a bank holiday already.", field="day")
    with transaction.atomic():
        add_bank_holiday(day, name)
        trail.record(TRUST, action="calendar.holiday", actor=token(TRUST, by), at=at, ids={"day": day.isoformat()})
        return recalendar(at=at, by=by)


def _changed(academy: Academy, word: str, days: set[date], by: Person, at: datetime) -> int:
    span = {"first": min(days).isoformat(), "last": max(days).isoformat()}
    trail.record(academy.uuid, action=f"calendar.{word}", actor=token(academy.uuid, by), at=at, ids=span)
    return recalendar(at=at, by=by, academy=academy)


def would_move(rows: QuerySet[Deadline], now: Calendar, then: Calendar) -> list[tuple[Deadline, datetime]]:
    """Of the live clocks `rows`, of one academy, those that would be due at another time by the calendar `then`, and when; due first."""
    found = []
    for row in rows.select_related("dossier").prefetch_related("ledger").order_by("due_at", "pk"):
        if row.terms.counts(now) != row.terms.counts(then):
            due = replay(entries(row), then).due_at
            found += [(row, due)] if due != row.due_at else []
    return found


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


def recalendar(*, at: datetime, by: Person | Nobody = SYSTEM, academy: Academy | None = None) -> int:
    """Count every live clock (or those of one academy) again by the calendar as it now is; where a date moved, the ledger says so, and
    what was to be sent about the old one is withdrawn. Gives how many moved."""
    count = 0
    for academy_id, rows in _by_academy(academy):
        days = calendar(academy_id)
        for dossier in sorted({row.dossier_id for row in rows if drift(row, days)}):
            count += _recount(dossier, days, at, by)
    return count


def _recount(dossier: int, days: Calendar, at: datetime, by: Person | Nobody) -> int:
    """The clocks of one dossier under its lock: as they are now, whoever changed them since they were looked at."""
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=dossier)
        rows = Deadline.objects.filter(dossier=dossier, state__in=LIVE).prefetch_related("ledger").order_by("pk")
        changed = [(row, turn(row, RECALENDAR, days, at=at, by=by, reason="calendar")) for row in rows if drift(row, days)]
        save(changed)
        for row, entry in changed:
            if entry.old_due != entry.new_due:
                _say_again(row, days, at)
    return len(changed)


def _say_again(row: Deadline, days: Calendar, at: datetime) -> None:
    """What has not left yet would tell the old date: it is withdrawn, and the ladder goes on from what really was said."""
    if withdraw_reminders(row.about, [row.kind], at):
        row.last_rung_at = last_sent(row.about, reminder_codes([row.kind]))
        row.next_rung_at = next_rung_at(replay(entries(row), days), row.last_rung_at, days)
        row.save(update_fields=["last_rung_at", "next_rung_at"])


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


def _by_academy(academy: Academy | None = None):
    """Live clocks in bounded portions, each of one academy."""
    live = Deadline.objects.filter(state__in=LIVE)
    places = [academy.pk] if academy else list(live.order_by().values_list("dossier__academy", flat=True).distinct())
    for academy_id in places:
        here = live.filter(dossier__academy=academy_id) if academy_id else live.filter(dossier__academy__isnull=True)
        last = 0
        while rows := list(here.filter(pk__gt=last).order_by("pk").prefetch_related("ledger")[:1000]):
            yield academy_id, rows
            last = rows[-1].pk


def _add(days: dict[date, str]) -> None:
    BankHoliday.objects.bulk_create([BankHoliday(day=day, name=name[:80]) for day, name in sorted(days.items())], ignore_conflicts=True)
    keep_days_off(days)

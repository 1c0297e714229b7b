"""Every read of deadlines: the calendar, what runs, what a date says to people, when reminders last ran."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import CharField, Prefetch, QuerySet, Value

from foundation.dossiers import sealing
from foundation.dossiers.models import Dossier
from foundation.face import when
from foundation.people.models import Academy, Person, Setting
from foundation.people.rules import HEAD, SYSADMIN
from foundation.people.selectors import academies, academies_of, can_sign_in, has_left, setting_history, settings_starting

from .models import BankHoliday, CalendarFeed, ClockEvent, Closure, Deadline, Heartbeat
from .rules import feeds, setting
from .rules.calendar import Calendar
from .rules.kinds import notice_of
from .rules.ledger import LIVE, MET, RUNNING, Entry
from .rules.terms import OVERDUE_CAN_BE, Terms

SETTING = "clock."  # a trust's own terms stand under clock.<kind>


def calendar(academy: Academy | int | None) -> Calendar:
    """England's bank holidays with one academy's closures (None: the trust, which has none). One query."""
    academy_id = getattr(academy, "pk", academy)
    days = BankHoliday.objects.order_by().annotate(closure=Value(0)).values_list("day", "closure")
    if academy_id is not None:
        closed = Closure.objects.filter(academy=academy_id).order_by().annotate(closure=Value(1)).values_list("day", "closure")
        days = days.union(closed, all=True)
    rows = list(days)
    return Calendar(frozenset(day for day, closure in rows if not closure), frozenset(day for day, closure in rows if closure))


def closures_from(first: date) -> dict[int, list[date]]:
    """The days from `first` on that each academy is closed, by its key. One query."""
    found: dict[int, list[date]] = {}
    for academy, day in Closure.objects.filter(day__gte=first).order_by("day").values_list("academy", "day"):
        found.setdefault(academy, []).append(day)
    return found


def holidays_from(first: date) -> list[tuple[date, str]]:
    return list(BankHoliday.objects.filter(day__gte=first).values_list("day", "name"))


def kept_by(person: Person, at: datetime) -> list[Academy]:
    """The academies whose days off the person keeps: a head their own, whoever keeps the settings all."""
    everywhere, own = academies_of(person, SYSADMIN, at), academies_of(person, HEAD, at)
    return [one for one in academies() if everywhere or one.pk in own]


def calendar_for(person: Person) -> Calendar:
    """The calendar of the academy where the person works, read once per instance: every room of their first page asks for it."""
    if "_calendar" not in person.__dict__:
        person.__dict__["_calendar"] = calendar(person.academy_id)
    return person.__dict__["_calendar"]


def days_off(academy: Academy | int | None, first: date, last: date) -> dict[date, str]:
    """From `first` up to, not with, `last`: the days nobody works and what they are called. One query."""
    holidays = BankHoliday.objects.filter(day__gte=first, day__lt=last).order_by().values_list("day", "name")
    closed = Closure.objects.filter(academy=academy, day__gte=first, day__lt=last).order_by()
    rows = holidays.union(closed.annotate(name=Value("Closed", output_field=CharField())).values_list("day", "name"), all=True)
    return dict(sorted(rows, key=lambda row: row[1] != "Closed"))  # a bank holiday in the holidays is called by its own name


def calendar_of(dossier: Dossier) -> Calendar:
    """The calendar of the dossier's academy, read once per instance."""
    if "_calendar" not in dossier.__dict__:
        dossier.__dict__["_calendar"] = calendar(dossier.academy_id)
    return dossier.__dict__["_calendar"]


def overrides_of(dossier: Dossier) -> dict[str, dict]:
    """What the trust has set about its clocks, by kind; read once per instance."""
    if "_clocks" not in dossier.__dict__:
        found = settings_starting(SETTING)
        dossier.__dict__["_clocks"] = {key.removeprefix(SETTING): value for key, value in found.items()}
    return dossier.__dict__["_clocks"]


def time_said(guard: str, since: datetime) -> str:
    """A minimum, a limit or a life as the trust had set it at that moment, in words: "1 working day". One query."""
    row = setting_history(f"{SETTING}{guard}").filter(at__lte=since).first()
    terms = notice_of(guard, row.value if row else None)
    return when.count(terms.amount, setting.UNITS[terms.clock])


def newest_settings() -> dict[str, Setting]:
    """Of each kind whose time the trust has set, the newest row. One query."""
    rows = Setting.objects.filter(key__startswith=SETTING, academy__isnull=True).select_related("by").order_by("id")
    return {row.key.removeprefix(SETTING): row for row in rows}


def live(about: UUID) -> QuerySet[Deadline]:
    """The running and paused clocks of one thing with their ledgers, for those who change them."""
    ledger = Prefetch("ledger", queryset=ClockEvent.objects.order_by("revision"))
    return Deadline.objects.filter(about=about, state__in=LIVE).select_related("dossier").prefetch_related(ledger).order_by("pk")


def entries(deadline: Deadline) -> list[Entry]:
    """The deadline's ledger in the words of the rules, oldest first."""
    return [Entry(one.event, one.at, one.terms, one.trigger_at, one.new_due) for one in deadline.ledger.all()]


def ledger_of(deadline: Deadline) -> list[ClockEvent]:
    """What happened to a clock, oldest first, with who did it. One query."""
    return list(ClockEvent.objects.filter(deadline=deadline).select_related("by").order_by("revision"))


def current(abouts: Iterable[UUID]) -> dict[UUID, Deadline]:
    """Of each thing the running clock that is due first; paused ones are not counted down. One query."""
    rows = Deadline.objects.filter(about__in=list(abouts), state=RUNNING).order_by("-due_at", "-pk")
    return {row.about: row for row in rows}


def running_of(abouts: Iterable[UUID]) -> dict[UUID, list[Deadline]]:
    """Of each thing all running clocks, what is due first in front; paused ones are not counted down. One query."""
    found: dict[UUID, list[Deadline]] = {}
    for row in Deadline.objects.filter(about__in=list(abouts), state=RUNNING).order_by("due_at", "pk"):
        found.setdefault(row.about, []).append(row)
    return found


def of_dossier(dossier: Dossier) -> QuerySet[Deadline]:
    """Every clock of a dossier, what runs first, then by when it was due."""
    return Deadline.objects.filter(dossier=dossier).select_related("owner_person").order_by("ended_at", "due_at", "pk")


def running(about: UUID, kind: str) -> Deadline | None:
    return Deadline.objects.filter(about=about, kind=kind, state__in=LIVE).first()


def last(about: UUID, *kinds: str) -> Deadline | None:
    """The newest clock of any of `kinds` on a thing, whatever became of it: for "was it in time?"."""
    return Deadline.objects.filter(about=about, kind__in=kinds).order_by("-pk").first()


def in_time(deadline: Deadline) -> bool | None:
    """Whether what was asked came by the original date (an extension does not help, DOMAIN 8.1); None where it has not come."""
    return deadline.ended_at <= deadline.original_due if deadline.state == MET else None


def overdue(deadline: Deadline, now: datetime) -> bool:
    """Computed, never stored. Only what is due by a date, or a time before one, can be overdue (DOMAIN 8.3)."""
    return deadline.state == RUNNING and deadline.terms.nature in OVERDUE_CAN_BE and now > deadline.due_at


def due_rungs(at: datetime) -> QuerySet[Deadline]:
    """The clocks of which somebody is to be reminded by `at`, longest waiting first."""
    return Deadline.objects.filter(next_rung_at__lte=at).order_by("next_rung_at", "pk")


class Folder(NamedTuple):
    """As much of a dossier as it takes to know whom to remind."""

    pk: int
    kind: str
    academy_id: int | None
    tier: int


class DueRow(NamedTuple):
    """As much of a deadline as a reminder needs: a sweep meets a hundred thousand, and a model's instance of each takes longer to make
    than the database takes to find it."""

    pk: int
    uuid: UUID
    dossier_id: int
    about: UUID
    kind: str
    terms: Terms
    owner: str
    owner_person_id: int | None
    reference: str
    path: str
    started_at: datetime
    due_at: datetime
    last_rung_at: datetime | None
    next_rung_at: datetime
    revision: int
    dossier: Folder


def as_due(rows: QuerySet[Deadline]) -> list[DueRow]:
    """The rows of `due_rungs`, or of some of them, read."""
    own = DueRow._fields[:-1]
    found = rows.values_list(*own, *(f"dossier__{name}" for name in Folder._fields))
    return [DueRow(*row[:len(own)], Folder._make(row[len(own):])) for row in found]


def feed_of(person: Person) -> CalendarFeed | None:
    """The calendar the person has other programs read now."""
    return CalendarFeed.objects.filter(person=person, ended_at__isnull=True).first()


def fed_by(key: str, at: datetime) -> Person | None:
    """Whose calendar an address opens: nobody's once it was stopped, and nobody's who has left or does not sign in."""
    rows = CalendarFeed.objects.filter(key_index=sealing.blind(feeds.NAME, key), ended_at__isnull=True)
    row = rows.select_related("person__user", "person__academy").first()
    person = row and row.person
    return person if can_sign_in(person) and person.user.is_active and not has_left(person, at) else None


def heartbeat() -> datetime | None:
    """When the reminders last ran; None if they never did."""
    return Heartbeat.objects.values_list("at", flat=True).first()


def missing_holidays(today: date) -> bool:
    """Whether the year after today's has no bank holidays in the table yet: then clocks that run into it would be too short."""
    return not BankHoliday.objects.filter(day__year=today.year + 1).exists()


@dataclass(frozen=True)
class Countdown:
    """A date as people read it, and the class of its tag."""

    text: str
    css: str
    overdue: bool


def countdown(due_at: datetime, now: datetime, academy: Academy | int | None = None, *, days: Calendar | None = None) -> Countdown:
    """"24 November 2026, 5pm (2 working days left)". In a list pass `days`, a calendar read once; else it costs a query where the date
    is not near."""
    passed = now > due_at
    near = passed or when.london(due_at).date() <= when.london(now).date()
    left = None if near else (days or calendar(academy)).working_days_between(when.london(now).date(), when.london(due_at).date())
    said = when.countdown(due_at, now, working_days=left)
    if left is not None and not said.endswith("left"):
        said = "due tomorrow"
    said = "due today" if said.startswith("Due today") else said[0].lower() + said[1:]
    return Countdown(f"{when.moment(due_at)} ({said})", when.due_class(due_at, now), passed)

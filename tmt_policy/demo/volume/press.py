"""A mould stamped once more: the same rows under other ids, at another moment, with a key, a chain and dates of their own."""

from collections.abc import Callable
from datetime import date, datetime
from random import Random
from uuid import UUID

from django.db.models import Model

from foundation.deadlines.models import ClockEvent, Deadline
from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.rules.ladders import DEPUTY, OWNER, Rung, pending
from foundation.deadlines.rules.ledger import START, Clock, Entry, replay
from foundation.deadlines.rules.terms import Terms
from foundation.dossiers.models import Dossier, DossierKey
from foundation.dossiers.sealing import FreshKey
from foundation.messages.models import Message
from foundation.messages.rules import QUEUED, SENT, first_moment
from foundation.messages.selectors import DaysOff
from foundation.people.models import Person
from foundation.people.selectors import day_of
from foundation.trail.models import ChainHead, Event, Tally
from foundation.trail.rules import Link, event_digest
from reports.intake.measures import month_of
from reports.intake.models import Report

from .mould import PARENTS, WRITTEN, Mould, Row

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
Due = Callable[[bool], bool]  # whether a clock is to be due for a reminder, given whether whoever has to act is the last to have been told


class Press:
    """Stamps moulds. `now`: what is past by then was told already; `due` chooses the clocks of which a reminder is still to go."""

    def __init__(self, *, now: datetime, rng: Random, calendars: dict[int | None, Calendar], people: dict[int, Person], days: DaysOff,
                 due: Due):
        self.now, self.rng, self.calendars, self.people, self.days, self.due = now, rng, calendars, people, days, due

    def stamp(self, mould: Mould, at: datetime, *, further: int = 0) -> dict[type[Model], list[Model]]:
        """The rows of one report sent at `at`, by table, not saved; `further` clocks are about other things in the same dossier."""
        return _Copy(self, mould, at, further).rows

    def new_uuid(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)


class _Copy:
    """One report being stamped."""

    def __init__(self, press: Press, mould: Mould, at: datetime, further: int):
        self.press, self.mould, self.at = press, mould, at
        self.names: dict[object, object] = {name: press.new_uuid() for name in mould.names}
        letters = "".join(press.rng.choices(_LETTERS, k=8))
        self.names[mould.reference] = f"R-{letters[:4]}-{letters[4:]}"
        self.texts = {text: text.replace(part, self._like(part, self.names[name])) for text, (part, name) in mould.woven.items()}
        self.parents: dict[tuple[type[Model], int], Model] = {}
        self.dues: dict[datetime, datetime] = {}
        self.calendar = press.calendars[mould.rows[Dossier][0].columns["academy_id"]]
        self.wound: dict[Terms, tuple[Clock, list[Rung], Rung | None]] = {}
        self.rows: dict[type[Model], list[Model]] = {model: [] for model in WRITTEN}
        makers = {DossierKey: self._key, Deadline: self._clock, ClockEvent: self._entry, Message: self._message, Event: self._event,
                  ChainHead: self._head}
        for model, found in mould.rows.items():
            for row in found:
                self.rows[model].append(makers.get(model, self._plain)(row))
        measure, academy, _, category, tier, amount = mould.tally
        self.rows[Tally].append(Tally(measure=measure, academy=academy, month=month_of(at), category=category, tier=tier, amount=amount))
        for number in range(further):
            self._further(mould.rows[Deadline][number % mould.clocks])

    @staticmethod
    def _like(part: str, name: object) -> str:
        """A new id written as the old one was."""
        return name.hex if isinstance(name, UUID) and "-" not in part else str(name)

    def _again(self, value: object) -> object:
        if isinstance(value, datetime):
            return self.at if value == self.mould.at else value
        if isinstance(value, date):
            return day_of(self.at) if value == self.mould.at.date() else value
        if isinstance(value, UUID):
            return self.names.get(value, value)
        if isinstance(value, dict):
            return {name: self._again(one) for name, one in value.items()}
        return self.texts.get(value, value) if isinstance(value, str) else value

    def _plain(self, row: Row, **changes) -> Model:
        values = {name: self._again(value) for name, value in row.columns.items()} | changes
        for name, pk in row.parents.items():
            values[name.removesuffix("_id")] = self.parents[PARENTS[name], pk]
        made = row.model(**values)
        if row.model is Dossier:
            self.key = FreshKey(made)
        for column, text in row.words.items():
            self.key.write(made, column, text)
        if row.model in (Dossier, Report, Deadline):
            self.parents[row.model, row.pk] = made
        return made

    def _key(self, row: Row) -> DossierKey:
        return self.key.row

    def _clock(self, row: Row) -> Deadline:
        made = self._plain(row)
        self._wind(made)
        self.dues.setdefault(row.columns["due_at"], made.due_at)
        return made

    def _entry(self, row: Row) -> ClockEvent:
        return self._plain(row, new_due=self.parents[Deadline, row.parents["deadline_id"]].due_at)

    def _wind(self, clock: Deadline) -> None:
        """Set its dates by its ledger; what a reminder could have gone out for by now has gone out, or is due."""
        if clock.terms not in self.wound:
            wound = replay([Entry(START, self.at, clock.terms, self.at)], self.calendar)
            self.wound[clock.terms] = wound, *pending(clock.terms, self.at, wound.due_at, self.calendar, self.at, self.press.now)
        wound, told, later = self.wound[clock.terms]
        clock.started_at, clock.due_at, clock.original_due = wound.started_at, wound.due_at, wound.original_due
        if self.press.due(bool(told) and set(told[-1].to) <= {OWNER, DEPUTY}):
            told, later = told[:-1], told[-1]
        clock.last_rung_at, clock.next_rung_at = told[-1].at if told else None, later and later.at

    def _further(self, row: Row) -> None:
        clock = self._plain(row, uuid=self.press.new_uuid(), about=self.press.new_uuid())
        self._wind(clock)
        self.rows[Deadline].append(clock)
        first = next(one for one in self.mould.rows[ClockEvent] if one.parents["deadline_id"] == row.pk)
        self.parents[Deadline, row.pk] = clock
        self.rows[ClockEvent].append(self._entry(first))

    def _message(self, row: Row) -> Message:
        """Told long ago, if it could have left by now; else it waits in the outbox as any other."""
        made = self._plain(row, due_at=self.dues.get(row.columns["due_at"]))
        here = self.press.days.of(self.press.people[made.to_id].academy_id)
        made.not_before = first_moment(made.urgency, self.at, is_working_day=here)
        if made.state == QUEUED and made.not_before <= self.press.now:
            made.state, made.sent_at, made.ended_at = SENT, made.not_before, made.not_before
        return made

    def _event(self, row: Row) -> Event:
        made = self._plain(row, previous=self.rows[Event][-1].digest if self.rows[Event] else "")
        made.digest = event_digest(Link(**{name: getattr(made, name) for name in Link._fields}))
        return made

    def _head(self, row: Row) -> ChainHead:
        last = self.rows[Event][-1]
        return ChainHead(chain=last.chain, seq=last.seq, digest=last.digest)

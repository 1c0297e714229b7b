"""Pause, resume, extend and re-rate in any order (BEATS 6); and what each means."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.deadlines.rules.calendar import LONDON, moment
from foundation.deadlines.rules.kinds import terms_of
from foundation.deadlines.rules.ledger import EXTEND, MEET, PAUSE, RERATE, RESUME, START, STOP, Entry, next_rung_at, replay
from foundation.deadlines.rules.terms import Terms, due_at
from tests.deadlines.calendars import ENGLAND, london

MONDAY = london("2026-11-23 10:00")


def begun(kind="triage_normal", at=MONDAY):
    return Entry(START, at, terms_of(kind), at)


def due(*entries):
    return replay(entries, ENGLAND).due_at.astimezone(LONDON).strftime("%d %b %H:%M")


def held(since, until):
    return Entry(PAUSE, london(since)), Entry(RESUME, london(until))


def test_working_days_held_are_added():
    assert due(begun(), *held("2026-11-24 10:00", "2026-11-30 10:00")) == "02 Dec 17:00"


def test_hours_held_are_added_to_the_minute():
    assert due(begun("removal_standard"), *held("2026-11-23 20:00", "2026-11-23 23:30")) == "24 Nov 13:30"


def test_hours_are_as_long_as_hours_whichever_clock_said_when():
    start = london("2026-10-24 12:00").astimezone(LONDON)  # as a form gives it; that night the clocks go back
    assert due(begun("removal_standard", start)) == "25 Oct 11:00"


def test_a_request_held_for_clarification_gets_its_days():
    assert due(begun("sar"), *held("2026-12-01 10:00", "2026-12-04 09:00")) == "29 Dec 17:00"


def test_an_extension_keeps_the_original():
    clock = replay([begun(), Entry(EXTEND, MONDAY, new_due=london("2026-12-04 17:00"))], ENGLAND)
    assert (clock.due_at, clock.original_due) == (london("2026-12-04 17:00"), london("2026-11-26 17:00"))


@pytest.mark.beats(6)
def test_a_pause_outlives_a_new_rating():
    pause, resume = held("2026-11-23 12:00", "2026-11-25 12:00")
    critical = Entry(RERATE, london("2026-11-24 12:00"), terms_of("triage_high"))
    assert due(begun(), pause, critical, resume) == due(begun(), pause, resume, critical) == "26 Nov 17:00"


def test_nothing_moves_an_ended_clock():
    stopped = [begun(), Entry(STOP, london("2026-11-24 10:00"))]
    assert replay([*stopped, *held("2026-11-25 10:00", "2026-11-27 10:00")], ENGLAND) == replay(stopped, ENGLAND)


def test_what_recurs_comes_again_and_ends():
    entries, seen = [begun("removal_recheck")], []
    for day in ("2026-11-24 16:00", "2026-11-30 16:00", "2026-12-23 16:00"):
        entries.append(Entry(MEET, london(day)))
        clock = replay(entries, ENGLAND)
        seen.append((clock.state, clock.due_at.date().isoformat()))
    assert seen == [("running", "2026-11-30"), ("running", "2026-12-23"), ("met", "2026-12-23")]


def test_a_rhythm_does_not_ask_for_what_is_past():
    clock = replay([begun("suspension_contact"), Entry(MEET, london("2027-01-05 10:00"))], ENGLAND)
    assert london("2027-01-05 10:00") < clock.due_at < london("2027-01-14 18:00")


def test_a_severer_rating_says_at_once_what_was_missed():
    rated = replay([begun(), Entry(RERATE, london("2026-11-25 10:00"), terms_of("triage_critical"))], ENGLAND)
    assert next_rung_at(rated, None, ENGLAND) == london("2026-11-23 12:00")


def test_a_ledger_begins_with_a_start():
    with pytest.raises(ValueError, match="begins with a start"):
        replay([Entry(PAUSE, MONDAY)], ENGLAND)


# An oracle that knows nothing of dates: it lives through the time hour by hour and counts what passes while the clock is not held.
steps = st.lists(st.tuples(st.integers(1, 60), st.integers(1, 120)), max_size=4)


def lived_through(terms, start, pauses):
    """Closes of business (17:00 of working days) that pass unheld, day 0's with them; for hours, the hours themselves."""
    passed, now = 0, start
    while True:
        if not any(since <= now < until for since, until in pauses):
            local = now.astimezone(LONDON)
            closes = (local.hour, local.minute) == (17, 0) and ENGLAND.is_working(local.date())
            passed += terms.clock == "h" or closes
            if passed > terms.amount:
                return now
        now += timedelta(hours=1)


@pytest.mark.beats(6)
@given(st.integers(0, 24 * 30), st.sampled_from([("h", 24), ("h", 72), ("wd", 1), ("wd", 5), ("wd", 10)]), steps)
def test_holding_is_living_through_it(hours, clock, steps):
    terms, start = Terms("some", *clock), MONDAY + timedelta(hours=hours)
    entries, pauses, now = [Entry(START, start, terms, start)], [], start
    for run, hold in steps:
        now += timedelta(hours=run)
        if now >= replay(entries, ENGLAND).due_at:  # what is overdue already is held for another reason
            break
        pauses.append((now, now + timedelta(hours=hold)))
        entries += [Entry(PAUSE, now), Entry(RESUME, now := now + timedelta(hours=hold))]
    assert replay(entries, ENGLAND).due_at == lived_through(terms, start, pauses)


class StepByStep:
    """How somebody with a diary would keep a clock of working days: move the date when something happens, and never look back."""

    def __init__(self, kind, start):
        self.start, self.since, self.holds = start, None, []
        self.rerate(kind, start)

    def pause(self, at):
        self.since = self.since or at
        self.counted_from = self.counted_from or at

    def resume(self, at):
        if self.since:
            self.due = self.later(self.due, self.closes(self.counted_from, at))
            self.holds.append((self.since, at))
        self.since = self.counted_from = None

    def extend(self, until, at):
        self.due, self.counted_from = until, at if self.since else None

    def rerate(self, kind, at):
        self.counted_from = self.since
        self.due = self.later(due_at(terms_of(kind), self.start, ENGLAND), sum(self.closes(*hold) for hold in self.holds))

    def closes(self, since, until):
        """How often a working day ended meanwhile."""
        days = (since.astimezone(LONDON).date() + timedelta(days=n) for n in range((until - since).days + 3))
        return sum(since <= moment(day) < until for day in days if ENGLAND.is_working(day))

    def later(self, due, days):
        while days:
            due += timedelta(days=1)
            days -= ENGLAND.is_working(due.date())
        return due


changes = st.lists(st.tuples(st.sampled_from([PAUSE, RESUME, EXTEND, RERATE]), st.integers(1, 90), st.integers(1, 20)), max_size=8)


@pytest.mark.beats(6)
@given(changes)
def test_any_order_gives_the_date_a_diary_would(changes):
    now, diary, entries = MONDAY, StepByStep("triage_normal", MONDAY), [begun()]
    for number, (event, hours, days) in enumerate(changes):
        now += timedelta(hours=hours)
        kind, until = ("triage_high", "triage_normal")[number % 2], moment(ENGLAND.add_working_days(now.date(), days))
        entries.append(Entry(event, now, terms_of(kind) if event == RERATE else None, new_due=until))
        told = {PAUSE: (now,), RESUME: (now,), EXTEND: (until, now), RERATE: (kind, now)}[event]
        getattr(diary, event)(*told)
        assert replay(entries, ENGLAND).due_at == diary.due

"""Which call takes which move of a disciplinary process, and where in the story of `world` it can be taken: as if the case had been
decided formally."""

from collections.abc import Callable
from datetime import datetime, timedelta

from cases.casefile.models import Case
from cases.disciplinary import selectors
from cases.disciplinary import services as hearings
from cases.disciplinary.models import Disciplinary, Hearing, Outcome, Seat
from foundation.deadlines.selectors import calendar_of
from foundation.dossiers.models import Party
from foundation.people.models import Person
from tests.laws.doors import LONG
from tests.laws.world import World
from tmt_policy.demo import hearing as demo

Put = Callable[[World], Disciplinary]


def _one(first: str) -> Person:
    return Person.objects.get(email=f"{first}@northgate.example")


def _in(row: Disciplinary, at: datetime, days: int) -> datetime:
    calendar = calendar_of(row.dossier)
    return datetime.combine(calendar.add_working_days(at.date(), days), datetime.min.time(), at.tzinfo).replace(hour=12)


def _scheduled(row: Disciplinary, at: datetime, **by):
    given = {"starts_at": _in(row, at, 10), "place": "Room 1", "worst": "first_written", "no_evidence": LONG}
    return hearings.schedule(row, chair=_one("harper"), **given, at=at, **by)


def _decided(row: Disciplinary, **by):
    found = {one.uuid: ("proven", LONG) for one in selectors.allegations(row)}
    said = {"mitigation": LONG, "warnings": "None.", "sanction": "informal", "reason": LONG, "reread": True}
    return hearings.decide(row, findings=found, **said, **by)


CALLS = {
    "schedule": _scheduled,
    "invite": lambda row, **by: hearings.invite(row, how="phone", **by),
    "seat": lambda row, **by: hearings.seat(row, chair=_one("olu"), **by),
    "declare": lambda row, **by: hearings.declare(row, conflict="", **by),
    "say": lambda row, **by: hearings.say(row, companion="nobody", statement=LONG, **by),
    "ask_day": lambda row, at, **by: hearings.ask_day(row, why="other", new_at=_in(row, at, 17), reason=LONG, at=at, **by),
    "keep_day": lambda row, **by: hearings.keep_day(row, reason=LONG, **by),
    "postpone": lambda row, at, **by: hearings.postpone(
        row, new_at=_in(row, at, 17), place="Room 2", why="unwell", reason=LONG, at=at, **by
    ),
    "hear": lambda row, **by: hearings.hear(row, notes=LONG, present="All of them.", came="yes", **by),
    "decide": _decided,
    "issue": lambda row, **by: hearings.issue(row, how="phone", **by),
    "conclude": hearings.conclude,
    "ask_withdraw": lambda row, **by: hearings.ask_withdraw(row, reason=LONG, **by),
    "withdraw": hearings.withdraw,
}  # fmt: skip


def _opened(world: World) -> Disciplinary:
    Case.objects.filter(pk=world["case"].pk).update(state="FORMAL", decision="FORMAL")
    return hearings.open_disciplinary(world.fresh("case"), by=world.people["hana"], at=world.at)


def _arranged(world: World) -> Disciplinary:
    return demo.arranged(_opened(world), _one("harper"), by=world.people["rhys"], at=world.at, worst="first_written")


def _lettered(world: World) -> Disciplinary:
    row = demo.declared(_arranged(world), at=world.at)
    demo.written(row, by=world.people["rhys"], at=world.at)
    return demo.process_of(row.case)


def _invited(world: World) -> Disciplinary:
    row = demo.declared(_arranged(world), at=world.at)
    return demo.invited(row, by=world.people["rhys"], at=world.at)


def _vacant(world: World) -> Disciplinary:
    row = _arranged(world)
    Seat.objects.filter(disciplinary=row).update(until=world.at)
    Party.objects.filter(dossier=row.dossier, part="hearing_chair").update(until=world.at)
    return row


def _wished(world: World) -> Disciplinary:
    return demo.another_day(_invited(world), at=world.at, why="other")


def _begun(world: World) -> Disciplinary:
    row = _invited(world)
    Hearing.objects.filter(disciplinary=row).update(starts_at=world.at)
    return demo.process_of(row.case)


def _heard(world: World) -> Disciplinary:
    return demo.heard(_begun(world), by=_one("harper"), at=world.at)


def _ruled(world: World) -> Disciplinary:
    row = demo.decided(_heard(world), by=_one("harper"), at=world.at)
    demo.written(row, by=world.people["rhys"], at=world.at)
    return row


def _given(world: World) -> Disciplinary:
    row = demo.issued(_ruled(world), by=world.people["rhys"], at=world.at)
    outcome = Outcome.objects.get(disciplinary=row)
    Outcome.objects.filter(pk=outcome.pk).update(appeal_until=outcome.issued_at + timedelta(seconds=1))
    return row


def _proposed(before: Put) -> Put:
    return lambda world: demo.withdrawal_proposed(before(world), by=world.people["hana"], at=world.at)


_STATES = {"OPENED": _opened, "SCHEDULED": _arranged, "HEARD": _heard, "DECIDED": _ruled, "OUTCOME_ISSUED": _given}
PLACES = {
    **{(state,): put for state, put in _STATES.items()},
    **{(state, "withdraw"): _proposed(put) for state, put in _STATES.items() if state != "OUTCOME_ISSUED"},
    ("SCHEDULED", "invite"): _lettered,
    ("SCHEDULED", "seat"): _vacant,
    **{("SCHEDULED", move): _invited for move in ("say", "ask_day", "postpone")},
    ("SCHEDULED", "keep_day"): _wished,
    ("SCHEDULED", "hear"): _begun,
}

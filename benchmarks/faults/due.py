"""Reminders that are due: urgent ones, which may leave at any hour of any day, so that it never matters when the faults happen."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import connection, transaction

from foundation.deadlines import services
from foundation.deadlines.models import ClockEvent, Deadline
from foundation.dossiers import rules as parts
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier
from foundation.people.models import Person
from foundation.people.rules import SYSTEM

REPORTS = 50  # two sweeps at once never work on the same dossier
STARTED = timedelta(minutes=125)  # of a clock of four hours, whose first reminder comes after two and whose second after three
_KIND = "triage_critical"


def report(at: datetime) -> Dossier:
    """A teacher's report about a colleague: a senior leader of their academy has the door."""
    people = {one.email.partition("@")[0]: one for one in Person.objects.select_related("academy")}
    dossier = dossiers.open_dossier("report", academy=people["hana"].academy, at=at, by=SYSTEM)
    dossiers.add_party(dossier, people["teo"], parts.REPORTER, by=SYSTEM, at=at, source="form")
    dossiers.add_party(dossier, people["tam"], parts.SUBJECT, by=SYSTEM, at=at, source="form", kind=parts.STAFF)
    dossiers.route(dossier, by=SYSTEM, at=at)
    return dossier


def start(dossier: Dossier, at: datetime, kind: str = _KIND) -> Deadline:
    """A clock on something of its own in the dossier."""
    return services.start(kind, dossier=dossier, about=uuid4(), reference="R-4F7K-9QXT", path="/triage/R-4F7K-9QXT/", at=at, by=SYSTEM)


def fill(many: int, *, now: datetime) -> None:
    """So many clocks, spread over `REPORTS` reports, of each of which one person is to be reminded now and once."""
    new = "gen_random_uuid()"
    with transaction.atomic(), connection.cursor() as cursor:
        first = [start(report(now - STARTED), now - STARTED).pk for _ in range(min(REPORTS, many))]
        cursor.execute(_copied(Deadline, _FURTHER, uuid=new, about=new), [many - len(first), first, len(first)])
        cursor.execute(_copied(ClockEvent, _THEIR_LEDGER, deadline_id="further.id"), [first])


_FURTHER = "deadlines_deadline one JOIN generate_series(1, %s) number ON one.id = (%s::bigint[])[1 + number %% %s]"
_THEIR_LEDGER = """deadlines_deadline further
    JOIN deadlines_deadline first ON first.dossier_id = further.dossier_id AND first.id = ANY(%s) AND first.id <> further.id
    JOIN deadlines_clockevent one ON one.deadline_id = first.id"""


def _copied(model, source: str, **changed: str) -> str:
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    values = ", ".join(changed.get(column, f"one.{column}") for column in columns)
    return f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {values} FROM {source}"

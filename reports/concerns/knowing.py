"""Who may read a report, who has, and who was told by hand: read together, for those who keep the list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from foundation.dossiers import sealing
from foundation.dossiers.models import Dossier
from foundation.dossiers.routing import readers
from foundation.dossiers.rules import WORKING
from foundation.dossiers.selectors import dossiers_for, people_in, seen_by, standing
from foundation.people.models import Person
from reports.intake.models import Report

from .models import Knower, SafeguardingRecord
from .rules.knowing import KEEPERS


@dataclass
class Reads:
    """Somebody with a door, or who had one: the roles they may read it in now ("" for none), the first and last day they did."""

    name: str
    roles: str = ""
    first: date | None = None
    last: date | None = None


def who_reads(report: Report, person: Person, at: datetime) -> list[Reads]:
    """By name; of the cases about it only those that `person` may open themselves."""
    cases = dossiers_for(person, at).filter(kind=Dossier.Kind.CASE, links_to_reports__report=report.dossier)
    found: dict[int, Reads] = {}
    for dossier in (report.dossier, *cases.distinct().order_by("pk")):
        _may(dossier, found, at)
        for row in seen_by(dossier):
            line = found.setdefault(row.person_id, Reads(row.person.name))
            line.first, line.last = min(line.first or row.day, row.day), max(line.last or row.day, row.day)
    return sorted(found.values(), key=lambda line: line.name)


def keeps(person: Person, reports: Iterable[Report], at: datetime) -> frozenset[str]:
    """References of those of `reports` of which this person keeps the list of who knows."""
    return frozenset(report.reference for report in reports if standing(person, report.dossier, at) & KEEPERS)


def _may(dossier: Dossier, found: dict[int, Reads], at: datetime) -> None:
    for reader in readers(dossier, at):
        for one in reader.people:
            line = found.setdefault(one.pk, Reads(one.name))
            line.roles = ", ".join(dict.fromkeys(filter(None, (*line.roles.split(", "), reader.role_name))))
    for one in people_in(dossier, at, *sorted(WORKING)):
        line = found.setdefault(one.pk, Reads(one.name))
        line.roles = line.roles or "Works on it"


def told_by_hand(record: SafeguardingRecord) -> tuple[list[tuple[Knower, dict[str, str]]], str]:
    """Who was written down, oldest first, each with its words; and what may be said."""
    rows = list(record.knowers.select_related("by", "record").order_by("told_on", "pk"))
    words = sealing.read([record, *rows])
    return [(row, words[row.uuid]) for row in rows], words[record.uuid]["line_sealed"]

"""Whose conduct a report is about, and where it therefore belongs."""

from collections.abc import Iterable
from datetime import datetime

from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Party
from foundation.dossiers.rules import STAFF, SUBJECT, TARGET
from foundation.dossiers.selectors import parties
from foundation.people.models import Academy, Person
from foundation.people.rules import Nobody
from foundation.people.selectors import person_by
from reports.intake.models import Report
from reports.intake.selectors import will_read


def name_subject(report: Report, party: Party, person: Person, *, by: Person, at: datetime) -> Party:
    """Put a person of the directory in the place of somebody nobody could name, under the dossier's lock. What is sealed about the one
    before stays; from now on the person, and whoever is close to them, is kept out."""
    dossiers.end_party(party, by=by, at=at, reason="named")
    named = dossiers.add_party(report.dossier, person, SUBJECT, by=by, at=at, source="named later", kind=STAFF)
    place_in_academy(report, at, otherwise=report.academy)
    report.save(update_fields=["academy"])
    return named


def place_again(report: Report, academy: Academy | None, *, at: datetime) -> None:
    """Somebody is no longer named in it: it belongs to the academy of the staff who are, `academy` where that is nobody."""
    place_in_academy(report, at, otherwise=academy)
    report.save(update_fields=["academy"])


def name_targets(draft: Report, people: Iterable[str], *, by: Person | Nobody, at: datetime) -> bool:
    """Make exactly `people` (uuids of the directory) those a draft is aimed at. Whoever is targeted is in conflict and reads nothing of it;
    gives whether that changes who will read it."""
    before, wanted = _readers(draft, at), dict.fromkeys(people)
    for party in parties(draft.dossier, TARGET, at):
        if str(party.person.uuid) not in wanted:
            dossiers.end_party(party, by=by, at=at, reason="draft_changed")
        wanted.pop(str(party.person.uuid), None)
    for person in filter(None, map(person_by, wanted)):
        dossiers.add_party(draft.dossier, person, TARGET, by=by, at=at, source="reporter")
    return _readers(draft, at) != before


def _readers(draft: Report, at: datetime) -> set[int]:
    return {one.pk for reader in will_read(draft, at) for one in reader.people}


def place_in_academy(report: Report, at: datetime, *, otherwise: Academy | None) -> None:
    """A report belongs to the academy of the staff it is about, to the trust when they are of several, `otherwise` where it is about none.
    Sets the column; whoever calls saves it."""
    staff = [party.person for party in parties(report.dossier, SUBJECT, at) if party.person and party.kind == STAFF]
    places = {person.academy for person in staff} or {otherwise}
    report.academy = places.pop() if len(places) == 1 else None
    if report.dossier.academy_id != (report.academy and report.academy.pk):
        dossiers.place_in(report.dossier, report.academy)

"""What ends with a request: the parts of those who checked and decided, and, once the case is closed, the person's reading of it."""

from datetime import datetime

from cases.casefile.models import Case
from cases.casefile.rules import CLOSED
from cases.removals import rules, selectors
from cases.removals.models import RemovalRequest
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Party
from foundation.dossiers.rules import INDEPENDENT, VERIFIER
from foundation.dossiers.selectors import parties
from foundation.people.models import Person


def end_showing(case: Case, *, by: Person, at: datetime) -> None:
    """The case is closed: the person may read each of its requests that is over for as long as an appeal may take, and then no more.

    One whose re-checks run on is ended by the last of them (`wind_up`). Call it under the dossier's lock.
    """
    for row in selectors.over(case.dossier):
        _end(row, by, at)


def wind_up(row: RemovalRequest, *, by: Person, at: datetime) -> None:
    """The request is over: whoever checked or decided it needs nothing of it any more, and on a report alone no closing of a case ends
    the person's reading of it. Call it under the dossier's lock."""
    for part in (VERIFIER, INDEPENDENT):
        for party in parties(row.dossier, part, at):
            let_go(row, party, by, at, reason="finished")
    if row.case_id is None or Case.objects.get(pk=row.case_id).state == CLOSED:
        _end(row, by, at)


def let_go(row: RemovalRequest, party: Party, by: Person, at: datetime, *, reason: str) -> None:
    """A part in a request ends, and with it the sight of its exhibit; what somebody checks or decides in another one stays."""
    if not selectors.has_another(party.person, row):
        dossiers.end_party(party, by=by, at=at, reason=reason)
    if row.exhibit is not None and not selectors.has_another(party.person, row, exhibit=row.exhibit):
        dossiers.hide(row.dossier, party.person, object_uuid=row.exhibit.uuid, by=by, at=at)


def _end(row: RemovalRequest, by: Person, at: datetime) -> None:
    if row.state in rules.OVER and row.target.person is not None:
        until = selectors.end_of_showing(row, at)
        dossiers.hide(row.dossier, row.target.person, object_uuid=row.uuid, by=by, at=at, until=until)

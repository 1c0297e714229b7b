"""A page of figures is frozen: made once, with its term or for a meeting, bound by its digest and an event, and never changed."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from assurance import arrangements, contents, rules, selectors
from assurance.models import Publication, Snapshot
from foundation.dossiers.rules import Refused
from foundation.people.models import Academy, Person
from foundation.people.rules import CLERK, SYSTEM, Nobody
from foundation.people.selectors import academies, day_of, roles_of
from foundation.people.services import token
from foundation.trail import services as trail


def freeze(publication: Publication, *, at: datetime) -> list[Snapshot]:
    """The page of every academy for a term that is being published. Raises IntegrityError where they are there already."""
    found, trust = selectors.figures(publication), arrangements.of_the_trust(at)
    return [_keep(_made(academy, found, trust, None, at), by=SYSTEM, at=at) for academy in academies()]


def freeze_for_meeting(academy: Academy, *, meeting: date, by: Person, at: datetime) -> Snapshot:
    """The page for a meeting: the figures of the newest published term, the arrangements as they stand now. The same meeting twice is one.

    Raises Refused for anybody but the clerk, for a day that is over or more than `rules.AHEAD` days away, and before any term is published.
    """
    if CLERK not in roles_of(by, at):
        raise Refused(rules.CLERKS_STEP)
    if not 0 <= (meeting - day_of(at)).days <= rules.AHEAD:
        raise Refused(rules.MEETING_SOON, field="meeting")
    found = selectors.figures()
    if found is None:
        raise Refused(rules.NOTHING_YET)
    known = Snapshot.objects.filter(academy=academy, meeting=meeting)
    if (row := known.first()) is not None:
        return row
    try:
        with transaction.atomic():
            return _keep(_made(academy, found, arrangements.of_the_trust(at), meeting, at), by=by, at=at)
    except IntegrityError:
        return known.get()


def _made(academy: Academy, found: selectors.Figures, trust: list, meeting: date | None, at: datetime) -> Snapshot:
    unit = selectors.unit_in(academy, found.newest)
    about = contents.About(academy.code, academy.name, unit, selectors.unit_name(unit), meeting, at)
    content = contents.page(about, found, trust + arrangements.of_an_academy(academy, at))
    return Snapshot(academy=academy, publication=found.newest, meeting=meeting, made_at=at, content=content, digest=rules.digest(content))


def _keep(row: Snapshot, *, by: Person | Nobody, at: datetime) -> Snapshot:
    row.made_by = by if isinstance(by, Person) else None
    row.save(force_insert=True)
    chain, ids = row.academy.uuid, {"snapshot": str(row.uuid), "term": row.publication.term, "sha256": row.digest[:40]}
    trail.record(chain, action="figures.frozen", actor=token(chain, by), at=at, ids=ids)
    return row

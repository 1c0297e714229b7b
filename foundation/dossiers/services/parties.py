"""Who has which part in a dossier, what is shown to whom, and whose parts go along when a report joins a case."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from foundation.dossiers import sealing
from foundation.dossiers.models import Disclosure, Dossier, Link, Party
from foundation.dossiers.rules import BARRING, INVESTIGATOR, RECUSED, SEPARATE, SUBJECT, WORKING, Refused
from foundation.dossiers.selectors import people_in
from foundation.people.models import Person
from foundation.people.rules import Nobody
from foundation.people.services import token

from .keeping import lock, record


def add_party(dossier: Dossier, person: Person | None, part: str, *, by: Person | Nobody, at: datetime, source: str, kind: str = "",
              name: str = "") -> Party:
    """Give somebody a part; the same part twice is the first one. An outsider has no `person` but a `name`, which is sealed.

    Raises Refused where duties must be separate (DOMAIN 6.3 R1, R3, R4) or the person manages whom they would investigate.
    """
    with transaction.atomic():
        lock(dossier)
        if person is not None:
            held = Party.objects.filter(dossier=dossier, person=person, until__isnull=True)
            if (same := held.filter(part=part, link__isnull=True).first()) is not None:
                return same
            _keep_duties_apart(dossier, person, part, {party.part for party in held}, at)
        party = Party(dossier=dossier, person=person, part=part, kind=kind, since=at, source=source)
        if name:
            sealing.write(party, "name_sealed", name)
            party.name_index = sealing.blind("name", name)
        party.save()
        record(dossier, action="party.added", by=by, at=at, ids={"party": str(party.uuid), "part": part})
        for copied in dossier.links_to_cases.all():
            _copy_along(party, copied)
        _bar_from_reports(party, dossier.links_to_reports.all())
    return party


def end_party(party: Party, *, by: Person | Nobody, at: datetime, reason: str) -> Party:
    """End somebody's part and its copies; what they did stays in the chain."""
    with transaction.atomic():
        lock(party.dossier)
        Party.objects.filter(pk=party.pk, until__isnull=True).update(until=at)
        Party.objects.filter(source=_copy_source(party), until__isnull=True).update(until=at)
        party.refresh_from_db()
        record(party.dossier, action="party.ended", by=by, at=at, reason=reason, ids={"party": str(party.uuid), "part": party.part})
    return party


def link(report: Dossier, case: Dossier, *, by: Person | Nobody, at: datetime) -> Link:
    """Join a report to a case, or to another report about the same thing: its parties are copied there, barring ones across its other
    reports too, and whoever is barred there is kept out of the report. Copies bar; they never grant."""
    with transaction.atomic():
        for dossier in sorted((report, case), key=lambda one: one.pk):
            lock(dossier)
        made, fresh = Link.objects.get_or_create(report=report, case=case, defaults={"at": at})
        if fresh:
            for party in Party.objects.filter(dossier=report, until__isnull=True, link__isnull=True):
                _copy_along(party, made)
            for other in Link.objects.filter(case=case).exclude(pk=made.pk):
                for party in Party.objects.filter(dossier=other.report, until__isnull=True, link__isnull=True, part__in=BARRING):
                    _copy(party, made, report)
            for party in Party.objects.filter(dossier=case, until__isnull=True, link__isnull=True, part__in=BARRING):
                _bar_from_reports(party, [made])
            record(case, action="report.joined", by=by, at=at, ids={"report": str(report.uuid)})
    return made


def disclose(dossier: Dossier, person: Person, *, object_kind: str, object_uuid: UUID, by: Person | Nobody, at: datetime) -> Disclosure:
    """Show one object to the person concerned or a witness; the same twice is the first one (DOMAIN 6.3 R2)."""
    with transaction.atomic():
        lock(dossier)
        shown, made = Disclosure.objects.get_or_create(dossier=dossier, person=person, object_uuid=object_uuid, until=None,
                                                       defaults={"object_kind": object_kind, "since": at})
        if made:
            record(dossier, action="object.disclosed", by=by, at=at, ids={object_kind: str(object_uuid), "to": token(dossier.uuid, person)})
    return shown


def hide(
    dossier: Dossier, person: Person, *, object_uuid: UUID, by: Person | Nobody, at: datetime, until: datetime | None = None
) -> None:
    """End what was shown to somebody, now or at `until`: they have no part in it any more, or need it only so long."""
    with transaction.atomic():
        lock(dossier)
        if Disclosure.objects.filter(dossier=dossier, person=person, object_uuid=object_uuid, until__isnull=True).update(until=until or at):
            record(dossier, action="object.hidden", by=by, at=at, ids={"object": str(object_uuid), "to": token(dossier.uuid, person)})


def _keep_duties_apart(dossier: Dossier, person: Person, part: str, held: set[str], at: datetime) -> None:
    if clash := SEPARATE.get(part, frozenset()) & held:
        raise Refused(_CLASH.get(next(iter(sorted(clash))), "They already have another part in this matter, so they cannot take this one."))
    if part == INVESTIGATOR and any(subject.line_manager_id == person.pk for subject in people_in(dossier, at, SUBJECT)):
        raise Refused("The line manager of the person the report is about cannot investigate it.")


_CLASH = {
    "subject": "The person the report is about cannot take part in deciding about it.",
    "recused": "They have stepped back from this matter because of a conflict.",
    "not_this_person": "The reporter asked that this person does not deal with it.",
}


def _copy_along(party: Party, along: Link) -> None:
    _copy(party, along, along.case)
    if party.part in BARRING:
        for sibling in Link.objects.filter(case=along.case).exclude(report=party.dossier):
            _copy(party, sibling, sibling.report)


def _bar_from_reports(party: Party, links: Iterable[Link]) -> None:
    """Who is in conflict with a case, or with a report that others are the same as, may not go on reading what hangs on it (DESIGN 3: the
    conflict bars the cluster)."""
    if party.part in BARRING:
        for one in links:
            _copy(party, one, one.report)


def _copy(party: Party, along: Link, to: Dossier) -> None:
    """A copy bars and counts for separation of duties; it never grants. Names of outsiders stay where they were sealed. Whoever works on
    what happened is kept out of the support for those it happened to."""
    if party.person_id:
        part = RECUSED if to.kind == Dossier.Kind.SUPPORT and party.part in WORKING else party.part
        Party.objects.get_or_create(dossier=to, person_id=party.person_id, part=part, link=along, until=None, source=_copy_source(party),
                                    defaults={"kind": party.kind, "since": party.since})


def _copy_source(party: Party) -> str:
    return f"copy:{party.uuid.hex}"

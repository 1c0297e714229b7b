"""Who holds a case, who declared what, who was told; and what the rooms above note on it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cases.casefile import rules, selectors
from cases.casefile.models import Allegation, Case, Declaration, Strand
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import BARRING, CASE_MANAGER, INVESTIGATOR, ROUTED, Refused
from foundation.messages import services as messages
from foundation.messages.rules import COULD_NOT
from foundation.people.models import Person
from foundation.people.rules import CEO, HEAD, Nobody
from policy.models import Clause
from reports.targets.services import look_after

from .working import pass_on


def declare(dossier: Dossier, person: Person, part: str, *, words: str, at: datetime) -> bool:
    """Keep what somebody says about conflicts before taking `part` (DOMAIN 6.3 R10): "" is none, words take them off at once.

    Gives whether they may go on. A conflict routes the dossier past them; where that leaves nobody who may act,
    the next rung is brought in.
    """
    with transaction.atomic():
        dossiers.lock(dossier)
        row = Declaration(dossier=dossier, person=person, part=part, conflict=bool(words), at=at)
        sealing.write(row, "words_sealed", words)
        row.save()
        dossiers.record(dossier, action="conflict.declared", by=person, at=at, reason="some" if words else "none", ids={"part": part})
        if words:
            _past(dossier, person, at)
    return not words


def step_back(case: Case, *, by: Person, at: datetime, words: str) -> None:
    """Take oneself off a case: access ends at once, the next rung is told that it waits (BEATS 19).

    Raises Refused for somebody who has no part in working on it, and where the case is closed.
    """
    with transaction.atomic():
        dossiers.lock(case.dossier)
        case = selectors.case_of(case.dossier)
        rules.check_step_back(case.state)
        held = selectors.standing_in(case, by, at)
        if not held - BARRING:
            raise Refused("You have no part in working on this case.")
        declare(case.dossier, by, "working", words=words, at=at)
        if INVESTIGATOR in held:
            look_for_another(case, by=by, at=at)
        apart_from_support(case, by=by, at=at)
        pass_on(case, selectors.manager_of(case, at), by=by, at=at)
        for person in leaders(case.dossier, at):
            messages.queue(
                dossier=case.dossier,
                code="case.waiting",
                to=person,
                about=case.uuid,
                reference=case.reference,
                path=selectors.path(case),
                at=at,
                by=by,
            )


def look_for_another(case: Case, *, by: Person, at: datetime) -> None:
    """Whoever investigates has left a running investigation: another one is to be found."""
    if case.stage == rules.INVESTIGATING:
        about = {"dossier": case.dossier, "about": case.uuid, "reference": case.reference, "path": selectors.path(case)}
        deadlines.start("io_replace", **about, at=at, by=by)
        deadlines.moved(case.uuid, case.state, at=at, by=by)  # on hold it waits with the rest


def take_on(case: Case, *, by: Person, at: datetime, version: int, conflict: str | None) -> Case | None:
    """Manage a case that nobody manages. `conflict` as in `open_case`; None is given back to whoever has one."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        if conflict:
            step_back(case, by=by, at=at, words=conflict)
            return None
        moved = move(
            case,
            rules.CASE,
            "take_on",
            by=by,
            at=at,
            standing=selectors.standing_in(case, by, at),
            version=version,
            facts={"manager": selectors.manager_of(case, at), "declared": conflict is not None},
        )
        declare(case.dossier, by, CASE_MANAGER, words="", at=at)
        dossiers.add_party(case.dossier, by, CASE_MANAGER, by=by, at=at, source="taken on")
        apart_from_support(case, by=by, at=at)
        pass_on(case, by, by=by, at=at)
    return moved


def tell(case: Case, *, by: Person, at: datetime, version: int, how: str, why_not: str = "") -> Case:
    """Record how the person the report is about was told that there is a case, or why they could not be (DESIGN 5).

    Being told meets the clock; a failed try leaves it running. Nothing is mailed: what they may see is disclosed to them thing by thing.
    """
    with transaction.atomic():
        dossiers.lock(case.dossier)
        moved = move(
            case,
            rules.CASE,
            "tell",
            by=by,
            at=at,
            standing=selectors.standing_in(case, by, at),
            version=version,
            facts={"told": case.told_at},
            reason=how,
        )
        if case.subject.person:
            messages.spoken(
                dossier=case.dossier, person=case.subject.person, matter="case", about=case.uuid, by=by, at=at, how=how, why_not=why_not
            )
        if how == COULD_NOT:
            sealing.write(moved, "later_sealed", why_not)
            moved.save(update_fields=["later_sealed"])
        else:
            moved.told_at = at
            moved.save(update_fields=["told_at"])
            deadlines.meet(case.uuid, "subject_notify", at=at, by=by)
    return moved


def look_into(case: Case, clause: Clause, *, by: Person, at: datetime) -> Allegation:
    """One more rule that the case looks into, decided by whoever manages it. Call it under the dossier's lock, after asking the rules."""
    row = Allegation.objects.create(case=case, clause=clause, added_at=at)
    dossiers.record(case.dossier, action="case.alleged", by=by, at=at, role=CASE_MANAGER, ids={"clause": clause.code})
    return row


def apart_from_support(case: Case, *, by: Person | Nobody, at: datetime) -> None:
    """Whoever works on the case now looks after nobody it was aimed at: somebody else does from this moment on."""
    for report in selectors.reports_of(case):
        look_after(report, by=by, at=at)


def note_strand(case: Case, *, kind: str, uuid: UUID, reference: str, words: str, settled: bool, at: datetime, path: str = "") -> Strand:
    """Write where something the rooms above run inside the case now stands; the same `uuid` again changes its row."""
    row, _ = Strand.objects.update_or_create(
        uuid=uuid,
        defaults={"case": case, "kind": kind, "reference": reference, "words": words, "settled": settled, "path": path, "since": at},
    )
    return row


def _past(dossier: Dossier, person: Person, at: datetime) -> None:
    dossiers.recuse(dossier, person, by=person, at=at)
    if not leaders(dossier, at):
        dossiers.escalate(dossier, HEAD, by=person, at=at)


def leaders(dossier: Dossier, at: datetime) -> list[Person]:
    """Those who may lead this dossier now: at a head's or the chief executive's desk, or routed to them; conflicted people left out."""
    found = [one for symbol in (HEAD, CEO, ROUTED) for one in holders(dossier, symbol, at)]
    return list(dict.fromkeys(found))

"""Making a move, whom a step is written to, and where the case notes it."""

from datetime import datetime
from uuid import UUID

from cases.casefile.rules import DISCIPLINARY as STRAND
from cases.casefile.services import note_strand
from cases.disciplinary import rules, selectors
from cases.disciplinary.models import Disciplinary
from foundation.deadlines.moves import move
from foundation.dossiers import services as dossiers
from foundation.messages import services as messages
from foundation.people.models import Person

MATTER, OUTCOME_MATTER = "hearing", "outcome"


def path(row: Disciplinary) -> str:
    """One address for everybody who has to do with it: it leads each to the page that is theirs."""
    return f"/hearings/{row.reference}/"


def under_lock(row: Disciplinary) -> Disciplinary:
    """The row as it now stands, with the dossier locked until the transaction ends."""
    dossiers.lock(row.dossier)
    return selectors.of_case(row.dossier)


def take(
    now: Disciplinary,
    name: str,
    *,
    by: Person,
    at: datetime,
    version: int | None,
    facts: dict,
    reason: str = "",
    also: dict | None = None,
    stays: bool = False,
) -> Disciplinary:
    """Make a move of a row from `under_lock`, and note it on the case. `stays`: it waits for the same as before, since when it did."""
    every = {"now": at, "for_hr": by in selectors.arrangers(now, at), **_standing_facts(now), **facts}
    since = {"state_since": now.state_since} if stays else {}
    moved = move(
        now, rules.DISCIPLINARY, name, by=by, at=at, standing=selectors.standing(now, by, at), version=version, facts=every, reason=reason,
        ids={"disciplinary": str(now.uuid)}, also=since | (also or {}), read_under_lock=True,
    )  # fmt: skip
    note(moved, at)
    return moved


def _standing_facts(row: Disciplinary) -> dict[str, object]:
    """What is so whoever asks."""
    day, seats = selectors.hearing_of(row), selectors.seats_of(row)
    chair, missing = selectors.vacancies(row)
    return {
        "case_state": row.case.state,
        "worst": row.worst,
        "starts_at": day and day.starts_at,
        "invited": day and day.invited_at,
        "asked": bool(day and day.wished),
        "vacant": chair or missing,
        "all_declared": all(one.declared_at for one in seats),
        "withdrawal": row.withdraw_asked_at,
    }


def note(row: Disciplinary, at: datetime) -> None:
    """Write on the case where the process stands."""
    note_strand(
        row.case, kind=STRAND, uuid=row.uuid, reference=row.reference, words=rules.STATE_WORDS[row.state],
        settled=row.state in rules.SETTLED, at=at, path=path(row),
    )  # fmt: skip


def notify(row: Disciplinary, code: str, people: list[Person | None], *, by: Person, at: datetime, about: UUID | None = None) -> None:
    messages.queue_each(
        people, dossier=row.dossier, code=code, about=about or row.uuid, reference=row.reference, path=path(row), at=at, by=by
    )


def news(row: Disciplinary, code: str, *, about: UUID, matter: str, by: Person, at: datetime) -> None:
    """What the person is to read only once somebody has spoken to them, or has tried to (DESIGN 5)."""
    if row.case.subject.person is not None:
        messages.queue(
            dossier=row.dossier, code=code, to=row.case.subject.person, about=about, reference=row.reference, path=path(row), at=at, by=by,
            matter=matter, key=f"{code}:{about}",
        )  # fmt: skip


def spoken(row: Disciplinary, *, about: UUID, matter: str, how: str, why_not: str, by: Person, at: datetime) -> None:
    if (person := row.case.subject.person) is not None:
        messages.spoken(dossier=row.dossier, person=person, matter=matter, about=about, by=by, at=at, how=how, why_not=why_not)


def show(row: Disciplinary, person: Person | None, kind: str, uuid: UUID, *, by: Person, at: datetime) -> None:
    if person is not None:
        dossiers.disclose(row.dossier, person, object_kind=kind, object_uuid=uuid, by=by, at=at)

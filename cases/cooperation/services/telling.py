"""Making a move, whom a step is written to, and where the case notes it."""

from datetime import datetime

from cases.casefile.rules import COOPERATION
from cases.casefile.services import note_strand
from cases.cooperation import rules, selectors
from cases.cooperation.models import CooperationRequest
from cases.serving.services import note_reply
from foundation.deadlines.moves import move
from foundation.dossiers import services as dossiers
from foundation.messages import services as messages
from foundation.people.models import Person
from reports.intake.rules import looks_like_password

MATTER, REVIEW_MATTER = "cooperation", "cooperation_review"


def path(row: CooperationRequest) -> str:
    """One address for everybody who has to do with it: it leads each to the page that is theirs."""
    return f"/cooperation/{row.reference}/"


def take(
    row: CooperationRequest,
    name: str,
    *,
    by: Person,
    at: datetime,
    version: int | None,
    facts: dict | None = None,
    words: tuple[str, ...] = (),
    sure: bool = False,
    reason: str = "",
    also: dict | None = None,
    stays: bool = False,
) -> CooperationRequest:
    """Make a move under the dossier's lock and note it on the case. `words`: everything typed, in which no credential may stand unless
    its writer is `sure` that it is none (DOMAIN 9.4). `stays`: it waits for the same as before, since when it did."""
    dossiers.lock(row.dossier)
    now = selectors.of_case(row.dossier).get(pk=row.pk)
    of_the_day = selectors.progress(now, at) if now.state == rules.SCHEDULED else {}
    given = {**common_facts(now), **of_the_day, "credential": holds_credential(words, sure), **(facts or {})}
    standing = selectors.standing(now, by, at)
    before, since = now.state, {"state_since": now.state_since} if stays else {}
    moved = move(
        now, rules.COOPERATION, name, by=by, at=at, standing=standing, version=version, facts=given, reason=reason,
        ids={"cooperation": str(now.uuid)}, also=since | (also or {}), read_under_lock=True,
    )  # fmt: skip
    note(moved, at)
    note_reply(moved.uuid, of=moved.target, step=name, steps=rules.BY_THE_PERSON, standing=standing, by=by, at=at)
    if before == rules.SCHEDULED != moved.state:
        show_nothing_more(moved, by=by, at=at)
    return moved


def show_nothing_more(row: CooperationRequest, *, by: Person, at: datetime) -> None:
    """Whoever was named for the day has nothing to do with it any more."""
    for person in filter(None, (row.led_by, row.note_taker)):
        dossiers.hide(row.dossier, person, object_uuid=row.uuid, by=by, at=at)


def common_facts(row: CooperationRequest) -> dict[str, object]:
    return {
        "kind": row.kind,
        "told": row.told_at,
        "reached": row.reached_how,
        "case_state": row.case.state,
        "case_told": row.case.told_at,
        "subject_kind": row.target.kind,
        "person": row.target.person_id,
        "returned": row.returned_at,
        "trusts_own": row.trusts_own,
        "date_asked": row.wishes_another_date,
        "told_of_review": row.review_told_at,
        "review_reached": row.review_told_at and row.review_told_how != "could_not",
    }


def holds_credential(words: tuple[str, ...], sure: bool) -> bool:
    return not sure and any(looks_like_password(said) for said in words)


def notify(row: CooperationRequest, code: str, people: list[Person | None], *, by: Person, at: datetime) -> None:
    messages.queue_each(people, dossier=row.dossier, code=code, about=row.uuid, reference=row.reference, path=path(row), at=at, by=by)


def note(row: CooperationRequest, at: datetime) -> None:
    """Write on the case where the request stands; what is kept until the end of the case does not stand in its way."""
    kept = row.state == rules.ACKNOWLEDGED and rules.KINDS[row.kind].kept
    note_strand(
        row.case,
        kind=COOPERATION,
        uuid=row.uuid,
        reference=row.reference,
        words=f"{rules.KINDS[row.kind].label}: {rules.STATE_WORDS[row.state].lower()}",
        settled=kept or rules.is_settled(row.state, told_of_review=row.review_told_at is not None),
        at=at,
        path=path(row),
    )

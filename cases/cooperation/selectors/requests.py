"""Requests through their doors: the case's, the person's own (disclosed), and that of somebody who is there on the day."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cases.casefile.models import Case
from cases.casefile.selectors import allegations_of, investigator_of, kept_back, manager_of
from cases.cooperation import rules
from cases.cooperation.models import CooperationRequest, Minutes, Signature, SuppliedFile, Supply
from cases.serving import rules as serving
from cases.serving.selectors import has_access
from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.kinds import terms_of
from foundation.deadlines.rules.ledger import EXTEND
from foundation.deadlines.rules.terms import due_at
from foundation.deadlines.selectors import calendar_of, live, overdue, overrides_of
from foundation.deadlines.selectors import running as running_clock
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, ROUTED, SUBJECT
from foundation.dossiers.selectors import barred_from, disclosed_to, dossiers_for
from foundation.dossiers.selectors import standing as standing_of
from foundation.people.models import Person
from foundation.people.rules import CEO, HR
from foundation.people.selectors import current, roles_of
from policy.models import Clause

REFUSING = "C10.2"
_HAD_A_HAND = ("drafted_by", "approved_by", "hr_agreed_by", "dpo_agreed_by")  # whoever did looks at no refusal
_BESIDE = (
    "dossier__academy", "case__academy", "case__policy_version", "target__person", "drafted_by", "approved_by", "reviewed_by", "led_by",
    "note_taker", "hr_agreed_by", "dpo_agreed_by",
)  # fmt: skip


def request_for(person: Person, reference: str, at: datetime) -> CooperationRequest | None:
    """One request for those who read its case; None where it does not exist for this person."""
    return _one(_rows().filter(dossier__in=dossiers_for(person, at, "case.read")), reference)


def mine_for(person: Person, reference: str, at: datetime) -> CooperationRequest | None:
    """One request for the person who is asked: only what was disclosed to them, and nothing of the case (DOMAIN 6.3 R2)."""
    return _one(_rows().filter(_asked_of(person, at)), reference)


def mine(person: Person, at: datetime) -> QuerySet[CooperationRequest]:
    """What this person has been asked for."""
    return _rows().filter(_asked_of(person, at))


def attended_for(person: Person, reference: str, at: datetime) -> CooperationRequest | None:
    """One request for somebody who is there on the day, from the moment it is arranged until it is done: the day and the minutes, and
    nothing of the case."""
    return _one(_rows().filter(there(person, at)), reference)


def to_agree_for(person: Person, reference: str, at: datetime) -> CooperationRequest | None:
    """One session for HR and for data protection, as long as it waits for them; data protection reads nothing else of the case."""
    return _one(_rows().filter(to_agree(person, at)), reference)


def to_agree(person: Person, at: datetime) -> Q:
    door = Q(dossier__in=dossiers_for(person, at, "coop.agree"))
    waits = Q(kind=rules.SUPERVISED_SESSION, state=rules.DRAFT, returned_at__isnull=True)
    return door & waits & (Q(hr_agreed_by__isnull=True) | Q(dpo_agreed_by__isnull=True))


def there(person: Person, at: datetime) -> Q:
    """What somebody asks the questions of, or takes the notes of; whoever a conflict keeps out is not there."""
    named = Q(led_by=person) | Q(note_taker=person)
    return named & Q(state=rules.SCHEDULED) & ~Q(dossier__in=barred_from(person, at))


def shown_until(row: CooperationRequest, person: Person, at: datetime) -> datetime | None:
    """When the person's access to their request ends; None while nothing has ended it."""
    return disclosed_to(person, at).filter(object_uuid=row.uuid).values_list("until", flat=True).first()


def end_of_showing(row: CooperationRequest, at: datetime) -> datetime:
    """How long a person may read what they were asked, once the case is closed: as long as an appeal may take (ADR 0010)."""
    terms = terms_of("appeal_window", overrides_of(row.dossier).get("appeal_window"))
    return due_at(terms, at, calendar_of(row.dossier))


def concerning(person: Person, at: datetime) -> list[CooperationRequest]:
    """What waits for this person or for somebody they asked, newest first, each through its own door: asked of them, led by them (as
    investigator or case manager), to be looked at by HR. Made for lists: one query, nothing of the case beside it."""
    asked = _asked_of(person, at) & (~Q(state__in=rules.NOT_OPEN_TO_THEM) | _not_told_of_review())
    led = Q(dossier__in=dossiers_for(person, at, "coop.lead")) & (~Q(state__in=rules.SETTLED) | _not_told_of_review())
    review = Q(dossier__in=dossiers_for(person, at, "coop.review"), state__in=rules.WITH_HR)
    every = asked | led | review | there(person, at) | to_agree(person, at)
    rows = CooperationRequest.objects.filter(every).select_related("dossier__academy", "case")
    return list(rows.annotate(asked_of=F("target__person"), **_OF_THE_DAY).order_by("-created_at", "-pk"))


def own_parts(person: Person, rows: list[CooperationRequest], at: datetime) -> dict[int, frozenset[str]]:
    """The parts by which the person leads, by dossier id: for lists, in one query."""
    ids = {row.dossier_id for row in rows}
    held = Party.objects.filter(current(at), person=person, dossier__in=ids, part__in=(INVESTIGATOR, CASE_MANAGER), link__isnull=True)
    found: dict[int, set[str]] = {}
    for dossier, part in held.values_list("dossier_id", "part") if ids else ():
        found.setdefault(dossier, set()).add(part)
    return {dossier: frozenset(parts) for dossier, parts in found.items()}


def reviews(row: CooperationRequest, person: Person, parts: frozenset[str], at: datetime) -> bool:
    """Whether it is this person who looks at a refusal in their list; somebody of HR needs no look at who else could."""
    if parts or person.pk in [getattr(row, f"{name}_id") for name in _HAD_A_HAND]:
        return False
    return HR in roles_of(person, at) or person in reviewers(row, at)


def standing(row: CooperationRequest, person: Person, at: datetime) -> frozenset[str]:
    """The person's roles and parts in the dossier as far as this request goes; whoever asks writes down what somebody without a sign-in
    says."""
    held = standing_of(person, row.dossier, at)
    if row.target.person_id != person.pk:
        held -= {SUBJECT}
    if held & {INVESTIGATOR, CASE_MANAGER} and not has_access(row.target.person, at):
        held |= {rules.ON_BEHALF}
    own = {symbol for symbol, holder in ((rules.LEADS, row.led_by_id), (rules.NOTE_TAKER, row.note_taker_id)) if holder == person.pk}
    if own and not barred_from(person, at).filter(pk=row.dossier_id).exists():
        held |= own
    return frozenset(held)


def adds_files(row: CooperationRequest, person: Person, at: datetime) -> bool:
    """Whether this person may add a file to the answer: theirs, or one that somebody without a sign-in has handed in on paper."""
    steps = {"supply", "supply_part"} | (set() if has_access(row.target.person, at) else {"paper"})
    return bool(steps & set(rules.moves_of(row.kind, row.state, standing(row, person, at))))


def reviewers(row: CooperationRequest, at: datetime) -> list[Person]:
    """Who looks at a refusal: HR; where none of them is apart from it, those above who neither manage nor investigate the case, nor wrote
    or approved the request (DOMAIN 5.4)."""
    busy = {manager_of(row.case, at), investigator_of(row.case, at), *(getattr(row, name) for name in _HAD_A_HAND)}
    for symbols in ((HR,), (CEO, ROUTED)):
        if people := [one for symbol in symbols for one in holders(row.dossier, symbol, at) if one not in busy]:
            return list(dict.fromkeys(people))
    return []


def late(row: CooperationRequest, at: datetime) -> bool:
    """Whether a clock of the request has run out without an answer (computed, never stored)."""
    rows = Deadline.objects.filter(about=row.uuid, kind__in=rules.THEIRS)
    return any(overdue(clock, at) for clock in rows)


def answer_clock(row: CooperationRequest) -> Deadline | None:
    """The running clock of the answer."""
    return running_clock(row.uuid, "coop_response")


def given_another(row: CooperationRequest) -> set[str]:
    """Clocks of the request for which somebody has given a date of its own."""
    return {clock.kind for clock in live(row.uuid) if any(one.event == EXTEND for one in clock.ledger.all())}


def supplies_of(row: CooperationRequest) -> list[Supply]:
    return list(row.supplies.prefetch_related("files__exhibit"))


def unsent_files(row: CooperationRequest) -> list[SuppliedFile]:
    """Files the person has added and not sent yet."""
    return list(row.files.filter(supply__isnull=True).select_related("exhibit"))


def files_of(row: CooperationRequest) -> list[SuppliedFile]:
    return list(row.files.select_related("exhibit"))


def refusing(case: Case) -> Clause | None:
    """The rule about refusing to co-operate in the policy the case is judged by."""
    return case.policy_version.clauses.filter(code=REFUSING).first()


def looked_into(case: Case) -> bool:
    """Whether the case looks into a refusal already."""
    return any(row.clause.code == REFUSING for row in allegations_of(case))


def of_case(dossier: Dossier) -> QuerySet[CooperationRequest]:
    return _rows().filter(dossier=dossier)


_SIGNED = Signature.objects.filter(minutes__request=OuterRef("pk"))
_OF_THE_DAY = {  # for lists: how far something is that was arranged
    "written": Exists(Minutes.objects.filter(request=OuterRef("pk"))),
    "signed": Exists(_SIGNED.filter(side=rules.BY_THEM)),
    "countersigned": Exists(_SIGNED.filter(side=rules.BY_TRUST)),
}


def _not_told_of_review() -> Q:
    return Q(state__in=rules.REVIEWED, review_told_at__isnull=True)


def letter_stands(about: UUID) -> str:
    """Whether a letter about this still says what is asked, for whoever opens it with a code; "" for what is no request."""
    row = CooperationRequest.objects.filter(uuid=about).select_related("case").first()
    return serving.letter_stands(withdrawn=row.state == rules.WITHDRAWN, kept_back=kept_back(row.case)) if row else ""


def _asked_of(person: Person, at: datetime) -> Q:
    shown = disclosed_to(person, at).filter(object_kind="cooperation").values("object_uuid")
    return Q(uuid__in=shown, target__person=person) & ~Q(state=rules.DRAFT)


def _rows() -> QuerySet[CooperationRequest]:
    return CooperationRequest.objects.select_related(*_BESIDE).order_by("-created_at", "-pk")


def _one(rows: QuerySet[CooperationRequest], reference: str) -> CooperationRequest | None:
    return rows.filter(reference=reference).first()

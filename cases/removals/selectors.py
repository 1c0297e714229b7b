"""Every read of removal requests. Four doors: the case's, the person's own (disclosed), the checker's, the independent senior's."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cases.casefile.models import Case
from cases.casefile.selectors import case_beside, free_of_conflict, joined_about
from cases.serving import rules as serving
from cases.serving.selectors import has_access
from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.rules.kinds import terms_of
from foundation.deadlines.rules.ledger import RUNNING
from foundation.deadlines.rules.terms import due_at
from foundation.deadlines.selectors import calendar_of, overrides_of
from foundation.deadlines.selectors import current as running
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.rules import BARRING, CASE_MANAGER, INDEPENDENT, ISSUER, RUNG_HEAD, SUBJECT, TRIAGER, VERIFIER
from foundation.dossiers.selectors import disclosed_to, dossiers_for
from foundation.dossiers.selectors import standing as standing_of
from foundation.evidence.models import Exhibit
from foundation.evidence.rules import READY, WAITING
from foundation.face import when
from foundation.messages.rules import COULD_NOT
from foundation.people.models import Person
from foundation.people.rules import CHAIR_TRUSTEES, HEAD, HR, SLT, VICE_CHAIR_TRUSTEES, WB_TRUSTEE, symbols_with
from foundation.people.selectors import academies, current, day_of, holders
from reports.intake.models import Report

from . import grounds, rules
from .models import RemovalRequest

_BESIDE = (
    "dossier__academy", "case__academy", "report__dossier", "target__person",
    "issuer", "verifier", "judge", "clause", "exhibit", "platform",
)  # fmt: skip


def removal_for(person: Person, reference: str, at: datetime) -> RemovalRequest | None:
    """One request for those who read its case; None where it does not exist for this person."""
    return _one(_rows().filter(readable(person, at)), reference)


def readable(person: Person, at: datetime) -> Q:
    """The requests whose case or report the person may read; and those on a report about whose person they read the case."""
    cases, on_report = dossiers_for(person, at, "case.read"), Q(report__isnull=False)
    beside = joined_about(OuterRef("report"), OuterRef("target")).filter(case__dossier__in=cases)
    return Q(case__isnull=False, dossier__in=cases) | on_report & (Q(dossier__in=dossiers_for(person, at, "report.read")) | Exists(beside))


def way_back(row: RemovalRequest, person: Person, at: datetime) -> str:
    """The address of what it stands on, for this reader: of the case about the same person where they read that and not the report."""
    ground = grounds.of(row)
    if row.report and not dossiers_for(person, at, "report.read").filter(pk=row.dossier_id).exists():
        ground = grounds.OnCase(case_beside(row.report, row.target))
    return ground.path


def may_be_written(ground: grounds.Ground, person: Person, at: datetime) -> bool:
    """Whether this person may begin a request here now."""
    return ground.may_be_asked and bool(standing_of(person, ground.dossier, at) & symbols_with("removal.issue"))


def mine_for(person: Person, reference: str, at: datetime) -> RemovalRequest | None:
    """One request for the person who is asked: only what was disclosed to them, and nothing of the case (DOMAIN 6.3 R2)."""
    return _one(mine(person, at), reference)


def mine(person: Person, at: datetime) -> QuerySet[RemovalRequest]:
    """What this person has been asked to remove."""
    return _rows().filter(_asked_of(person, at))


def shown_until(row: RemovalRequest, person: Person, at: datetime) -> datetime | None:
    """When the person's access to their request ends; None while nothing has ended it."""
    return disclosed_to(person, at).filter(object_uuid=row.uuid).values_list("until", flat=True).first()


def end_of_showing(row: RemovalRequest, at: datetime) -> datetime:
    """How long a person may read what they were asked, once nothing is left to do: as long as an appeal may take (ADR 0010)."""
    terms = terms_of("appeal_window", overrides_of(row.dossier).get("appeal_window"))
    return due_at(terms, at, calendar_of(row.dossier))


def over(dossier: Dossier) -> QuerySet[RemovalRequest]:
    """The requests of a case on which nothing is left to do: their re-checks are over too."""
    return _rows().filter(dossier=dossier, state__in=rules.OVER)


def looks_to_come(dossier: Dossier) -> list[tuple[RemovalRequest, list[datetime]]]:
    """The requests of a case that are looked at again, each with the days that are left of 1, 7 and 30 (DOMAIN 9.3)."""
    rows = {row.uuid: row for row in RemovalRequest.objects.filter(dossier=dossier, state=rules.VERIFIED).order_by("pk")}
    clocks = Deadline.objects.filter(about__in=rows, kind="removal_recheck", state=RUNNING).order_by("pk")
    return [(rows[clock.about], _days_left(clock, calendar_of(dossier))) for clock in clocks]


def _days_left(clock: Deadline, days: Calendar) -> list[datetime]:
    every = (due_at(clock.terms, clock.started_at, days, number) for number in range(len(clock.terms.offsets)))
    return [one for one in every if one >= clock.due_at]


def to_check_for(person: Person, reference: str, at: datetime) -> RemovalRequest | None:
    return _one(to_check(person, at), reference)


def to_check(person: Person, at: datetime) -> QuerySet[RemovalRequest]:
    """Requests this person was named to check, from the moment they are said to be done."""
    return _rows().filter(_checked_by(person, at))


def concerning(person: Person, at: datetime) -> list[RemovalRequest]:
    """What waits for this person or for somebody they asked, newest first, each through its own door: asked of them, to be checked (again
    from a day before days 1, 7 and 30), to be decided, asked by them. Made for lists: one query, nothing of the case beside it."""
    look = Deadline.objects.filter(kind="removal_recheck", state=RUNNING, due_at__lte=at + timedelta(days=1)).values("about")
    claimed_or_due = Q(state__in=(rules.CLAIMED_REMOVED, *rules.AT_THE_PLATFORM)) | Q(state=rules.VERIFIED, uuid__in=look)
    asked = _asked_of(person, at) & ~Q(state__in=rules.NOT_OPEN_TO_THEM) & ~Q(state=rules.ISSUED, told_at=None)  # told anew first
    checks, judges = _checked_by(person, at) & claimed_or_due, _judged_by(person, at)
    parts = Party.objects.filter(current(at), dossier=OuterRef("dossier"), link__isnull=True)
    theirs = parts.filter(person=person, part__in=(TRIAGER, CASE_MANAGER))
    orphaned = ~Exists(parts.filter(person=OuterRef("issuer"), part=ISSUER)) & Exists(theirs)  # whoever asked has stepped back
    issued = (Q(issuer=person) | orphaned) & readable(person, at) & ~Q(state__in=rules.SETTLED)
    rows = RemovalRequest.objects.filter(asked | checks | judges | issued).select_related("issuer", "verifier", "judge")
    return list(rows.annotate(asked_of=F("target__person")).order_by("-created_at", "-pk"))


def has_another(person: Person | None, row: RemovalRequest, **more) -> bool:
    """Whether the person checks or decides a request of the same case or report that is not over, this one included. `more`: what else
    has to be so of it."""
    rows = RemovalRequest.objects.filter(dossier=row.dossier, **more).exclude(state__in=rules.OVER)
    return rows.filter(Q(verifier=person) | Q(judge=person)).exists()


def judge_is_fit(row: RemovalRequest, at: datetime) -> bool:
    """Whether whoever was asked to decide an objection still can: no conflict has come up, and they have not left."""
    return row.judge is not None and dossiers_for(row.judge, at, "removal.decide").filter(pk=row.dossier_id).exists()


def checker_is_fit(row: RemovalRequest, at: datetime) -> bool:
    """The same of whoever was named to check."""
    return row.verifier is not None and dossiers_for(row.verifier, at, "removal.verify").filter(pk=row.dossier_id).exists()


def to_judge_for(person: Person, reference: str, at: datetime) -> RemovalRequest | None:
    return _one(to_judge(person, at), reference)


def to_judge(person: Person, at: datetime) -> QuerySet[RemovalRequest]:
    """Contested requests this person was asked to decide."""
    return _rows().filter(_judged_by(person, at))


def standing(row: RemovalRequest, person: Person, at: datetime) -> frozenset[str]:
    """The person's roles in the dossier, and of the parts in requests only those of this request (DOMAIN 6.1: computed per record)."""
    held = standing_of(person, row.dossier, at)
    beside = case_beside(row.report, row.target) if row.report and not held & BARRING else None
    if beside:
        held |= standing_of(person, beside.dossier, at) & {CASE_MANAGER}
    own = {
        symbol
        for symbol, holder in (
            (SUBJECT, row.target.person_id),
            (ISSUER, row.issuer_id),
            (VERIFIER, row.verifier_id),
            (INDEPENDENT, row.judge_id),
        )
        if holder == person.pk and symbol in held
    }
    if (ISSUER in own or HR in held) and not has_access(row.target.person, at):
        own.add(rules.ON_BEHALF)
    if row.report and held & rules.IN_CHARGE_OF_A_REPORT:
        own.add(rules.IN_CHARGE)
    if person.pk in (row.verifier_id, row.judge_id):  # who checks or decides does nothing of what whoever asks does (DOMAIN 5.3)
        own, held = own - {rules.IN_CHARGE}, held - {CASE_MANAGER}
    return frozenset(held - {SUBJECT, ISSUER, VERIFIER, INDEPENDENT} | own)


def has_left(person: Person | None, at: datetime) -> bool:
    """Whether somebody has worked here and does no more: they can be asked, and not told (DOMAIN 5.1)."""
    return person is not None and person.left_on is not None and person.left_on <= day_of(at)


def letter_by_when(row: RemovalRequest) -> str:
    """The date as a letter says it, which stands for good; before the clock runs, how long it will."""
    clock = running([row.uuid]).get(row.uuid)
    begins = "acknowledging this request" if row.reached_how == COULD_NOT else "being told"
    return when.moment(clock.due_at) if clock else f"Within {hours_of(row)} hours of {begins}"


def hours_of(row: RemovalRequest) -> int:
    """How many hours the person has once they are reached, as the trust has set it."""
    kind = rules.clock_of(row.signs)
    return terms_of(kind, overrides_of(row.dossier).get(kind)).amount


def verifiers(on: grounds.Ground | Case | Report | RemovalRequest, issuer: Person, at: datetime) -> list[Person]:
    """Who may be named to check: a leader of the academy (or of the trust), not the issuer, not the person, free of conflict; nobody of the
    academy where it is kept from its leaders, because one of them may be concerned.

    Where nobody is left, as about a head, the heads of the other academies; about the chief executive, whose line they are in, somebody
    of the Board: a checker sees the address and nothing else of the case.
    """
    apart = (issuer, getattr(on, "judge", None))  # nor whoever has decided an objection to it
    academy, above = on.dossier.academy, on.dossier.tier > RUNG_HEAD
    places = [(role, academy) for role in (SLT, HEAD) if academy and not above]
    found = [one for role, academy in places for one in holders(role, academy, at)]
    found += [one for role in sorted(symbols_with("removal.verify") & _TRUST) for one in holders(role, None, at)]
    heads = (one for place in academies() if not (above and place == academy) for one in holders(HEAD, place, at))
    board = (one for role in (CHAIR_TRUSTEES, VICE_CHAIR_TRUSTEES, WB_TRUSTEE) for one in holders(role, None, at))
    return next((able for people in (found, heads, board) if (able := _able(on.dossier, apart, people, at))), [])


def _able(dossier: Dossier, apart: Collection[Person | None], found: Iterable[Person], at: datetime) -> list[Person]:
    """Whom it is about is in conflict."""
    return [one for one in free_of_conflict(list(dict.fromkeys(found)), dossier, at) if one not in apart]


_TRUST = frozenset({"CEO"})


def picture_of(row: RemovalRequest, person: Person) -> Exhibit | None:
    """The last picture this person added of what is at the address, since it was said to be removed and last looked at, and that can
    be opened."""
    return _taken_since(row, person).filter(state=READY).order_by("-number").first()


def picture_waits(row: RemovalRequest, person: Person) -> bool:
    """Whether such a picture has not been checked for harmful software yet: it proves nothing before that."""
    return _taken_since(row, person).filter(state=WAITING).exists()


def _taken_since(row: RemovalRequest, person: Person) -> QuerySet[Exhibit]:
    since = max(filter(None, (row.claimed_at, row.filed_at, row.looked_at)), default=None)
    if since is None:
        return Exhibit.objects.none()
    return Exhibit.objects.filter(dossier=row.dossier, captured_by=person, created_at__gte=since, original=None).exclude(pk=row.proof_id)


def is_late(row: RemovalRequest, at: datetime) -> bool:
    """Whether the clock of a request has run out; False where none runs."""
    clock = Deadline.objects.filter(about=row.uuid, kind=rules.clock_of(row.signs)).order_by("-pk").first()
    return clock is not None and clock.state == RUNNING and clock.due_at <= at


def wait_until(row: RemovalRequest) -> datetime:
    """Until when a platform has time to act: its clock, or two days where none runs."""
    clock = Deadline.objects.filter(about=row.uuid, kind="platform_escalate").order_by("-pk").first()
    return clock.due_at if clock else (row.filed_at or row.created_at) + rules.beyond.WAIT


def belongs_to(row: RemovalRequest, case: Case) -> bool:
    """Whether a request is part of a matter: on its case, or on a report alone about the person the case is about."""
    return row.case_id == case.pk or (row.report is not None and case_beside(row.report, row.target) == case)


def letter_stands(about: UUID) -> str:
    """Whether a letter about this still says what is asked, for whoever opens it with a code; "" for what is no request."""
    row = RemovalRequest.objects.filter(uuid=about).select_related("case__dossier", "report__dossier").first()
    return serving.letter_stands(withdrawn=row.state == rules.WITHDRAWN, kept_back=grounds.of(row).kept_back) if row else ""


def _asked_of(person: Person, at: datetime) -> Q:
    shown = disclosed_to(person, at).filter(object_kind="removal").values("object_uuid")
    return Q(uuid__in=shown, target__person=person) & ~Q(state=rules.DRAFT)


def _checked_by(person: Person, at: datetime) -> Q:
    door = dossiers_for(person, at, "removal.verify")
    return Q(verifier=person, dossier__in=door, state__in=rules.ANSWERS)


def _judged_by(person: Person, at: datetime) -> Q:
    return Q(judge=person, dossier__in=dossiers_for(person, at, "removal.decide"), state=rules.CONTESTED)


def _rows() -> QuerySet[RemovalRequest]:
    return RemovalRequest.objects.select_related(*_BESIDE).order_by("-created_at", "-pk")


def _one(rows: QuerySet[RemovalRequest], reference: str) -> RemovalRequest | None:
    return rows.filter(reference=reference).first()

"""What the person who is asked does: acknowledge, send, decline, ask for another date, answer after all."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cases.casefile.selectors import investigator_of
from cases.cooperation import rules, selectors
from cases.cooperation.models import CooperationRequest, SuppliedFile, Supply
from cases.serving.selectors import has_access
from foundation.deadlines import services as deadlines
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import Refused
from foundation.evidence import services as evidence
from foundation.evidence.models import Exhibit
from foundation.people.models import Person
from foundation.people.rules import CEO, HR
from foundation.people.selectors import day_of

from .asking import run_clocks
from .telling import notify, path, take

_OPEN = (rules.ISSUED, rules.ACKNOWLEDGED, rules.PARTIAL)


def acknowledge(row: CooperationRequest, *, by: Person, at: datetime, version: int) -> CooperationRequest:
    """ISSUED → ACKNOWLEDGED. Where telling failed, this is the moment they were reached."""
    with transaction.atomic():
        moved = take(row, "ack", by=by, at=at, version=version)
        moved.acknowledged_at = at
        moved.save(update_fields=["acknowledged_at"])
        _reach(moved, by, at)
        if rules.KINDS[moved.kind].kept:
            _told_investigator(moved, "coop.acknowledged", by, at)
    return moved


def supply(
    row: CooperationRequest, *, words: str, whole: bool, missing: str = "", by: Person, at: datetime, version: int, sure: bool = False
) -> CooperationRequest:
    """Send words and the files added since the last time: all that was asked (→ COMPLETED), or a part (→ PARTIAL) and why not the rest."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        files = selectors.unsent_files(row)
        facts = {"given": bool(words or files), "reason": missing}
        name = "supply" if whole else "supply_part"
        moved = take(row, name, by=by, at=at, version=version, facts=facts, words=(words, missing), sure=sure)
        sent = Supply(dossier=moved.dossier, request=moved, at=at, written_by=by, whole=whole)
        _keep(sent, files, words, "" if whole else missing)
        _reach(moved, by, at)
        _told_investigator(moved, "coop.answered", by, at)
    return moved


def on_paper(
    row: CooperationRequest, *, words: str, came_on: date, by: Person, at: datetime, version: int, sure: bool = False
) -> CooperationRequest:
    """→ COMPLETED: an account that somebody without a sign-in has handed in on paper is written down for them, by HR or whoever asks, with
    the files added since the last time and the day it came."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        files = selectors.unsent_files(row)
        facts = {"given": bool(words or files), "has_access": has_access(row.target.person, at)}
        facts["came_in_order"] = row.issued_at is not None and day_of(row.issued_at) <= came_on <= day_of(at)
        moved = take(row, "paper", by=by, at=at, version=version, facts=facts, words=(words,), sure=sure)
        sent = Supply(dossier=moved.dossier, request=moved, at=at, written_by=by, whole=True, came_on=came_on)
        _keep(sent, files, words, "")
        _reach(moved, by, at)
        _told_investigator(moved, "coop.answered", by, at)
    return moved


def decline(row: CooperationRequest, *, reason: str, by: Person, at: datetime, version: int, sure: bool = False) -> CooperationRequest:
    """→ DECLINED: HR looks at the reason, nobody who investigates."""
    with transaction.atomic():
        said = {"words": (reason,), "sure": sure, "facts": {"reason": reason}}
        moved = take(row, "decline", by=by, at=at, version=version, **said)
        moved.declined_at = at
        sealing.write(moved, "decline_sealed", reason)
        moved.save(update_fields=["declined_at", "decline_sealed"])
        _reach(moved, by, at)
        call_hr(moved, by=by, at=at)
        _told_investigator(moved, "coop.declined", by, at)
    return moved


def ask_date(
    row: CooperationRequest, *, reason: str, wished: date | None = None, by: Person, at: datetime, version: int, sure: bool = False
) -> CooperationRequest:
    """Another date is asked for; nothing stops before somebody has answered."""
    with transaction.atomic():
        said = {"words": (reason,), "sure": sure, "facts": {"reason": reason}}
        moved = take(row, "ask_date", by=by, at=at, version=version, stays=True, **said)
        moved.date_asked_at, moved.date_wished = at, wished
        sealing.write(moved, "date_reason_sealed", reason)
        sealing.write(moved, "date_answer_sealed", "")
        moved.save(update_fields=["date_asked_at", "date_wished", "date_reason_sealed", "date_answer_sealed"])
        _reach(moved, by, at)
        _told_investigator(moved, "coop.date_asked", by, at)
    return moved


def reconsider(row: CooperationRequest, *, by: Person, at: datetime, version: int) -> CooperationRequest:
    """Answer it after all, while HR has not decided: the time for the answer begins again."""
    with transaction.atomic():
        moved = take(row, "reconsider", by=by, at=at, version=version)
        moved.acknowledged_at = moved.acknowledged_at or at
        moved.save(update_fields=["acknowledged_at"])
        if not _reach(moved, by, at):
            run_clocks(moved, _still_to_come(moved), by=by, at=at)
        _told_investigator(moved, "coop.reconsidered", by, at)
    return moved


def add_file(
    row: CooperationRequest, *, upload: UploadedFile, image_answer: str, visibility: str = "unknown", by: Person, at: datetime
) -> Exhibit:
    """A file for the answer, kept as the case's next exhibit at once; whoever adds it goes on seeing it."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        now = selectors.of_case(row.dossier).get(pk=row.pk)
        if now.state not in _OPEN or not now.told_at or not rules.KINDS[now.kind].answers:
            raise Refused("This can no longer be done: it has moved on since.")
        if not selectors.adds_files(now, by, at):
            raise Refused("This step belongs to somebody else.")
        exhibit = evidence.add_exhibit(
            dossier=now.dossier, upload=upload, by=by, at=at, how_seen="sent_in", visibility=visibility, image_answer=image_answer
        )
        SuppliedFile.objects.create(request=now, exhibit=exhibit, at=at)
        if now.target.person == by:
            dossiers.disclose(now.dossier, by, object_kind="exhibit", object_uuid=exhibit.uuid, by=by, at=at)
    return exhibit


def call_hr(row: CooperationRequest, *, by: Person, at: datetime) -> None:
    """Whoever looks at a refusal is told, and has the trust's time for it; where nobody is apart from it, the next above come in."""
    for symbol in (HR, CEO):
        if not selectors.reviewers(row, at):
            dossiers.escalate(row.dossier, symbol, by=by, at=at)
    notify(row, "coop.to_review", selectors.reviewers(row, at), by=by, at=at)
    deadlines.start("coop_review", dossier=row.dossier, about=row.uuid, reference=row.reference, path=path(row), at=at, by=by)


def _keep(sent: Supply, files: list[SuppliedFile], words: str, missing: str) -> None:
    sealing.write(sent, "words_sealed", words)
    sealing.write(sent, "missing_sealed", missing)
    sent.save()
    SuppliedFile.objects.filter(pk__in=[one.pk for one in files]).update(supply=sent)


def _reach(row: CooperationRequest, by: Person, at: datetime) -> bool:
    """Whoever answers has been reached: clocks that waited for that begin now, as far as something is still to come."""
    if row.reached_at is not None:
        return False
    row.reached_at = at
    row.save(update_fields=["reached_at"])
    if row.state in _OPEN:
        run_clocks(row, _still_to_come(row), by=by, at=at)
    return True


def _still_to_come(row: CooperationRequest) -> tuple[str, ...]:
    return tuple(kind for kind in rules.KINDS[row.kind].clocks if kind != "coop_ack")


def _told_investigator(row: CooperationRequest, code: str, by: Person, at: datetime) -> None:
    notify(row, code, [investigator_of(row.case, at)], by=by, at=at)

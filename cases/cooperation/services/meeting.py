"""A day is arranged, held, written down and signed by both sides (DOMAIN 9.4)."""

from datetime import date, datetime, time

from django.db import transaction

from cases.casefile.selectors import investigator_of
from cases.cooperation import rules, selectors
from cases.cooperation.models import CooperationRequest, Minutes, Signature
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.face import when
from foundation.people.models import Person
from foundation.people.selectors import can_sign_in

from .answering import call_hr
from .telling import notify, show_nothing_more, take


def schedule(
    row: CooperationRequest,
    *,
    day: date,
    clock: time,
    place: str,
    led_by: Person,
    note_taker: Person,
    by: Person,
    at: datetime,
    version: int,
    sure: bool = False,
) -> CooperationRequest:
    """→ SCHEDULED: a day with the trust's least notice, a place, who asks and who takes the notes. Arranged again, it answers a wish for
    another day; whoever is not named any more sees nothing of it."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        moment = when.at(day, clock)
        facts = _of_the_day(row, moment, at) | _of_those_there(row, led_by, note_taker, at) | {"place": place}
        also = {"meets_at": moment, "led_by": led_by, "note_taker": note_taker}
        show_nothing_more(selectors.of_case(row.dossier).get(pk=row.pk), by=by, at=at)
        moved = take(row, "schedule", by=by, at=at, version=version, facts=facts, words=(place,), sure=sure, also=also)
        sealing.write(moved, "place_sealed", place)
        if moved.wishes_another_date:
            moved.date_answered_at = at
            sealing.write(moved, "date_answer_sealed", "")
        moved.save(update_fields=["place_sealed", "date_answered_at", "date_answer_sealed"])
        _invite(moved, by, at)
    return moved


def bring(row: CooperationRequest, *, companion: str, by: Person, at: datetime, version: int, sure: bool = False) -> CooperationRequest:
    """The person says who comes with them: a colleague, or somebody from their union."""
    with transaction.atomic():
        said = {"words": (companion,), "sure": sure, "facts": {"companion": companion}}
        moved = take(row, "companion", by=by, at=at, version=version, stays=True, **said)
        sealing.write(moved, "companion_sealed", companion)
        moved.save(update_fields=["companion_sealed"])
        notify(moved, "coop.companion", [investigator_of(moved.case, at)], by=by, at=at)
    return moved


def missed(row: CooperationRequest, *, reason: str, by: Person, at: datetime, version: int, sure: bool = False) -> CooperationRequest:
    """SCHEDULED → OVERDUE_REVIEW: they did not come, and HR asks why before anybody judges."""
    with transaction.atomic():
        facts = {"reason": reason}
        moved = take(row, "missed", by=by, at=at, version=version, facts=facts, words=(reason,), sure=sure)
        sealing.write(moved, "missed_sealed", reason)
        moved.save(update_fields=["missed_sealed"])
        call_hr(moved, by=by, at=at)
    return moved


def minute(
    row: CooperationRequest, *, words: str, logged_out: bool = False, by: Person, at: datetime, version: int, sure: bool = False
) -> CooperationRequest:
    """Hand over the minutes: from now on nobody changes them, and both sides read and sign them. `logged_out`: of a supervised session,
    that the person is logged out and nothing is left open."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        facts = {"minutes_length": len(words), "logged_out": logged_out}
        also = {"logged_out_at": at} if logged_out else {}
        moved = take(row, "minute", by=by, at=at, version=version, facts=facts, words=(words,), sure=sure, also=also, stays=True)
        dossiers.see(moved.dossier, by, at)  # whoever was there hears no case about it later
        made = Minutes(dossier=moved.dossier, request=moved, at=at, written_by=by)
        sealing.write(made, "words_sealed", words)
        made.save(force_insert=True)
        fixed = {"cooperation": str(moved.uuid), "sha256": selectors.digest_of(made)}
        dossiers.record(moved.dossier, action="coop.minuted", by=by, at=at, ids=fixed)
        notify(moved, "coop.to_sign", [moved.target.person, moved.led_by], by=by, at=at)
    return moved


def sign(row: CooperationRequest, *, missing: str = "", by: Person, at: datetime, version: int, sure: bool = False) -> CooperationRequest:
    """The person signs the minutes; what they find missing or wrong stands beside them."""
    return _signed(row, "sign", missing, by=by, at=at, version=version, sure=sure)


def sign_not(row: CooperationRequest, *, reason: str, by: Person, at: datetime, version: int, sure: bool = False) -> CooperationRequest:
    """The person does not sign, and says why. The minutes stay, and so does the reason."""
    return _signed(row, "sign_not", reason, by=by, at=at, version=version, sure=sure)


def countersign(row: CooperationRequest, *, by: Person, at: datetime, version: int) -> CooperationRequest:
    """Whoever asked the questions signs for the trust."""
    return _signed(row, "countersign", "", by=by, at=at, version=version, sure=False)


def complete(row: CooperationRequest, *, by: Person, at: datetime, version: int) -> CooperationRequest:
    """SCHEDULED → COMPLETED, with minutes that both sides have signed, or the person has said why not."""
    with transaction.atomic():
        moved = take(row, "complete", by=by, at=at, version=version)
        notify(moved, "coop.held", [moved.target.person, investigator_of(moved.case, at)], by=by, at=at)
    return moved


def _signed(row: CooperationRequest, name: str, words: str, *, by, at, version, sure) -> CooperationRequest:
    with transaction.atomic():
        dossiers.lock(row.dossier)
        facts = {"reason": words}
        moved = take(row, name, by=by, at=at, version=version, facts=facts, words=(words,), sure=sure, stays=True)
        side = rules.BY_TRUST if name == "countersign" else rules.BY_THEM
        made = Signature(dossier=moved.dossier, minutes=moved.minutes, side=side, at=at, by=by, signed=name != "sign_not")
        sealing.write(made, "words_sealed", words)
        made.save(force_insert=True)
        notify(moved, "coop.signed", [investigator_of(moved.case, at)], by=by, at=at)
    return moved


def _of_the_day(row: CooperationRequest, moment: datetime, at: datetime) -> dict[str, object]:
    day, first = when.london(moment).date(), selectors.earliest_day(row, at)
    wished = row.date_wished == day and row.wishes_another_date and can_sign_in(row.target.person)
    return {"in_future": moment > at, "enough_notice": day >= first, "earliest": when.day(first), "own_wish": wished}


def _of_those_there(row: CooperationRequest, led_by: Person, note_taker: Person, at: datetime) -> dict[str, object]:
    return {"same_person": led_by == note_taker, "fit": selectors.fits(row, [led_by, note_taker], at)}


def _invite(row: CooperationRequest, by: Person, at: datetime) -> None:
    """The person reads the day on their page; whoever is there has a page of the day, and of nothing else of the case."""
    for person in (row.led_by, row.note_taker):
        if person != investigator_of(row.case, at):
            dossiers.disclose(row.dossier, person, object_kind="meeting", object_uuid=row.uuid, by=by, at=at)
    notify(row, "coop.scheduled", [row.target.person], by=by, at=at)
    notify(row, "coop.attend", [row.led_by, row.note_taker], by=by, at=at)

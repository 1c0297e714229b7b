"""Something written is served on somebody who cannot sign in; what became of it; what they answered (DESIGN 5, DOMAIN 5.1)."""

from collections.abc import Callable, Container
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.db import transaction

from foundation.deadlines.selectors import calendar_of
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Party
from foundation.dossiers.rules import SUBJECT, Refused
from foundation.letters.models import Letter
from foundation.people.models import Person
from foundation.people.rules import ANONYMOUS

from . import rules, selectors
from .models import Delivery, Reply


def send(letter: Letter, *, to: Party, way: str, sent_at: datetime, proof: str, code: str, by: Person, at: datetime) -> Delivery:
    """Write down that `letter` was served on `to`, whatever was served before. `code`: what opens it, kept as a keyed hash. Call it under
    the dossier's lock, once the rules have been asked. Raises Refused for a code that opened something before."""
    index = sealing.blind(rules.CODE, rules.plain(code)) if way == rules.CODE else None
    if index and Delivery.objects.filter(code_index=index).exists():
        raise Refused(rules.USED_BEFORE)
    end(letter.about, at=at)
    row = Delivery(dossier=letter.dossier, about=letter.about, letter=letter, to=to, way=way, sent_at=sent_at, by=by, recorded_at=at)
    row.served_at = rules.served_at(way, sent_at, calendar_of(letter.dossier))
    if way == rules.CODE:
        row.code_index, row.code_until = index, at + rules.CODE_LASTS
    sealing.write(row, "proof_sealed", proof)
    row.save()
    return row


def arrived(row: Delivery, *, arrived_at: datetime, proof: str) -> Delivery:
    """It is proved that it came before it counts as served anyway. Call it under the dossier's lock, once the rules have been asked."""
    row.arrived_at = row.served_at = arrived_at
    sealing.write(row, "fate_sealed", proof)
    row.save(update_fields=["arrived_at", "served_at", "fate_sealed"])
    return row


def came_back(row: Delivery, *, proof: str, at: datetime) -> Delivery:
    """It did not reach them, so nothing was served; a code opens nothing any more. Call it under the dossier's lock."""
    row.came_back_at = row.ended_at = at
    sealing.write(row, "fate_sealed", proof)
    row.save(update_fields=["came_back_at", "ended_at", "fate_sealed"])
    return row


def end(about: UUID, *, at: datetime) -> None:
    """What was served counts no more: the person is asked anew. A code opens nothing any more. Call it under the dossier's lock."""
    Delivery.objects.filter(about=about, ended_at__isnull=True).update(ended_at=at)


def note_reply(about: UUID, *, of: Party, step: str, steps: Container[str], standing: Container[str], by: Person, at: datetime) -> None:
    """Keep that `by` wrote down what `of` said. `steps`: those that are the person's own; `standing`: what `by` is here. Nothing is kept
    of another step, nor where the person took it themselves."""
    if step in steps and SUBJECT not in standing:
        Reply.objects.create(dossier=of.dossier, about=about, step=step, of=of, by=by, at=at)


def open_code(typed: str, *, at: datetime, reached: Callable[..., object], stands: Callable[[Delivery], str]) -> Delivery | None:
    """What this code opens: one letter. The first time is the moment it is served, which `reached(delivery, *, at)` tells the thing it is
    about; unless `stands(delivery)` says that it was taken back, which is served to nobody. None for anything else, and for a letter that
    nobody may be told of now. Raises Refused for some minutes, whatever is typed, after many wrong ones by whomever."""
    window = f"served:wrong:{int(at.timestamp()) // rules.WINDOW}"
    cache.add(window, 0, rules.WINDOW)
    tries = cache.get(window) or 0
    if tries >= rules.WRONG_TRIES:
        raise Refused(rules.SHUT)
    row = selectors.opened_by(typed, at) if rules.is_code(typed) else None
    if row is None:
        cache.set(window, tries + 1, rules.WINDOW)
        return None
    if row.opened_at is None:
        with transaction.atomic():
            dossiers.lock(row.dossier)
            said = stands(row)
            if said == rules.STANDS:
                _open(row, at, reached)
        if said == rules.NOT_NOW:
            return None
    return row


def _open(row: Delivery, at: datetime, reached: Callable[..., object]) -> None:
    """The first opening, or whatever somebody did at the same instant."""
    first = Delivery.objects.filter(pk=row.pk, opened_at__isnull=True, ended_at__isnull=True)
    if first.update(opened_at=at, served_at=at, code_until=at + rules.READ_FOR):
        dossiers.record(row.dossier, action="served.opened", by=ANONYMOUS, at=at, ids={"about": str(row.about)})
        reached(row, at=at)
    row.refresh_from_db(fields=["opened_at", "served_at", "code_until"])

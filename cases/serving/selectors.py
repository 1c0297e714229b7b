"""Every read of what was served. A code opens one letter and nothing else."""

from datetime import datetime
from uuid import UUID

from foundation.dossiers import sealing
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.rules import Refused
from foundation.letters.models import Letter
from foundation.letters.selectors import letters_about
from foundation.people.models import Person
from foundation.people.selectors import can_sign_in, day_of

from . import rules
from .models import Delivery, Reply

_BESIDE = ("dossier", "letter__dossier", "to__person", "by")


def has_access(person: Person | None, at: datetime) -> bool:
    """Whether somebody can read and answer here themselves: they sign in, and have not left."""
    return can_sign_in(person) and not (person.left_on is not None and person.left_on <= day_of(at))


def made(dossier: Dossier, about: UUID, *, template: str = "") -> Letter | None:
    """The newest letter about a thing that was made for good; of several kinds that of `template`."""
    return next((one for one in letters_about(dossier, about) if one.frozen and template in ("", one.template)), None)


def to_serve(dossier: Dossier, about: UUID, *, template: str = "", back: str) -> Letter:
    """The same for the page on which it is served. Raises Refused where none was made; `back`: where to go on then."""
    if letter := made(dossier, about, template=template):
        return letter
    raise Refused(rules.NO_LETTER, back=back)


def facts_of_sending(
    letter: Letter | None, to: Party, *, way: str, sent_at: datetime, proof: str, code: str, at: datetime
) -> dict[str, object]:
    """What `rules.SERVE` asks."""
    return {
        "has_access": has_access(to.person, at),
        "letter": letter,
        "letter_made_at": letter and letter.frozen_at.replace(second=0, microsecond=0),
        "way": way,
        "code": rules.is_code(code),
        "sent_at": sent_at,
        "proof_length": len(proof),
        "at": at,
    }


def facts_of_fate(sent: Delivery | None, *, fate: str, arrived_at: datetime | None, proof: str, at: datetime) -> dict[str, object]:
    """What `rules.FATE` asks. `sent`: what is on its way."""
    return {
        "served_way": sent.way if sent and not sent.opened_at else "",
        "fate": fate,
        "arrived_at": arrived_at,
        "sent_at": sent and sent.sent_at,
        "served_at": sent and sent.served_at,
        "proof_length": len(proof),
        "at": at,
    }


def on_its_way(about: UUID) -> Delivery | None:
    """How the thing was served, as it counts now."""
    return Delivery.objects.filter(about=about, ended_at__isnull=True).select_related(*_BESIDE).first()


def deliveries(about: UUID) -> list[Delivery]:
    """Every time it was served, oldest first."""
    return list(Delivery.objects.filter(about=about).select_related(*_BESIDE))


def replies(about: UUID) -> list[Reply]:
    return list(Reply.objects.filter(about=about).select_related("by", "of__person"))


def opened_by(typed: str, at: datetime) -> Delivery | None:
    """The one delivery this code opens now; None for anything else, whatever is wrong with it, in one query."""
    index = sealing.blind(rules.CODE, rules.plain(typed))
    rows = Delivery.objects.filter(code_index=index, ended_at__isnull=True, code_until__gt=at, letter__isnull=False)
    return rows.filter(dossier__key__isnull=False).select_related(*_BESIDE).first()

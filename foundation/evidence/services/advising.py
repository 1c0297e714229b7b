"""What the police said about a sealed picture, and what follows at once, for it and all its copies (DESIGN 6)."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import Refused
from foundation.evidence import rules, selectors, vault
from foundation.evidence.models import Exhibit, PoliceAdvice
from foundation.evidence.rules import advice
from foundation.people.models import Person

from .recording import record, root


def note_police(
    exhibit: Exhibit,
    *,
    decision: str,
    spoken_with: str,
    reference: str,
    words: str,
    spoken_at: datetime,
    by: Person,
    at: datetime,
    key: UUID,
) -> str:
    """Keep what the police said about a sealed exhibit, and unseal or destroy it with all copies where they said so. Gives its uuid; the
    same `key` again writes nothing. Raises Refused for what is not sealed, for somebody who neither leads on safeguarding here nor runs the
    case, for an advice that could not be proved later, and for destroying under a legal hold."""
    selectors.check_advises(by, exhibit, at)
    advice.check_advice(decision, spoken_with, reference, words, spoken_at, at)

    def keep() -> str:
        first = root(exhibit)
        dossiers.lock(first.dossier)
        if not Exhibit.objects.filter(pk=exhibit.pk, may_show_child=True, state=rules.SEALED).exists():
            raise Refused(advice.NOT_SEALED)
        _write(exhibit, decision, spoken_with, reference, words, spoken_at, by, at)
        for one in Exhibit.objects.select_related("dossier").filter(Q(pk=first.pk) | Q(original=first), may_show_child=True).order_by("pk"):
            _follow(one, decision, by, at)
        return str(exhibit.uuid)

    return dossiers.once(key, purpose="evidence.police", by=by, at=at, make=keep)


def _write(exhibit: Exhibit, decision: str, spoken_with: str, reference: str, words: str, spoken_at: datetime, by: Person, at: datetime):
    row = PoliceAdvice(exhibit=exhibit, decision=decision, spoken_at=spoken_at, by=by, at=at)
    for column, said in (("with_sealed", spoken_with), ("reference_sealed", reference), ("words_sealed", words)):
        sealing.write(row, column, said)
    row.save()
    record(exhibit, "evidence.police_said", by=by, at=at, reason=decision)


def _follow(one: Exhibit, decision: str, by: Person, at: datetime) -> None:
    if decision == advice.KEEP:
        return
    if dossiers.lock(one.dossier).hold and decision == advice.DESTROY:
        raise Refused(advice.HELD)
    changed, action = (_opened(one, at), "evidence.unsealed") if decision == advice.UNSEAL else (_DESTROYED, "evidence.destroyed")
    Exhibit.objects.filter(pk=one.pk).update(**changed)
    record(one, action, by=by, at=at, from_state=rules.SEALED, to_state=changed["state"])
    if decision == advice.DESTROY:
        names = one.file_names
        transaction.on_commit(lambda: [vault.remove(name) for name in names])


_DESTROYED = {"state": rules.DESTROYED}


def _opened(one: Exhibit, at: datetime) -> dict[str, object]:
    """What the scanner has not answered about goes on waiting for it."""
    waits = bool(settings.CLAMAV) and one.scanned_at is None
    return {"may_show_child": False, "state": rules.WAITING if waits else rules.READY, "scan_due_at": at if waits else None}

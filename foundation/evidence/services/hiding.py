"""Sealing what may show a child: at once, for everybody, copies and originals together (DESIGN 6)."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from foundation.dossiers import services as dossiers
from foundation.evidence import rules
from foundation.evidence.models import Exhibit
from foundation.people.models import Person
from foundation.people.rules import Nobody

from .recording import record, root


def mark_may_show_child(exhibit: Exhibit, *, by: Person | Nobody, at: datetime, alert: Callable[..., object]) -> Exhibit:
    """Seal the exhibit, its copies and its original for everyone at once; `alert(exhibit, by=, at=)` tells the DSL in the same transaction.

    `alert` is the upper room's, which knows whom to tell and with which message. Marking twice alerts once. An alert that fails does
    not open the picture again: it stays sealed, the failure is an event, and the error is raised once both are kept.
    """
    failed: list[Exception] = []
    with transaction.atomic():
        first = root(exhibit)
        dossiers.lock(first.dossier)  # a copy being made now waits here, and is then refused
        for one in Exhibit.objects.select_related("dossier").filter(Q(pk=first.pk) | Q(original=first)).order_by("pk"):
            if _seal(one, by=by, at=at):
                failed += _tell(one, by=by, at=at, alert=alert)
    if failed:
        raise failed[0]
    exhibit.refresh_from_db()
    return exhibit


def _seal(exhibit: Exhibit, *, by: Person | Nobody, at: datetime) -> bool:
    dossiers.lock(exhibit.dossier)
    if not Exhibit.objects.filter(pk=exhibit.pk, may_show_child=False).update(state=rules.SEALED, may_show_child=True):
        return False
    was, exhibit.state, exhibit.may_show_child = exhibit.state, rules.SEALED, True
    record(exhibit, "evidence.sealed", by=by, at=at, from_state=was, to_state=rules.SEALED)
    return True


def _tell(exhibit: Exhibit, *, by: Person | Nobody, at: datetime, alert: Callable[..., object]) -> list[Exception]:
    try:
        with transaction.atomic():
            alert(exhibit, by=by, at=at)
    except Exception as wrong:  # noqa: BLE001  whatever goes wrong in telling, the picture stays sealed
        record(exhibit, "evidence.untold", by=by, at=at)
        return [wrong]
    return []

"""Files that wait for the scanner: claimed, asked about, and only by its plain word opened or destroyed (BEATS 11, DESIGN 6)."""

import logging
import re
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier
from foundation.dossiers.rules import Refused
from foundation.evidence import clamd, rules, selectors, vault
from foundation.evidence.models import Exhibit
from foundation.people.rules import SYSTEM

from .adding import copy_exhibit
from .recording import record

log = logging.getLogger(__name__)
_BATCH = 50


def check_waiting(*, at: datetime, tell: Callable[..., object]) -> int:
    """Ask the scanner about every file that is due; gives how many it answered about.

    No answer is no verdict: the file goes on waiting and is asked about again, later each time up to an hour, for ever.
    `tell(exhibit, by=, at=)` is the upper room's: it tells who handed a harmful file in. Without a scanner nothing is done.
    """
    where = clamd.place(settings.CLAMAV)
    if where is None:
        return 0
    return sum(_check(exhibit, where, at=at, tell=tell) for exhibit in selectors.due_for_scan(at)[:_BATCH])


def _check(exhibit: Exhibit, where: clamd.Place, *, at: datetime, tell: Callable[..., object]) -> bool:
    """One file, asked about outside any transaction: a slow scanner holds no lock."""
    if not _claim(exhibit, at):
        return False
    try:
        found = clamd.scan(selectors.unchecked(exhibit), where, patience=settings.CLAMAV_PATIENCE)
    except clamd.Unanswered as trouble:
        log.warning("A file goes on waiting to be checked. %s", trouble)
        return False
    except Refused:
        log.error("A file that waits to be checked cannot be read; check_evidence names it.")
        return False
    if found:
        _refuse(exhibit, found, at=at, tell=tell)
    else:
        _open(exhibit, at=at)
    return True


def _claim(exhibit: Exhibit, at: datetime) -> bool:
    """Take it for one try; of two workers one gets it. The next try is set before this one, so that a worker that dies loses nothing."""
    mine = Exhibit.objects.filter(pk=exhibit.pk, state=rules.WAITING, scan_tries=exhibit.scan_tries)
    return mine.update(scan_tries=exhibit.scan_tries + 1, scan_due_at=at + rules.scan_pause(exhibit.scan_tries + 1)) == 1


def _open(exhibit: Exhibit, *, at: datetime) -> None:
    """Clean: it can be opened, and goes where its dossier's evidence has gone meanwhile."""
    with transaction.atomic():
        if not _settle(exhibit, rules.READY, at):
            return
        record(exhibit, "evidence.checked", by=SYSTEM, at=at, from_state=rules.WAITING, to_state=rules.READY)
    for case in Dossier.objects.filter(links_to_reports__report=exhibit.dossier).exclude(
        Q(exhibits__original=exhibit) | Q(kind=Dossier.Kind.SUPPORT)  # who looks after somebody sees nothing of what was done to them
    ):
        copy_exhibit(exhibit, dossier=case, by=SYSTEM, at=at)


def _refuse(exhibit: Exhibit, found: str, *, at: datetime, tell: Callable[..., object]) -> None:
    """Harmful: its bytes are destroyed, its row says so for good."""
    names = exhibit.file_names
    with transaction.atomic():
        if not _settle(exhibit, rules.REFUSED, at):
            return
        code = re.sub(r"[^A-Za-z0-9.:+-]", "-", found).strip("-")[:40]
        record(exhibit, "evidence.harmful", by=SYSTEM, at=at, from_state=rules.WAITING, to_state=rules.REFUSED, reason=code)
        tell(exhibit, by=SYSTEM, at=at)
        transaction.on_commit(lambda: [vault.remove(name) for name in names])


def _settle(exhibit: Exhibit, state: str, at: datetime) -> bool:
    """False where it has been sealed meanwhile: that goes before any verdict."""
    dossiers.lock(exhibit.dossier)
    if not Exhibit.objects.filter(pk=exhibit.pk, state=rules.WAITING).update(state=state, scanned_at=at, scan_due_at=None):
        return False
    exhibit.refresh_from_db()
    return True

"""Files and rows kept in step: disposal, and the sweep for what was left over."""

from datetime import datetime, timedelta

from django.db import transaction

from foundation.dossiers.models import Dossier
from foundation.evidence import vault
from foundation.letters import rules, selectors
from foundation.letters.models import Letter

_YOUNG = timedelta(hours=1)  # a file this new may belong to a transaction still running


def dispose(dossier: Dossier) -> None:
    """Delete the dossier's letters and, once that is committed, their sealed files."""
    rows = Letter.objects.filter(dossier=dossier)
    names = [row.stored_name for row in rows if row.frozen]
    rows.filter(supersedes__isnull=False).update(supersedes=None)
    rows.delete()
    transaction.on_commit(lambda: [vault.remove(name, room=rules.ROOM) for name in names])


def sweep(*, at: datetime, remove: bool) -> list[str]:
    """Files without a row, removed if asked for. Files of the last hour are left alone."""
    known = selectors.stored_names()
    orphans = [name for name in vault.files(before=at - _YOUNG, room=rules.ROOM) if name not in known]
    for name in orphans if remove else ():
        vault.remove(name, room=rules.ROOM)
    return orphans

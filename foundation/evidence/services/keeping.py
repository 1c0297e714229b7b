"""Files and rows kept in step: disposal, and the sweep for what was left over."""

from datetime import datetime, timedelta

from django.db import transaction

from foundation.dossiers.models import Dossier
from foundation.dossiers.rules import Refused
from foundation.evidence import selectors, vault
from foundation.evidence.models import Exhibit

_YOUNG = timedelta(hours=1)  # a file this new may belong to a transaction still running


def dispose(dossier: Dossier) -> None:
    """Delete the dossier's exhibits and, once that is committed, their sealed files. Raises Refused where one may show a child: only
    recorded police advice destroys that (DESIGN 6). A process that dies in between leaves orphans for `sweep_evidence`."""
    rows = Exhibit.objects.filter(dossier=dossier)
    if rows.filter(may_show_child=True).exists():
        raise Refused("A picture here may show a child, so it stays sealed.")
    names = [name for row in rows for name in row.file_names]
    rows.delete()
    transaction.on_commit(lambda: [vault.remove(name) for name in names])


def sweep(*, at: datetime, remove: bool) -> tuple[list[str], list[str]]:
    """Files without a row (removed if asked for) and names of rows whose file is missing. Files of the last hour are left alone."""
    known = selectors.stored_names()
    orphans = [name for name in vault.files(before=at - _YOUNG) if name not in known]
    missing = sorted(known - set(vault.files(before=at + _YOUNG)))
    if remove:
        for name in orphans:
            vault.remove(name)
    return orphans, missing

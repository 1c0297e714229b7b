"""Opening a disciplinary process (DOMAIN 9.5)."""

from datetime import datetime

from django.db import transaction

from cases.casefile.models import Case
from cases.disciplinary import rules, selectors
from cases.disciplinary.models import Disciplinary
from foundation.deadlines import services as deadlines
from foundation.dossiers import services as dossiers
from foundation.people.models import Person

from .telling import note, notify, path


def open_disciplinary(case: Case, *, by: Person, at: datetime) -> Disciplinary:
    """The process a formal decision opens, in the case's dossier; a second call gives the first one."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        row, made = Disciplinary.objects.get_or_create(
            case=case,
            defaults={
                "dossier": case.dossier,
                "reference": dossiers.reference("D"),
                "state": rules.OPENED,
                "state_since": at,
                "opened_at": at,
            },
        )
        if made:
            dossiers.record(
                case.dossier, action="disciplinary.opened", by=by, at=at, to_state=rules.OPENED, ids={"disciplinary": str(row.uuid)}
            )
            note(row, at)
            about = {"dossier": row.dossier, "about": row.uuid, "reference": row.reference, "path": path(row)}
            deadlines.start("hearing_hold", **about, at=at, by=by)
            notify(row, "disciplinary.to_arrange", selectors.arrangers(row, at), by=by, at=at)
    return row

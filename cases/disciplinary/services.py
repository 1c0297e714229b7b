"""Opening a disciplinary process (DOMAIN 9.5). What comes after its first state is not built yet, and has no exit."""

from datetime import datetime

from django.db import transaction

from cases.casefile import rules as case_rules
from cases.casefile.models import Case
from cases.casefile.services import note_strand
from foundation.dossiers import services as dossiers
from foundation.people.models import Person

from . import rules
from .models import Disciplinary


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
            note_strand(case, kind=case_rules.DISCIPLINARY, uuid=row.uuid, reference=row.reference, words="Opened", settled=False, at=at)
    return row

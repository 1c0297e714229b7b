"""What belongs to the trust came back, with a witness. Never a credential (DOMAIN 5.4)."""

from datetime import datetime

from django.db import transaction

from cases.casefile.selectors import investigator_of
from cases.cooperation import selectors
from cases.cooperation.models import CooperationRequest, Handover
from foundation.dossiers import sealing
from foundation.people.models import Person

from .telling import notify, take


def hand_over(
    row: CooperationRequest,
    *,
    item: str,
    words: str = "",
    witness: Person,
    second_factor: str = "",
    by: Person,
    at: datetime,
    version: int,
    sure: bool = False,
) -> CooperationRequest:
    """→ COMPLETED. `item`: the label of the device, or what the item in the password manager is called; `second_factor`: yes or no, whether
    the second step of signing in to an account was set anew."""
    with transaction.atomic():
        facts = {"item": item, "same_witness": witness == by, "second_factor": second_factor}
        facts["fit"] = selectors.fits(row, [witness], at)
        moved = take(row, "hand_over", by=by, at=at, version=version, facts=facts, words=(item, words), sure=sure)
        anew = {"yes": True, "no": False}.get(second_factor)
        made = Handover(dossier=moved.dossier, request=moved, at=at, done_by=by, witness=witness, second_factor=anew)
        sealing.write(made, "item_sealed", item)
        sealing.write(made, "words_sealed", words)
        made.save(force_insert=True)
        notify(moved, "coop.handed_over", [moved.target.person, investigator_of(moved.case, at)], by=by, at=at)
    return moved

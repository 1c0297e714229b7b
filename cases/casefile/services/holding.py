"""A case waits, somebody looks again whether it still has to, and it goes on where it was (DOMAIN 8.1, 9.2).

Clocks that may wait stop and go on by the state itself; those that may not run on. Nobody is told more than before: whoever investigates
hears that the work rests, and the person concerned is not told while it does.
"""

from datetime import datetime

from django.db import transaction

from cases.casefile import rules, selectors
from cases.casefile.models import Case, Hold, HoldReview
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.messages import services as messages
from foundation.people.models import Person

REVIEW = "hold_review"


def hold(case: Case, *, reason: str, words: str, by: Person, at: datetime, version: int) -> Case:
    """→ HELD. `reason` is one of `rules.HOLD_REASONS`, `words` what was agreed and with whom. From now on somebody looks again every ten
    working days."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        row = selectors.case_of(case.dossier)
        held = _moved(
            row,
            "hold",
            by,
            at,
            version,
            {"hold_reason": reason, "reason_length": len(words)},
            reason=reason,
            also={"held_from": row.state},
        )
        waits = Hold(dossier=held.dossier, case=held, reason=reason, began_at=at)
        sealing.write(waits, "words_sealed", words)
        waits.save()
        about = {"dossier": held.dossier, "about": held.uuid, "reference": held.reference, "path": selectors.path(held)}
        deadlines.start(REVIEW, **about, at=at, by=by)
        _tell_investigator(held, "case.held", by, at)
    return held


def review_hold(case: Case, *, words: str, by: Person, at: datetime, version: int) -> Case:
    """Somebody looked again, and it has to wait on; `words` say why. The clock for the next look begins."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        row = selectors.case_of(case.dossier)
        facts = {"reason_length": len(words)}
        looked = _moved(row, "review_hold", by, at, version, facts, also={"state_since": row.state_since})
        review = HoldReview(dossier=looked.dossier, hold=selectors.hold_of(looked), at=at)
        sealing.write(review, "words_sealed", words)
        review.save()
        deadlines.meet(looked.uuid, REVIEW, at=at, by=by)
    return looked


def release(case: Case, *, advice: str, by: Person, at: datetime, version: int) -> Case:
    """HELD → the state it was held in. `advice`: what was said, and by whom, that lets it go on."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        row = selectors.case_of(case.dossier)
        facts, name = {"held_from": row.held_from, "advice": advice}, rules.release_to(row.held_from)
        waited = selectors.hold_of(row)
        back = _moved(row, name, by, at, version, facts, action="case.release", also={"held_from": ""})
        sealing.write(waited, "advice_sealed", advice)
        waited.ended_at = at
        waited.save(update_fields=["advice_sealed", "ended_at"])
        _tell_investigator(back, "case.released", by, at)
    return back


def _moved(row: Case, name: str, by: Person, at: datetime, version: int, facts: dict, **more) -> Case:
    standing = selectors.standing_in(row, by, at)
    return move(row, rules.CASE, name, by=by, at=at, standing=standing, version=version, facts=facts, read_under_lock=True, **more)


def _tell_investigator(case: Case, code: str, by: Person, at: datetime) -> None:
    person = selectors.investigator_of(case, at)
    about = {"about": case.uuid, "reference": case.reference, "path": selectors.path(case)}
    messages.queue_each([person], dossier=case.dossier, code=code, **about, at=at, by=by)

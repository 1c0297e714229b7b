"""HR gives the person the outcome: in person first, with the letter; from that moment the warning and the time to appeal count."""

from datetime import datetime

from django.db import transaction

from cases.casefile.selectors import manager_of
from cases.disciplinary import rules, selectors
from cases.disciplinary.models import Disciplinary
from foundation.deadlines import services as deadlines
from foundation.dossiers import sealing
from foundation.messages.rules import COULD_NOT
from foundation.people.models import Person

from .lettering import OUTCOME, dates_missing, made
from .telling import OUTCOME_MATTER, news, notify, path, show, spoken, take, under_lock


def issue(row: Disciplinary, *, how: str, why_not: str = "", by: Person, at: datetime, version: int) -> Disciplinary:
    """DECIDED → OUTCOME_ISSUED. The letter has to be made, and to name the days that hold if it is given out now."""
    with transaction.atomic():
        now = under_lock(row)
        outcome = selectors.outcome_of(now)
        letter = made(now, outcome.uuid, OUTCOME) if outcome else None
        facts = {
            "letter": letter, "dates_missing": dates_missing(letter, now, outcome, at) if letter else (),
            "how": how in rules.REACHED and (how != COULD_NOT or why_not.strip()),
        }  # fmt: skip
        moved = take(now, "issue", by=by, at=at, version=version, facts=facts, reason=how)
        outcome.issued_at, outcome.issued_how = at, how
        outcome.live_until = selectors.live_until(moved, outcome.sanction, at)
        outcome.appeal_until, outcome.appeal_to = selectors.appeal_until(moved, at), selectors.appeal_to(moved, at)
        sealing.write(outcome, "not_reached_sealed", why_not if how == COULD_NOT else "")
        outcome.save(update_fields=["issued_at", "issued_how", "live_until", "appeal_until", "appeal_to", "not_reached_sealed"])
        news(moved, "disciplinary.outcome", about=outcome.uuid, matter=OUTCOME_MATTER, by=by, at=at)
        spoken(moved, about=outcome.uuid, matter=OUTCOME_MATTER, how=how, why_not=why_not, by=by, at=at)
        show(moved, moved.case.subject.person, "outcome", outcome.uuid, by=by, at=at)
        about = {"dossier": moved.dossier, "about": moved.uuid, "reference": moved.reference, "path": path(moved)}
        deadlines.start("appeal_window", **about, at=at, by=by, owner=moved.case.subject.person)
        notify(moved, "disciplinary.issued", [manager_of(moved.case, at)], by=by, at=at)
    return moved

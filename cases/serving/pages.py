"""What was served, for those who work on it, and the one letter that a code opens."""

from uuid import UUID

from django.conf import settings

from foundation.deadlines.selectors import running_of
from foundation.dossiers import sealing
from foundation.dossiers.rules import SUBJECT
from foundation.face import when
from foundation.face.rows import SummaryRow
from foundation.letters.models import Letter
from foundation.letters.pages import href
from foundation.letters.rules import blocks
from foundation.letters.selectors import words

from . import rules, selectors
from .models import Delivery

CAME_BACK = "Where it came back nothing was served: the clock stops, and they are to be told anew."


def rows(about: UUID, steps: dict[str, str]) -> list[SummaryRow]:
    """How it was served each time, and what was written down for the person. `steps`: what each step they take is called."""
    every = selectors.deliveries(about)
    said = sealing.read(every)
    found = [SummaryRow(f"{rules.WAY_NAMES[one.way]}, {when.moment(one.sent_at)}", _fate(one, said[one.uuid])) for one in every]
    return found + [
        SummaryRow(f"{steps.get(one.step, one.step)}, {when.moment(one.at)}", f"Written down by {one.by.name} for the person")
        for one in selectors.replies(about)
    ]


def _fate(one: Delivery, said: dict[str, str]) -> str:
    if one.came_back_at:
        counts = f"Came back, {when.moment(one.came_back_at)}: it was not served"
    elif one.served_at:
        how = "Proved to have come" if one.arrived_at else "Opened" if one.opened_at else "Counts as served"
        counts = f"{how} {when.moment(one.served_at)}"
    else:
        counts = f"Not opened yet. The code lasts until {when.moment(one.code_until)}"
    lines = (counts, f"{said['proof_sealed']} ({one.by.name})", said["fate_sealed"], f"Letter {one.letter.reference}" if one.letter else "")
    return "\n".join(filter(None, lines))


def before_serving(letter: Letter, *, name: str, code: str) -> dict[str, object]:
    """What `serving/serve.html` draws above its question; `name`: of whoever it is served on, `code`: which would open it."""
    return {"name": name, "letter": href(letter), "code": code, "address": f"{settings.SITE_URL}/served/"}


def letter(row: Delivery, typed: str) -> dict[str, object]:
    """One letter, and nothing of what it hangs on."""
    return {
        "title": "A letter to you", "blocks": blocks(words(row.letter)), "typed": typed, "ends": _ends(row),
        "until": when.moment(row.code_until), "reference": row.letter.reference, "contact": settings.TRUST_CONTACT,
    }  # fmt: skip


def _ends(row: Delivery) -> str:
    """When the time ends that whoever opens the letter has; "" where none of theirs runs."""
    theirs = [clock for clock in running_of([row.about]).get(row.about, []) if SUBJECT in clock.owner.split(",")]
    return when.moment(theirs[0].due_at) if theirs else ""

"""The page of whoever looks after somebody, and the page of that person. Neither says anything of a report: there is none to see here."""

from datetime import datetime, time

from django.urls import reverse

from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.selectors import countdown, current
from foundation.dossiers import sealing
from foundation.dossiers.rules import offered
from foundation.dossiers.selectors import standing
from foundation.face import when
from foundation.face.rows import MoveLink, SummaryRow, TaskRow
from foundation.people.models import Person

from . import rules, selectors
from .models import Need, Support, Talk

MORNING = time(9)
_MOVES = {
    "talk": ("talk", "Write down that you spoke to them", "When, what you offered, what you agreed.", ""),
    "hand_on": ("hand-on", "Let somebody else do it", "If you are not the right person for them.", "secondary"),
    "close": ("close", "Close it", "When nothing more is needed.", "secondary"),
}
WAYS = [SummaryRow(name, what) for name, what in rules.WAYS.values()]


def title(support: Support) -> str:
    if support.state == rules.WITHDRAWN:
        return f"Nothing is left to do for {support.person.name}"
    return f"Talk to {support.person.name}: they may need support"


def giving(support: Support, person: Person, at: datetime) -> dict:
    """The context of the page of whoever looks after somebody."""
    talks, needs = selectors.talks_of(support), selectors.needs_of(support)
    words = sealing.read([support, *talks, *needs])
    own = words[support.uuid]
    able = offered(rules.SUPPORT, support.state, standing(person, support.dossier, at))
    clock = current([support.uuid]).get(support.uuid)
    return {
        "title": title(support),
        "reference": support.reference,
        "back": "/",
        "state": rules.STATE_WORDS[support.state],
        "state_tag": rules.STATE_TAGS[support.state],
        "due": countdown(clock.due_at, at, support.dossier.academy_id) if clock else None,
        "withdrawn": rules.WITHDRAWN_WORDS.get(support.withdrawn_because, ""),
        "about": _rows(support, own),
        "needs": _needs(needs, words),
        "talks": [_talk(row, words[row.uuid]["agreed_sealed"]) for row in talks],
        "ways": WAYS,
        "moves": [_link(support, name) for name in _MOVES if name in able],
    }


def _rows(support: Support, words: dict) -> list[SummaryRow]:
    pairs = [
        ("Who", f"{support.person.name}\n{support.person.job}".strip()),
        ("Asked on", when.day(support.began_at)),
        ("You talk again on", when.day(support.again_on) if support.again_on else ""),
        ("Why somebody else does it now", words["handed_sealed"]),
        ("Why it was closed", words["close_sealed"]),
    ]
    return [SummaryRow(key, value) for key, value in pairs if value]


def _needs(needs: list[Need], words: dict) -> list[SummaryRow]:
    return [SummaryRow(when.moment(row.at), words[row.uuid]["words_sealed"]) for row in needs]


def _talk(row: Talk, agreed: str) -> SummaryRow:
    said = [agreed, *(f"Offered: {rules.WAYS[code][0]}" for code in row.offered), f"Written down by {row.by.name}"]
    return SummaryRow(when.moment(row.spoken_at), "\n".join(said))


def _link(support: Support, name: str) -> MoveLink:
    page, label, hint, kind = _MOVES[name]
    return MoveLink(label, reverse(f"targets:{page}", args=[support.reference]), hint, kind)


def mine(support: Support, at: datetime) -> dict:
    """The context of the page of the person who is looked after."""
    giver, offered_ = selectors.supporter_of(support, at), {code for row in selectors.talks_of(support) for code in row.offered}
    needs = selectors.needs_of(support)
    pairs = [
        ("Who looks after you", giver.name if giver else "Somebody is being found"),
        ("You talk again on", when.day(support.again_on) if support.again_on else ""),
        ("What you were offered", "\n".join(name for code, (name, _) in rules.WAYS.items() if code in offered_)),
    ]
    open_ = support.state != rules.CLOSED
    link = MoveLink("Say what you need", reverse("targets:need", args=[support.reference]), kind="secondary" if needs else "")
    return {
        "title": "Support for you",
        "reference": support.reference,
        "back": "/",
        "closed": not open_,
        "about": [SummaryRow(key, value) for key, value in pairs if value],
        "needs": _needs(needs, sealing.read(needs)),
        "ways": WAYS,
        "moves": [link] if open_ else [],
    }


def task(support: Support, at: datetime, due, days: Calendar | None) -> TaskRow:
    """A row for whoever looks after somebody."""
    again = when.at(support.again_on, MORNING) if support.again_on else None
    due_at = due.due_at if due else again
    return TaskRow(
        reverse("targets:show", args=[support.reference]),
        title(support),
        next_move="Talk to them again" if support.state == rules.SPOKEN else "Talk to them",
        holder="you",
        since=when.since(support.state_since, at),
        reference=support.reference,
        state=rules.STATE_WORDS[support.state],
        due_text=countdown(due_at, at, days=days).text if due_at else "",
        due_class=when.due_class(due_at, at) if due_at else "",
        due_at=due_at,
    )


def own_task(support: Support) -> TaskRow:
    return TaskRow(reverse("targets:mine", args=[support.reference]), "Support for you", reference=support.reference)

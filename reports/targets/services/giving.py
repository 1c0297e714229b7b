"""What whoever looks after somebody writes down, and what that person says they need."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.selectors import standing
from foundation.messages.services import cancel_unsent, queue
from foundation.people.models import Person
from foundation.people.selectors import day_of
from reports.targets import rules, selectors
from reports.targets.models import Need, Support, Talk

from .beginning import give_to, show
from .ending import path


def talk(
    support: Support, *, spoken_at: datetime, offered: Iterable[str], agreed: str, again_on: date | None, by: Person, at: datetime,
    version: int | None = None,
) -> Support:  # fmt: skip
    """`by` spoke to them at `spoken_at`; `offered`: codes of `rules.WAYS`; `agreed` is sealed; `again_on`: when they talk again, None for
    not. From now on the person has a page of their own. Raises Refused for a moment to come
    or before it began, and a day that has passed."""
    facts = {"spoken_at": spoken_at, "at": at, "since": support.began_at, "agreed": agreed, "again": again_on, "today": day_of(at)}
    with transaction.atomic():
        also = {"again_on": again_on, "told_at": support.told_at or at}
        seen = _step(support, "talk", facts, by=by, at=at, version=version, also=also)
        row = Talk(support=seen, by=by, at=at, spoken_at=spoken_at, offered=[code for code in rules.WAYS if code in set(offered)])
        sealing.write(row, "agreed_sealed", agreed)
        row.save()
        show(seen, by=by, at=at)
    return seen


def hand_on(support: Support, *, reason: str, by: Person, at: datetime, version: int | None = None) -> Support:
    """Somebody else looks after them from now on; `reason` is sealed. Raises Refused where nobody is left."""
    following = selectors.who_gives(selectors.happening(support.report), support.person, at, support=support)
    with transaction.atomic():
        also = {"state_since": support.state_since}
        seen = _step(support, "hand_on", {"reason": reason, "next": following}, by=by, at=at, version=version, also=also)
        _write(seen, "handed_sealed", reason)
        give_to(seen, following, by=by, at=at, reason="handed_on")
    return seen


def say_need(support: Support, *, need: str, by: Person, at: datetime, version: int | None = None) -> Support:
    """The person says what they need; it is sealed and stands beside what they said before, and whoever looks after them is told that
    there is something to read."""
    with transaction.atomic():
        also = {"state_since": support.state_since}
        seen = _step(support, "say_need", {"told": support.told_at, "need": need}, by=by, at=at, version=version, also=also)
        row = Need(support=seen, at=at)
        sealing.write(row, "words_sealed", need)
        row.save()
        if giver := selectors.supporter_of(seen, at):
            queue(
                dossier=seen.dossier, code="support.need", to=giver, about=seen.uuid, reference=seen.reference, path=path(seen), at=at,
                by=by, key=f"support.need:{seen.uuid}:{seen.version}",
            )  # fmt: skip
    return seen


def close(support: Support, *, reason: str, by: Person, at: datetime, version: int | None = None) -> Support:
    """Nothing more is needed, or nobody can be spoken to: `reason` is sealed. Raises Refused while a day to talk again is still to come."""
    with transaction.atomic():
        facts = {"reason": reason, "again": support.again_on, "today": day_of(at)}
        seen = _step(support, "close", facts, by=by, at=at, version=version, also={"closed_at": at})
        _write(seen, "close_sealed", reason)
        deadlines.stop(seen.uuid, at=at, by=by, reason="closed")
        cancel_unsent(seen.uuid, at=at)
        dossiers.close_dossier(seen.dossier, open_=False)
    return seen


def _step(support: Support, name: str, facts: Mapping, *, by: Person, at: datetime, version, also: Mapping) -> Support:
    dossiers.lock(support.dossier)
    held = standing(by, support.dossier, at)
    shown = support.version if version is None else version
    return move(support, rules.SUPPORT, name, by=by, at=at, standing=held, version=shown, facts=facts, also=also)


def _write(support: Support, column: str, words: str) -> None:
    sealing.write(support, column, words)
    support.save(update_fields=[column])

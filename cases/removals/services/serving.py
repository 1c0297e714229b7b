"""A request is served in writing on somebody who cannot sign in; its clock runs from the day that counts (DESIGN 5, DOMAIN 9.3)."""

from datetime import datetime

from django.db import transaction

from cases.removals import grounds, rules, selectors
from cases.removals.models import RemovalRequest
from cases.serving import rules as serving
from cases.serving import selectors as served
from cases.serving import services
from cases.serving.models import Delivery
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import services as dossiers
from foundation.messages.rules import COULD_NOT
from foundation.people.models import Person
from foundation.people.rules import ANONYMOUS

from .asking import run_clock
from .telling import note


def serve(
    row: RemovalRequest, *, way: str, sent_at: datetime, proof: str, code: str = "", by: Person, at: datetime, version: int
) -> RemovalRequest:
    """Write down how the letter was served, when, and how that can be proved (sealed). Posted, it counts at the end of the second working
    day after; handed over, at once; with `code`, from its opening. Raises Refused for somebody who can sign in, and without a letter."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        letter = served.made(row.dossier, row.uuid)
        said = {"way": way, "sent_at": sent_at, "proof": proof, "code": code, "at": at}
        moved = _moved(row, "serve", by, at, version, served.facts_of_sending(letter, row.target, **said), reason=way)
        sent = services.send(letter, to=moved.target, by=by, **said)
        moved.told_at, moved.reached_how, moved.reached_at = at, way, sent.served_at
        moved.save(update_fields=["told_at", "reached_how", "reached_at"])
        _run_from(moved, sent.served_at, by, at)
    return moved


def record_fate(
    row: RemovalRequest, *, fate: str, arrived_at: datetime | None, proof: str, by: Person, at: datetime, version: int
) -> RemovalRequest:
    """It is proved that it came earlier, and the clock runs from then; or it came back, and nothing was served: the clock stops, and they
    are to be told anew."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        sent = served.on_its_way(row.uuid)
        facts = served.facts_of_fate(sent, fate=fate, arrived_at=arrived_at, proof=proof, at=at)
        moved = _moved(row, "fate", by, at, version, facts, reason=fate)
        deadlines.stop(moved.uuid, rules.clock_of(moved.signs), at=at, by=by, reason=fate)
        moved.judged_by = None
        if fate == serving.CAME_BACK:
            services.came_back(sent, proof=proof, at=at)
            moved.told_at, moved.reached_how, moved.reached_at = None, COULD_NOT, None
        else:
            services.arrived(sent, arrived_at=arrived_at, proof=proof)
            moved.reached_at = arrived_at
        moved.save(update_fields=["told_at", "reached_how", "reached_at", "judged_by"])
        _run_from(moved, moved.reached_at, by, at)
    return moved


def was_opened(delivery: Delivery, *, at: datetime) -> None:
    """The person has opened their letter: a request that waits for that runs from now on. Call it under the dossier's lock."""
    waiting = RemovalRequest.objects.filter(uuid=delivery.about, state=rules.ISSUED, reached_at=None)
    row = waiting.select_related("dossier", "target").first()
    if row is not None:
        row.reached_at = at
        row.save(update_fields=["reached_at"])
        _run_from(row, at, ANONYMOUS, at)


def _moved(row: RemovalRequest, name: str, by: Person, at: datetime, version: int, facts: dict, *, reason: str) -> RemovalRequest:
    facts |= {"kept_back": grounds.of(row).kept_back, "told": row.told_at, "reached": row.reached_how}
    given = {"by": by, "at": at, "version": version, "standing": selectors.standing(row, by, at), "facts": facts, "reason": reason}
    moved = move(row, rules.REMOVAL, name, ids={"removal": str(row.uuid)}, also={"state_since": row.state_since}, **given)
    note(moved, at)
    return moved


def _run_from(row: RemovalRequest, served_at: datetime | None, by, at: datetime) -> None:
    if served_at is not None:
        run_clock(row, by=by, at=at, since=served_at)

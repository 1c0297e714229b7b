"""A request is served in writing on somebody who cannot sign in; its clocks run from the day that counts (DESIGN 5, DOMAIN 9.4)."""

from datetime import datetime

from django.db import transaction

from cases.cooperation import rules, selectors
from cases.cooperation.models import CooperationRequest
from cases.serving import rules as serving
from cases.serving import selectors as served
from cases.serving import services
from cases.serving.models import Delivery
from foundation.deadlines import services as deadlines
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.people.models import Person
from foundation.people.rules import ANONYMOUS, Nobody

from .asking import run_clocks
from .telling import take


def serve(
    row: CooperationRequest, *, way: str, sent_at: datetime, proof: str, code: str = "", by: Person, at: datetime, version: int,
    sure: bool = False,
) -> CooperationRequest:  # fmt: skip
    """Write down how the letter was served, when, and how that can be proved (sealed). Posted, it counts at the end of the second working
    day after; handed over, at once; with `code`, from its opening. Raises Refused for somebody who can sign in, and without a letter."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        letter = served.made(row.dossier, row.uuid, template=rules.LETTER)
        said = {"way": way, "sent_at": sent_at, "proof": proof, "code": code, "at": at}
        facts = served.facts_of_sending(letter, row.target, **said)
        moved = take(row, "serve", by=by, version=version, at=at, facts=facts, words=(proof,), sure=sure, reason=way)
        sent = services.send(letter, to=moved.target, by=by, **said)
        moved.told_at, moved.reached_how, moved.reached_at = at, way, sent.served_at
        moved.may_decline_said = True  # the letter says it
        sealing.write(moved, "not_reached_sealed", "")
        moved.save(update_fields=["told_at", "reached_how", "reached_at", "may_decline_said", "not_reached_sealed"])
        person = moved.target.person
        dossiers.disclose(moved.dossier, person, object_kind="cooperation", object_uuid=moved.uuid, by=by, at=at)
        _run(moved, rules.KINDS[moved.kind].clocks, by, at)
    return moved


def record_fate(
    row: CooperationRequest, *, fate: str, arrived_at: datetime | None, proof: str, by: Person, at: datetime, version: int,
    sure: bool = False,
) -> CooperationRequest:  # fmt: skip
    """It is proved that it came earlier, and the clocks run from then, but for one whose date somebody has given since; or it came back,
    and nothing was served: the clocks stop, and they are to be told anew."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        sent = served.on_its_way(row.uuid)
        facts = served.facts_of_fate(sent, fate=fate, arrived_at=arrived_at, proof=proof, at=at)
        said = {"words": (proof,), "sure": sure, "reason": fate, "stays": fate == serving.ARRIVED}
        moved = take(row, "fate", by=by, at=at, version=version, facts=facts, **said)
        if fate == serving.CAME_BACK:
            services.came_back(sent, proof=proof, at=at)
            _not_told(moved, by, at)
        else:
            services.arrived(sent, arrived_at=arrived_at, proof=proof)
            _from_earlier(moved, arrived_at, by, at)
    return moved


def was_opened(delivery: Delivery, *, at: datetime) -> None:
    """The person has opened their letter: a request that waits for that runs from now on. Call it under the dossier's lock."""
    waiting = selectors.of_case(delivery.dossier).filter(uuid=delivery.about, state=rules.ISSUED, reached_at=None)
    row = waiting.filter(reached_how=serving.CODE).first()
    if row is not None:
        row.reached_at = at
        row.save(update_fields=["reached_at"])
        _run(row, rules.KINDS[row.kind].clocks, ANONYMOUS, at)


def _not_told(row: CooperationRequest, by: Person, at: datetime) -> None:
    row.told_at, row.reached_how, row.reached_at = None, "", None
    row.save(update_fields=["told_at", "reached_how", "reached_at"])
    dossiers.hide(row.dossier, row.target.person, object_uuid=row.uuid, by=by, at=at)
    deadlines.stop(row.uuid, at=at, by=by, reason=serving.CAME_BACK)


def _from_earlier(row: CooperationRequest, arrived_at: datetime, by: Person, at: datetime) -> None:
    row.reached_at = arrived_at
    row.save(update_fields=["reached_at"])
    given = selectors.given_another(row)
    kinds = tuple(kind for kind in rules.KINDS[row.kind].clocks if kind not in given)
    for kind in kinds:
        deadlines.stop(row.uuid, kind, at=at, by=by, reason=serving.ARRIVED)
    _run(row, kinds, by, at)


def _run(row: CooperationRequest, kinds: tuple[str, ...], by: Person | Nobody, at: datetime) -> None:
    if row.reached_at is not None:
        run_clocks(row, kinds, by=by, at=at, since=row.reached_at)

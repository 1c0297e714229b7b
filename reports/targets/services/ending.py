"""A support for which there is nothing left to do: it is withdrawn, and whoever gave it is told so."""

from collections.abc import Iterable
from datetime import datetime

from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import TARGET
from foundation.dossiers.selectors import parties, people_in
from foundation.messages.services import cancel_unsent, queue
from foundation.people.models import Person
from foundation.people.rules import SYSTEM, Nobody
from reports.intake.models import Report
from reports.targets import rules, selectors
from reports.targets.models import Need, Support


def withdraw_doubled(reports: Iterable[Report], *, by: Person | Nobody, at: datetime) -> None:
    """Several reports turned out to be about the same: whoever is targeted has one support and one page. What they said they need, and a
    day on which somebody is to talk to them again, go along to the one that stays."""
    for kept, other in selectors.doubled(reports):
        dossiers.lock(kept.dossier)
        for row in selectors.needs_of(other):
            said = Need(support=kept, at=row.at)
            sealing.write(said, "words_sealed", sealing.read_one(row)["words_sealed"])
            said.save()
        if kept.again_on is None and other.again_on is not None:
            Support.objects.filter(pk=kept.pk).update(again_on=other.again_on)
        withdraw(other, because=rules.TWICE, by=by, at=at)


def unname(report: Report, person: Person, *, by: Person | Nobody, at: datetime) -> None:
    """It was not aimed at `person` after all: their support is withdrawn, and nothing of it bars them any more. Nothing happens while a
    report of what happened still names them."""
    reports = selectors.happening(report)
    if any(person in people_in(one.dossier, at, TARGET) for one in reports):
        return
    for support in selectors.of_report(report):
        if support.person_id != person.pk:
            continue
        for party in parties(support.dossier, TARGET, at):
            dossiers.end_party(party, by=by, at=at, reason=rules.MISTAKE)
        if support.state in rules.RUNNING:
            withdraw(support, because=rules.MISTAKE, by=by, at=at)


def withdraw(support: Support, *, because: str, by: Person | Nobody, at: datetime) -> Support:
    """`because`: a key of `rules.WITHDRAWN_WORDS`. Their page is gone; whoever gave it reads on theirs that nothing is left to do."""
    also = {"closed_at": at, "withdrawn_because": because}
    seen = move(support, rules.SUPPORT, "withdraw", by=SYSTEM, at=at, standing={SYSTEM.token}, reason=because, also=also)
    dossiers.hide(seen.dossier, seen.person, object_uuid=seen.uuid, by=by, at=at)
    cancel_unsent(seen.uuid, at=at)
    if giver := selectors.supporter_of(seen, at):
        queue(
            dossier=seen.dossier, code="support.withdrawn", to=giver, about=seen.uuid, reference=seen.reference, path=path(seen), at=at,
            by=by, key=f"support.withdrawn:{seen.uuid}:{giver.pk}",
        )  # fmt: skip
    dossiers.close_dossier(seen.dossier, open_=False)
    return seen


def path(support: Support) -> str:
    return f"/support/{support.reference}/"

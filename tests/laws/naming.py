"""Reports in which somebody is not named, or named wrongly: places for the moves about names."""

from collections.abc import Callable

from foundation.dossiers.models import Party
from reports.intake.models import Report
from reports.triage import services as triage
from tests.laws.world import World

WHY = "Their own colleague says so, who was there."


def unnamed(before: Callable[[World], Report]) -> Callable[[World], Report]:
    """About somebody nobody could name."""

    def put(world: World) -> Report:
        row = before(world)
        Party.objects.filter(dossier=row.dossier, part="subject").update(person=None, kind="unknown")
        return row

    return put


def named(before: Callable[[World], Report]) -> Callable[[World], Report]:
    """Aimed at dot, the headteacher says."""

    def put(world: World) -> Report:
        row, people = before(world), world.people
        return triage.name_target(row, who=people["dot"], reason=WHY, by=people["hana"], at=world.now, version=row.version)

    return put

"""What the story of `world` goes on with: as if the case had been decided formally, it is heard. tess chairs it, by the trust's own scheme;
abe, who was to, stepped back."""

from datetime import timedelta

from cases.casefile.models import Case
from cases.disciplinary import services as hearings
from cases.disciplinary.models import Hearing, Outcome
from foundation.people.models import Person
from foundation.people.services import change_setting
from tmt_policy.demo import hearing as demo


def _rhys(world) -> dict:
    return {"by": world.people["rhys"], "at": world.at}


def _formal(world) -> None:
    change_setting("hearing.authority", {"staff.warning": {"alone": ["TRUSTEE"]}}, by=world.people["ada"], at=world.at)
    Case.objects.filter(pk=world["case"].pk).update(state="FORMAL", decision="FORMAL")
    world.things["hearing"] = hearings.open_disciplinary(world.fresh("case"), by=world.people["hana"], at=world.at)


def _vacant(world) -> None:
    abe = Person.objects.get(email="abe@northgate.example")
    row = demo.arranged(world["hearing"], abe, worst="first_written", **_rhys(world))
    hearings.declare(demo.process_of(row.case), conflict="A friend.", by=abe, at=world.at, version=row.version)
    demo.withdrawal_proposed(row, by=world.people["hana"], at=world.at)


def _seated(world) -> None:
    row = demo.process_of(world["case"])
    hearings.seat(row, chair=world.people["tess"], version=row.version, **_rhys(world))


def _lettered(world) -> None:
    demo.declared(world["hearing"], at=world.at)
    demo.written(demo.process_of(world["case"]), **_rhys(world))


def _invited(world) -> None:
    row = demo.process_of(world["case"])
    hearings.invite(row, how="in_person", version=row.version, **_rhys(world))


def _wished(world) -> None:
    demo.another_day(world["hearing"], at=world.at, why="other")


def _begun(world) -> None:
    row = demo.process_of(world["case"])
    hearings.keep_day(row, reason="The witnesses are only here on that day.", version=row.version, **_rhys(world))
    Hearing.objects.filter(disciplinary=row).update(starts_at=world.at)


def _tried(world) -> None:
    demo.heard(world["hearing"], by=world.people["tess"], at=world.at)


def _ruled(world) -> None:
    demo.decided(world["hearing"], by=world.people["tess"], at=world.at)


def _ready(world) -> None:
    demo.written(demo.process_of(world["case"]), **_rhys(world))


def _over(world) -> None:
    row = demo.process_of(world["case"])
    hearings.issue(row, how="in_person", version=row.version, **_rhys(world))
    outcome = Outcome.objects.get(disciplinary=row)
    Outcome.objects.filter(pk=outcome.pk).update(appeal_until=outcome.issued_at + timedelta(seconds=1))


STEPS = {
    "formal": _formal, "vacant": _vacant, "seated": _seated, "lettered": _lettered, "invited": _invited, "wished": _wished,
    "begun": _begun, "tried": _tried, "ruled": _ruled, "ready": _ready, "over": _over,
}  # fmt: skip

"""Somebody who is targeted, reported by the services; and what is done for them."""

from reports.intake.rules import DECLARATION
from reports.journey.services import send
from reports.targets import services
from reports.targets.models import Support
from tests.triage import scene

REASON = "They are well again, and want nothing more of us."
AGREED = "Lauch: she calls the union, and has her room changed."


def draft_aimed_at(by, about, *targets, at, **answers):
    """A report as `scene.sent` makes it, not sent yet, and aimed at `targets`."""
    draft = scene.drafted(by, about, at=at, **answers)
    return scene.answered(draft, "seen", {"what": scene.WORDS, "targets": [str(one.uuid) for one in targets]}, by=by, at=at)


def aimed_at(by, about, *targets, at, **answers):
    return send(draft_aimed_at(by, about, *targets, at=at, **answers), by=by, at=at, declaration=DECLARATION)


def of(person):
    return Support.objects.select_related("dossier", "person", "report__dossier").get(person=person)


def all_of(person):
    """Every support of somebody, oldest first."""
    return list(Support.objects.select_related("dossier", "person", "report__dossier").filter(person=person).order_by("pk"))


def step(name, person, by, *, at, **given):
    return getattr(services, name)(of(person), by=by, at=at, **given)


def talked(person, by, *, at, **given):
    return talk_in(of(person), by, at=at, **given)


def talk_in(row, by, *, at, spoken_at=None, offered=("union",), agreed=AGREED, again_on=None):
    said = {"offered": offered, "agreed": agreed, "again_on": again_on}
    return services.talk(row, by=by, at=at, spoken_at=spoken_at or at, **said)


def need_in(row, by, *, at):
    return services.say_need(row, need="Somebody beside me.", by=by, at=at)

"""A report that whoever triages it calls low-level, and what becomes of it."""

from reports.lowlevel import services
from reports.lowlevel.models import LowLevelConcern
from tests.triage import scene
from tmt_policy.reopening import reopen

REASON = "It is small, and was put right at once; it is kept beside others."
ADVICE = "We have spoken about it, and about what is expected from now on."


def proposed(by, *about, triager, at, codes=(scene.CONTACT,), severity=1, **answers):
    report = scene.sent(by, *about, at=at, **answers)
    scene.ready(report, triager, at=at, codes=codes, severity=severity)
    return scene.step("propose_low", report, triager, at=at, rationale=scene.REASON)


def ended(by, *about, triager, head, at, **more):
    report = proposed(by, *about, triager=triager, at=at, **more)
    return scene.step("low_level", report, head, at=at, reason=REASON)


def concern_of(report):
    return LowLevelConcern.objects.select_related("dossier", "person", "report").filter(report=report).order_by("-pk").first()


def decided(report, move_name, by, *, at, reason=ADVICE, spoken="yes"):
    concern = concern_of(report)
    return services.decide(concern, move_name=move_name, reason=reason, spoken=spoken, by=by, at=at, version=concern.version, reopen=reopen)

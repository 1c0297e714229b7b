"""A report that has ended, and what becomes of its reporter."""

from reports.care import services
from reports.care.models import Care
from tests.triage import scene

NOTE = "Zaunkönig: we have spoken to everybody it concerns."
WORDS = "Nobody speaks to me in the staff room since then."


def ended(by, *about, triager, at, note="", **answers):
    report = scene.sent(by, *about, at=at, **answers)
    scene.ready(report, triager, at=at)
    return scene.step("no_breach", report, triager, at=at, rationale=scene.REASON, note=note)


def care_of(report):
    return Care.objects.select_related("dossier", "person").filter(report=report).order_by("-pk").first()


def asked(report, by, *, at, outcome="well", words="", step=""):
    care = care_of(report)
    return services.ask(care, outcome=outcome, words=words, step=step, by=by, at=at, version=care.version)

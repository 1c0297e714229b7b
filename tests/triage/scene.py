"""A report and its triage as far as a test needs it, through the services; what a test does not name has an ordinary answer."""

from uuid import uuid4

from foundation.dossiers.rules import STAFF
from reports.concerns.services import screen
from reports.intake import services as intake
from reports.intake.models import Report
from reports.intake.rules import DECLARATION, Named
from reports.triage import services

REASON = "The post was meant for everybody, and it names the academy."
WORDS = "Zinnober made fun of a parent"
NO_HARM = dict.fromkeys(("harmed", "offence", "risk", "unsuitable"), "no")
BRAND, CONTACT = "C7.3l", "C7.3f"


def sent(by, *people, at, outsiders=(), out=(), **changed):
    """A report by `by` about `people` (and Named outsiders), sent; `out`: people the reporter keeps out."""
    draft = drafted(by, *people, at=at, outsiders=outsiders, out=out, **changed)
    return intake.submit(draft, by=by, at=at, declaration=DECLARATION)


def drafted(by, *people, at, outsiders=(), out=(), **changed):
    """As `sent`, before it is sent."""
    draft = intake.start_draft(by=by, at=at, danger=changed.get("danger", "no"), key=uuid4())
    steps = {
        "conduct": {"subjects": [Named(STAFF, str(one.uuid)) for one in people] + list(outsiders), "behalf": "own"},
        "leader": {"leader_involved": changed.get("leader", "no")},
        "readers": {"not_these": [str(one.uuid) for one in out], "mode": changed.get("mode", "named")},
        "place": {"platform": "facebook", "platform_other": "", "live": "yes", "addresses": ["https://www.facebook.com/story/1"]},
        "seen": {"what": WORDS},
        "time": {"happened_on": None, "when": "Last week"},
        "child": {"child": changed.get("child", "no"), "image": changed.get("image", "no")},
        "rules": {"rules": []},
    }
    for step, cleaned in steps.items():
        draft = answered(draft, step, cleaned, by=by, at=at)
    return draft


def answered(draft, step, cleaned, *, by, at):
    return intake.answer(draft, step, cleaned, by=by, at=at)


def fresh(report):
    return Report.objects.select_related("dossier__academy", "academy").get(pk=report.pk)


def taken(report, by, *, at):
    return services.claim(fresh(report), conflict="", by=by, at=at, version=fresh(report).version)


def step(name, report, by, *, at, **given):
    """One step of triage on the report as it is now."""
    return getattr(services, name)(fresh(report), by=by, at=at, version=fresh(report).version, **given)


def screened(report, by, *, at, **answers):
    return screen(fresh(report), answers={**NO_HARM, "breach": "no", **answers}, by=by, at=at)


def ready(report, by, *, at, codes=(BRAND,), severity=2, **answers):
    """Taken on by `by` and answered as far as a decision."""
    taken(report, by, at=at)
    screened(report, by, at=at, **answers)
    step("choose_clauses", report, by, at=at, codes=codes)
    step("rate", report, by, at=at, severity=severity, reason=REASON)
    return step("why_no_evidence", report, by, at=at, reason="It was gone when I looked.")


def proposed(report, by, *, at, **given):
    ready(report, by, at=at, **given)
    return step("propose", report, by, at=at, rationale=REASON)


def told(report, code):
    """First names of those who have a message of `code` about the report."""
    return {message.to.name.split()[0].lower() for message in report.dossier.messages.filter(code=code)}

"""The moment a draft becomes a report: kept words, a queue, clocks, and the people who must know."""

from datetime import date, datetime

from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import services as dossiers
from foundation.dossiers.routing import Reader, plan, readers_of
from foundation.dossiers.rules import REPORTER
from foundation.messages.services import Notice, queue_many
from foundation.people.models import Person
from foundation.people.rules import Nobody
from foundation.people.selectors import day_of
from foundation.trail import services as trail
from policy.selectors import in_force
from reports.intake import measures, rules, selectors
from reports.intake.models import Report
from reports.intake.services.alerting import safeguarding_desk


def submit(report: Report, *, by: Person | Nobody, at: datetime, declaration: str, version: int | None = None) -> Report:
    """Send a draft: kept, routed, its clocks started, its readers and the reporter told, in one transaction (DOMAIN 9.1).

    `declaration` is the statement as it was shown, `version` the draft's it was shown with. Sending again, at the same instant too, gives
    the report as it was sent. Raises Refused with the first question that is still open, and for anybody but the reporter; Stale where
    an answer has changed since.
    """
    with transaction.atomic():
        dossiers.lock(report.dossier)  # a second click waits here, and then finds it sent
        draft, facts, family = selectors.to_send(report, by, at)
        if draft.submitted_at is not None:
            return draft
        policy = draft.policy_version_id or _version_on(draft.happened_on, day_of(at))
        to = plan(draft.dossier, at, minimum=selectors.least_rung(draft))
        sent = move(
            draft,
            rules.REPORT,
            "submit",
            by=by,
            at=at,
            version=version,
            standing={REPORTER} if draft.own else (),
            facts=facts | {"declared": bool(declaration), "readers": bool(to.people)},
            ids={"tier": to.tier},
            also={"submitted_at": at, "declaration": declaration, "policy_version_id": policy},
            read_under_lock=True,
        )
        safeguarding = selectors.safeguarding_reader(sent.dossier, to, at) if selectors.is_urgent(sent) else None
        dossiers.stand(sent.dossier, to, by=by, at=at, beside=safeguarding_desk(sent.dossier, safeguarding))
        measure, code, month, category, tier, amount = measures.delta(sent, family)
        trail.tally(measure, academy=code, month=month, category=category, tier=tier, amount=amount)
        due_at = _start_clocks(sent, by, at)
        _tell(sent, readers_of(to, at), safeguarding, by, at, due_at)
    return sent


def _version_on(happened_on: date | None, today: date) -> int | None:
    version = in_force(happened_on or today) or in_force(today)
    return version and version.pk


def _start_clocks(sent: Report, by: Person | Nobody, at: datetime) -> datetime:
    """Gives the moment by which the first decision is due."""
    triage = "triage_critical" if selectors.is_urgent(sent) else "triage_normal"
    kinds = [triage, "report_human_ack"]
    if rules.must_be_captured(live=sent.live, image=sent.image, captured=sent.captured):
        kinds.append("evidence_capture")
    started = deadlines.start_all(
        kinds, dossier=sent.dossier, about=sent.uuid, reference=sent.reference, path=working_path(sent), at=at, by=by, new=True
    )
    return started[triage].due_at


def _tell(sent: Report, readers: list[Reader], safeguarding: Reader | None, by: Person | Nobody, at: datetime, due_at: datetime) -> None:
    """One insert for everybody: whom it waits for, the safeguarding lead where there is haste, and the reporter."""
    urgency = "urgent" if selectors.is_urgent(sent) else "normal"
    told = {person: "report.waiting" for reader in readers for person in reader.people}
    if safeguarding:
        told |= dict.fromkeys(safeguarding.people, "report.safeguarding")
    about = {"dossier": sent.dossier, "about": sent.uuid, "reference": sent.reference}
    to_read = {**about, "path": working_path(sent), "urgency": urgency, "due_at": due_at}
    notices = [Notice(**to_read, code=code, to=person, key=f"{code}:{sent.uuid}:{person.pk}") for person, code in told.items()]
    if isinstance(by, Person):
        notices.append(Notice(**about, code="report.received", to=by, path=own_path(sent), key=f"report.received:{sent.uuid}"))
    queue_many(notices, at=at, by=by)


def working_path(report: Report) -> str:
    """Where somebody who works on it opens it; the page stands in an upper room."""
    return f"/triage/{report.reference}/"


def own_path(report: Report) -> str:
    return f"/reports/{report.reference}/"

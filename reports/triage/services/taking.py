"""Who works on a report: taking it on, handing it back, stepping back because of a conflict, letting in somebody kept out."""

from datetime import datetime

from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.deadlines.selectors import current
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Party
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import BARRING, REPORTER, TRIAGER, Refused
from foundation.dossiers.selectors import parties, people_in, standing
from foundation.evidence.selectors import exhibits_of
from foundation.messages.selectors import still_to_be_told
from foundation.messages.services import cancel_unsent
from foundation.people.models import Person
from foundation.people.rules import CEO, HEAD, HR, Nobody
from reports.concerns.services import bring_in
from reports.intake import rules as intake
from reports.intake import services as reports
from reports.intake.models import Report
from reports.intake.selectors import least_rung
from reports.intake.services.sending import own_path, working_path
from reports.targets.services import look_after
from reports.triage import rules, selectors

from .agreeing import bring_in_agreeing, lapse
from .stepping import counted_anew, fresh, keep_words, step, tell


def claim(report: Report, *, conflict: str | None, by: Person, at: datetime, version: int) -> Report | None:
    """Take a report on. `conflict`: None is not declared (refused), "" none, words a conflict: then `by` steps back and the answer is None.

    The reporter is told who has it. Of two leaders at one instant one gets it; the other is refused with a sentence that says who
    (DOMAIN 6.3 R1, R10).
    """
    with transaction.atomic():
        row = fresh(report)
        if conflict:
            step_back(row, words=conflict, by=by, at=at)
            return None
        if row.state != intake.SUBMITTED:
            raise Refused(_taken(row, at))
        taken = move(
            row,
            intake.REPORT,
            "start",
            by=by,
            at=at,
            version=version,
            standing=standing(by, row.dossier, at),
            facts={"conflict_declared": conflict is not None},
        )
        dossiers.add_party(taken.dossier, by, TRIAGER, by=by, at=at, source="taken on")
        look_after(taken, by=by, at=at)
        cancel_unsent(taken.uuid, at=at, codes=["report.waiting"])
        if exhibits_of(taken.dossier):
            deadlines.meet(taken.uuid, "evidence_capture", at=at, by=by)
        return reports.acknowledge(taken, by=by, at=at)


def hand_back(report: Report, *, by: Person, at: datetime, version: int) -> Report:
    """Give a report back to its queue; a proposal goes with it, and what has been answered stays for whoever takes it on next."""
    with transaction.atomic():
        row = fresh(report)
        back = _hand_back(row, by, at, version)
        tell(back, selectors.leaders(back, at), "report.waiting", f"{back.version}:", by=by, at=at, due_at=_due(back))
    return back


def step_back(report: Report, *, words: str, by: Person, at: datetime) -> None:
    """Take oneself off a report: access ends with this, the report goes past them, whoever has to act instead is told (BEATS 19).

    `words` are sealed and may be empty. Raises Refused for somebody who has no part in working on it.
    """
    with transaction.atomic():
        row = fresh(report)
        held = standing(by, row.dossier, at)
        if not held - BARRING:
            raise Refused("You have no part in working on this report.")
        if TRIAGER in held and row.state in (intake.IN_TRIAGE, intake.INFO_REQUESTED):
            row = _hand_back(row, by, at, None)
        with counted_anew(row):
            dossiers.recuse(row.dossier, by, by=by, at=at)
        keep_words(row, rules.CONFLICT, words, by=by, at=at)
        dossiers.record(row.dossier, action="report.stepped_back", by=by, at=at)
        bring_in_others(row, by=by, at=at, anew=True)


def let_in(report: Report, party: Party, *, reason: str, by: Person, at: datetime, version: int) -> Report:
    """Let somebody in whom the reporter asked to keep out (`party`), decided on a rung above theirs. The reporter is told that it
    happened; `reason` is sealed. The report is routed anew."""
    with transaction.atomic():
        row = fresh(report)
        above = rules.may_let_in(standing(by, row.dossier, at), selectors.roles_kept_out(party, at))
        row = step(row, "let_in", by=by, at=at, version=version, facts={"above": above, "reason": reason}, ids={"party": party.uuid})
        dossiers.end_party(party, by=by, at=at, reason="bar_lifted")
        keep_words(row, rules.LET_IN, reason, by=by, at=at)
        dossiers.record(row.dossier, action="report.bar_lifted", by=by, at=at, ids={"party": party.uuid})
        with counted_anew(row):
            dossiers.route(row.dossier, by=by, at=at, minimum=least_rung(row))
        tell(row, people_in(row.dossier, at, REPORTER), "report.bar_lifted", f"{party.pk}:", by=by, at=at, path=own_path(row))
        bring_in_others(row, by=by, at=at)
    return row


def _hand_back(row: Report, by: Person, at: datetime, version: int | None) -> Report:
    proposed = row.proposed_at is not None
    back = move(
        row,
        intake.REPORT,
        "hand_back",
        by=by,
        at=at,
        version=version,
        standing=standing(by, row.dossier, at),
        also={"proposed_at": None, "agreed_at": None},
    )
    for party in parties(back.dossier, TRIAGER, at):
        dossiers.end_party(party, by=by, at=at, reason="handed_back")
    lapse(back, at=at)
    if proposed:  # its clock was met: whoever takes it on next has as long again
        kind = rules.clock_for(back.severity or 1, flagged=rules.is_flagged({"harm": back.harm, "image": back.image}))
        deadlines.start(kind, dossier=back.dossier, about=back.uuid, reference=back.reference, path=working_path(back), at=at, by=by)
        cancel_unsent(back.uuid, at=at, codes=["case.proposed", "report.agree_wanted"])
    return back


def bring_in_others(row: Report, *, by: Person | Nobody, at: datetime, anew: bool = False) -> None:
    """Whoever has to act now that somebody went or came: at the desks of the report, and told if they were not told before. `anew`:
    those who were told when it came in are told that it is theirs now, unless that first mail has yet to leave."""
    if row.state == intake.SUBMITTED:
        people = selectors.leaders(row, at)
        if anew:
            waiting = still_to_be_told(row.uuid, "report.waiting")
            people = [one for one in people if one.pk not in waiting]
        tell(row, people, "report.waiting", f"after-{row.version}:" if anew else "", by=by, at=at, due_at=_due(row))
    elif row.state == intake.IN_TRIAGE and row.proposed_at:
        bring_in_deciders(row, by=by, at=at)
    elif row.state == intake.IN_TRIAGE:
        bring_in_agreeing(row, by=by, at=at)
    if row.state in intake.OPEN:
        bring_in(row, by=by, at=at)
    look_after(row, by=by, at=at)


def bring_in_deciders(row: Report, *, by: Person | Nobody, at: datetime) -> None:
    """Those who have to act on a proposal: HR where it is critical and they have not agreed, and whoever may open the case. Where all
    of them are in conflict the next rung comes in."""
    if row.severity == intake.HEAVIEST and row.agreed_at is None:
        people = _for_hr(row, by, at)
        tell(row, people, "report.agree_wanted", f"{row.proposed_at:%Y%m%d%H%M%S}:", by=by, at=at)
    people = selectors.approvers(row, at) or dossiers.escalate(row.dossier, HEAD, by=by, at=at)
    tell(row, people, "case.proposed", f"{row.proposed_at:%Y%m%d%H%M%S}:", by=by, at=at)


def _for_hr(row: Report, by: Person | Nobody, at: datetime) -> list[Person]:
    """HR; where all of HR is in conflict, the next above who does not triage it themselves."""
    dossiers.set_desk(row.dossier, HR, None, by=by, at=at, reason="agreement")
    if people := holders(row.dossier, HR, at):
        return people
    dossiers.clear_desk(row.dossier, HR, by=by, at=at, reason="conflict")
    others = [one for one in dossiers.escalate(row.dossier, HR, by=by, at=at) if one != selectors.triager_of(row, at)]
    return others or dossiers.escalate(row.dossier, CEO, by=by, at=at)


def _due(row: Report) -> datetime | None:
    running = current([row.uuid]).get(row.uuid)
    return running.due_at if running else None


def _taken(row: Report, at: datetime) -> str:
    triager = selectors.triager_of(row, max(at, row.state_since))  # who pressed first may have waited for who was quicker
    if triager is None:
        return "This report has been decided since you opened the page."
    return f"{triager.name} has just taken this report on. You need not do anything."

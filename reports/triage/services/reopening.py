"""What has ended is opened again, because something is new; and what nobody can go on with goes back to the queue (DOMAIN 9.1)."""

from datetime import datetime

from django.db import transaction

from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import REPORTER, TRIAGER
from foundation.dossiers.selectors import parties, people_in, standing
from foundation.people.models import Person
from foundation.people.rules import SYSTEM, Nobody
from reports.care import services as care
from reports.intake import rules as intake
from reports.intake import services as reports
from reports.intake.models import Report
from reports.intake.selectors import least_rung
from reports.intake.services.sending import own_path, working_path
from reports.lowlevel import services as lowlevel
from reports.triage import rules, selectors

from .agreeing import lapse
from .stepping import counted_anew, fresh, keep_words, tell
from .taking import bring_in_others

# a report that is opened again stands as it stood in triage, without its decision
_UNDONE = {"proposed_at": None, "agreed_at": None, "decided_at": None, "finished_at": None, "same_as": None, "rationale_length": 0}


def reopen(report: Report, *, new: str, by: Person, at: datetime, version: int, held: frozenset[str] | None = None) -> Report:
    """Open what has ended again; `new` says what is new and why, and is sealed. It is routed past whoever is in conflict now, its clock
    begins anew (nothing of the past is sent, BEATS 17), and the reporter is told. `held`: the part in which what came of it was decided, by
    somebody who need not read the report. Raises Refused for anybody but a headteacher or HR, or whoever stands in for them."""
    with transaction.atomic():
        row = fresh(report)
        with counted_anew(row):
            back = move(
                row,
                intake.REPORT,
                "reopen",
                by=by,
                at=at,
                version=version,
                standing=standing(by, row.dossier, at) if held is None else held,
                facts={"new": len(new)},
                also={**_UNDONE, "rationale_sealed": b""},
            )
            dossiers.close_dossier(back.dossier, open_=True)
            dossiers.route(back.dossier, by=by, at=at, minimum=least_rung(back))
        reports.found_open(back, at=at)
        care.stop(back, at=at)
        lowlevel.withdraw(back, at=at)
        _open_with_it(back, by=by, at=at)
        keep_words(back, rules.REOPENED, new, by=by, at=at)
        start_clock(back, by=by, at=at)
        tell(back, people_in(back.dossier, at, REPORTER), "report.reopened", f"{back.version}:", by=by, at=at, path=own_path(back))
        return settle_holder(back, by=by, at=at)


def go_on(report: Report, *, by: Person, at: datetime) -> None:
    """A case of this report is open again: whoever was told that it is finished reads that it goes on, is not asked meanwhile how they are,
    and is told when it ends again. The report stays what it became. One that was not finished goes on anyway."""
    with transaction.atomic():
        row = fresh(report)
        if row.finished_at is not None:
            dossiers.record(row.dossier, action="report.goes_on", by=by, at=at)
            _goes_on(row, row, by, at)
        _open_with_it(row, by=by, at=at)


def _open_with_it(row: Report, *, by: Person, at: datetime) -> None:
    """Reports that are the same as it: their reporters read that it goes on, and are told when it ends again."""
    for one in row.same.filter(finished_at__isnull=False).select_related("dossier").order_by("pk"):
        _goes_on(one, row, by, at)


def _goes_on(one: Report, row: Report, by: Person, at: datetime) -> None:
    Report.objects.filter(pk=one.pk).update(finished_at=None, version=one.version + 1)
    care.stop(one, at=at)
    people = people_in(one.dossier, at, REPORTER)
    tell(one, people, "report.reopened", f"{row.version}:{one.version}:", by=by, at=at, path=own_path(one))


def settle_holder(row: Report, *, by: Person, at: datetime, code: str = "report.open_again") -> Report:
    """After a change of who may read it: whoever triages it goes on and is told (`code`), or it waits in the queue of whoever may now."""
    triager = selectors.fit_triager(row, at)
    if triager is None:
        return requeue(row, by=SYSTEM, at=at)
    tell(row, [triager], code, f"{row.version}:", by=by, at=at)
    bring_in_others(row, by=by, at=at)
    return row


def requeue(report: Report, *, by: Person | Nobody, at: datetime) -> Report:
    """Back to the queue, because whoever triaged it may not any more. Raises Refused for anybody but the system."""
    with transaction.atomic():
        row = fresh(report)
        held = {by.token} if isinstance(by, Nobody) else standing(by, row.dossier, at)
        unfit = {"unfit": selectors.fit_triager(row, at) is None}
        back = move(row, intake.REPORT, "requeue", by=by, at=at, standing=held, facts=unfit, also={"proposed_at": None, "agreed_at": None})
        for party in parties(back.dossier, TRIAGER, at):
            dossiers.end_party(party, by=by, at=at, reason="rerouted")
        lapse(back, at=at)
        bring_in_others(back, by=by, at=at, anew=True)
    return back


def start_clock(row: Report, *, by: Person, at: datetime) -> None:
    """The clock of a first decision, from now on, by how serious it is taken to be."""
    kind = rules.clock_for(row.severity or 1, flagged=rules.is_flagged({"harm": row.harm, "image": row.image}))
    deadlines.start(kind, dossier=row.dossier, about=row.uuid, reference=row.reference, path=working_path(row), at=at, by=by)

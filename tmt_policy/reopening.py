"""What a low-level concern does to its report when it turns out to be more: it goes back into triage, and the safeguarding lead is told."""

from datetime import datetime

from foundation.people.models import Person
from reports.concerns import services as concerns
from reports.intake.models import Report
from reports.intake.services.alerting import open_safeguarding_desk
from reports.triage import services as triage
from reports.triage.services.stepping import fresh, tell


def reopen(report: Report, *, new: str, harm: bool, held: frozenset[str], by: Person, at: datetime) -> None:
    """Open the report again with the reasons, through triage's own guards, and bring in the safeguarding lead. `harm`: a child may have
    been harmed, so it is flagged, and its clocks are the short ones. `held`: what they decided as. Call it inside the transaction of the
    decision."""
    row = fresh(report)
    if harm:
        row = concerns.flag(row, by=by, at=at)
    opened = triage.reopen(row, new=new, by=by, at=at, version=row.version, held=held)
    if not harm:  # who leads on safeguarding knows of a flag
        tell(opened, open_safeguarding_desk(opened.dossier, by=by, at=at), "report.safeguarding", f"{opened.version}:", by=by, at=at)

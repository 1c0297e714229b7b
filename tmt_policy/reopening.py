"""What a low-level concern does to its report when it turns out to be more: it goes back into triage, and the safeguarding lead is told."""

from datetime import datetime

from foundation.people.models import Person
from reports.intake.models import Report
from reports.intake.services.alerting import open_safeguarding_desk
from reports.triage import services as triage
from reports.triage.services.stepping import fresh, tell


def reopen(report: Report, *, new: str, by: Person, at: datetime) -> None:
    """Open the report again with the reasons, through triage's own guards, and bring in the safeguarding lead. Call it inside the
    transaction of the decision."""
    row = fresh(report)
    opened = triage.reopen(row, new=new, by=by, at=at, version=row.version)
    tell(opened, open_safeguarding_desk(opened.dossier, by=by, at=at), "report.safeguarding", f"{opened.version}:", by=by, at=at)
